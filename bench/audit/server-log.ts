import { closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import pg from "pg";

/** How many statements of each database, by name, and how many of these append to its audit log. */
export type Statements = ReadonlyMap<string, { readonly all: number; readonly appending: number }>;

/** A PostgreSQL server that says what it was asked. */
export interface WatchedServer {
  /** The process that started all others of it. */
  readonly pid: number;
  /** What it was asked while something was done. */
  during(work: () => Promise<void>): Promise<Statements>;
  close(): Promise<void>;
}

/** Watches a server of this machine, whose log stands in the file `log` beside its data. It says all statements only while somebody wants to know. */
export async function watchServer(url: string): Promise<WatchedServer> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ data_directory: string }>("SHOW data_directory");
  const data = rows[0]?.data_directory ?? "";
  const log = join(dirname(data), "log");
  // It takes a moment until all of its processes have read their settings anew.
  const say = async (what: "all" | "none") => {
    await client.query(`ALTER SYSTEM SET log_statement = '${what}'`);
    await client.query("ALTER SYSTEM SET log_line_prefix = '<%d> '");
    await client.query("SELECT pg_reload_conf(), pg_sleep(1)");
  };
  return {
    pid: Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[0]),
    during: async (work) => {
      await say("all");
      const before = statSync(log).size;
      await work();
      const said = textFrom(log, before);
      await say("none");
      return statementsIn(said);
    },
    close: () => client.end(),
  };
}

function textFrom(file: string, from: number): string {
  const text = Buffer.alloc(statSync(file).size - from);
  const descriptor = openSync(file, "r");
  readSync(descriptor, text, 0, text.length, from);
  closeSync(descriptor);
  return text.toString();
}

function statementsIn(said: string): Statements {
  const found = new Map<string, { all: number; appending: number }>();
  for (const [, database = "", sql = ""] of said.matchAll(/^<(\w+)> LOG: {2}(?:statement|execute [^:]*): (.*)$/gm)) {
    const counted = found.get(database) ?? { all: 0, appending: 0 };
    counted.all += 1;
    if (sql.includes("audit_append(")) counted.appending += 1;
    found.set(database, counted);
  }
  return found;
}
