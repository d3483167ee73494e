import type { DataSource } from "typeorm";

/** The longest that a log may go without being witnessed before that is told, in milliseconds: some ten rounds of who carries checkpoints. Here alone. */
export const longestUnwitnessed = 10 * 60_000;

/** When the log first signed more than so many entries; undefined if it has not. */
export async function firstSignedBeyond(database: Pick<DataSource, "query">, size: number): Promise<Date | undefined> {
  const [row] = await database.query<{ at: Date | null }[]>("SELECT min(made_at) AS at FROM audit_checkpoint WHERE size > $1", [size]);
  return row?.at ?? undefined;
}
