import type { DataSource, EntityManager, EntityTarget, ObjectLiteral } from "typeorm";
import { ChildviewError } from "../errors.ts";

/** Where records in a database come from: the made-up families of the demo, or any other import. */
export type Origin = "demo" | "import";

/**
 * Notes that records of this origin come into a database, in the transaction in which they come: if they are refused, there is no note of them either. Until it ends, no others come in. Throws
 * DEMO_REFUSED, and notes nothing, where the made-up families would come to other children (those
 * of an import, or any without a note), and where other records would come to made-up families in production. A note is never taken back.
 */
export async function noteOrigin(
  manager: EntityManager,
  origin: Origin,
  { children, mode }: { readonly children: EntityTarget<ObjectLiteral>; readonly mode: string },
): Promise<void> {
  if (origin === "demo" && mode === "production")
    throw new ChildviewError("DEMO_REFUSED", "NODE_ENV is production, where no made-up family is loaded");
  // Two imports at the same moment must not both find the database empty. The number is any that all of them share.
  await manager.query("SELECT pg_advisory_xact_lock(4242002)");
  await manager.query("CREATE TABLE IF NOT EXISTS data_origin (origin text PRIMARY KEY, since timestamptz NOT NULL DEFAULT now())");
  const noted = await originsIn(manager);
  if (origin === "demo" && noted.includes("import")) throw new ChildviewError("DEMO_REFUSED", "the database has had records imported");
  if (origin === "demo" && !noted.includes("demo") && (await manager.exists(children)))
    throw new ChildviewError("DEMO_REFUSED", "the database holds children of whom is not noted that they are made up");
  if (origin === "import" && mode === "production") refuseDemo(noted);
  await manager.query("INSERT INTO data_origin (origin) VALUES ($1) ON CONFLICT DO NOTHING", [origin]);
}

/** Makes sure that no made-up families are in a database of production. Throws DEMO_REFUSED. */
export async function refuseMadeUp(database: DataSource): Promise<void> {
  refuseDemo(await originsOf(database));
}

/** Where the records in a database come from, as far as it was noted. */
export async function originsOf(database: Pick<DataSource, "query">): Promise<Origin[]> {
  const [there] = await database.query<{ found: boolean }[]>("SELECT to_regclass('data_origin') IS NOT NULL AS found");
  return there?.found === true ? originsIn(database) : [];
}

async function originsIn(database: Pick<EntityManager, "query">): Promise<Origin[]> {
  const rows = await database.query<{ origin: Origin }[]>("SELECT origin FROM data_origin ORDER BY origin");
  return rows.map(({ origin }) => origin);
}

function refuseDemo(noted: readonly Origin[]): void {
  if (noted.includes("demo"))
    throw new ChildviewError("DEMO_REFUSED", "NODE_ENV is production, and the database has the made-up families of the demo");
}
