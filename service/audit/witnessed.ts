import type { DataSource } from "typeorm";

/** The longest that a log may go without being witnessed before that is told, in milliseconds: some ten rounds of who carries checkpoints. Here alone. */
export const longestUnwitnessed = 10 * 60_000;

/** What one witness signed of a log. */
interface Signed {
  readonly witness: string;
  /** The most entries that it signed. */
  readonly size: number;
  /** When that came, by the service's own clock. */
  readonly at: Date;
}

/** How far a log is witnessed. */
export interface HowWitnessed {
  /** How many entries the log has. */
  readonly size: number;
  readonly signed: readonly Signed[];
  /** When the log first signed more than any of these witnesses did; undefined if it has not. */
  readonly unwitnessedSince: Date | undefined;
}

/** How far a database's log is witnessed, by all that it kept of others' signatures; those of `leftOut`, an origin's beginning, do not count. Verifies none of them: the export and `audit verify` do. */
export async function howWitnessed(database: Pick<DataSource, "query">, leftOut: string): Promise<HowWitnessed> {
  const [log] = await database.query<{ size: string }[]>("SELECT coalesce(max(index) + 1, 0) AS size FROM audit_entry");
  const rows = await database.query<{ witness: string; size: string; made_at: Date }[]>(
    "SELECT DISTINCT ON (witness) witness, size, made_at FROM audit_cosignature ORDER BY witness, size DESC",
  );
  const signed = rows.map(({ witness, size, made_at: at }) => ({ witness, size: Number(size), at }));
  const most = Math.max(0, ...signed.flatMap(({ witness, size }) => (witness.startsWith(leftOut) ? [] : size)));
  return { size: Number(log?.size), signed, unwitnessedSince: await firstSignedBeyond(database, most) };
}

/** When the log first signed more than so many entries; undefined if it has not. */
export async function firstSignedBeyond(database: Pick<DataSource, "query">, size: number): Promise<Date | undefined> {
  const [row] = await database.query<{ at: Date | null }[]>("SELECT min(made_at) AS at FROM audit_checkpoint WHERE size > $1", [size]);
  return row?.at ?? undefined;
}
