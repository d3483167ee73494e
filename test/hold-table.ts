import type { DataSource } from "typeorm";

/** Lets nobody read a table, so that whoever does waits, until what it answers is called. */
export async function holdTable(database: DataSource, table: string): Promise<() => Promise<void>> {
  const runner = database.createQueryRunner();
  await runner.startTransaction();
  await runner.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
  return async () => {
    await runner.rollbackTransaction();
    await runner.release();
  };
}
