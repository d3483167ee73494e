import type { DataSource, QueryRunner } from "typeorm";

/** One statement that the service sent to its database, and how much came back. */
export interface Statement {
  readonly sql: string;
  /** What kind of value each parameter was, and how many a list had; not which. */
  readonly parameters: readonly string[];
  /** The rows that the service was handed, those that stand in a list within a row among them. Of a statement that locks, as many rows were locked. */
  readonly rows: number;
}

/** Notes what the service asks of its database while something runs. Everything it asks, whoever asks it, goes through a query runner. */
export async function watched<T>(database: DataSource, run: () => Promise<T>): Promise<{ answer: T; statements: readonly Statement[] }> {
  const statements: Statement[] = [];
  const createQueryRunner = database.createQueryRunner.bind(database);
  database.createQueryRunner = (mode) => noting(createQueryRunner(mode), statements);
  try {
    return { answer: await run(), statements };
  } finally {
    database.createQueryRunner = createQueryRunner;
  }
}

const noted = new WeakSet<QueryRunner>();

function noting(runner: QueryRunner, statements: Statement[]): QueryRunner {
  if (noted.has(runner)) return runner;
  noted.add(runner);
  const query = runner.query.bind(runner) as (...asked: unknown[]) => Promise<unknown>;
  const noteing = async (sql: string, parameters?: unknown[], ...more: unknown[]): Promise<unknown> => {
    const place = statements.push({ sql, parameters: (parameters ?? []).map(shapeOf), rows: 0 }) - 1;
    const result = await query(sql, parameters, ...more);
    statements[place] = { sql, parameters: (parameters ?? []).map(shapeOf), rows: rowsIn(result) };
    return result;
  };
  return Object.assign(runner, { query: noteing });
}

function shapeOf(value: unknown): string {
  return Array.isArray(value) ? `list of ${String(value.length)}` : value === null ? "null" : typeof value;
}

function rowsIn(result: unknown): number {
  if (Array.isArray(result)) return result.reduce<number>((rows, row) => rows + 1 + listedIn(row), 0);
  const { records } = (result ?? {}) as { readonly records?: readonly unknown[] };
  return records?.length ?? 0;
}

/** What is read together comes in one row, with a list for each kind. */
function listedIn(row: unknown): number {
  const lists = Object.values((row ?? {}) as Record<string, unknown>).filter((value) => Array.isArray(value));
  return lists.reduce((rows, list) => rows + list.length, 0);
}
