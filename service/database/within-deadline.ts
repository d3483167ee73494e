import type { Client } from "pg";
import { type DataSource, EntityManager, type QueryRunner } from "typeorm";
import { type Deadline, requireTime, untilDeadline } from "../deadline.ts";
import { ChildviewError } from "../errors.ts";

/**
 * The same database for one operation: nothing more is asked of it once the deadline has passed. No statement begins, a transaction is rolled back instead of committed, who waits for a connection waits no
 * longer, and a PostgreSQL server ends a statement that still runs, or waits for a lock (`statement_timeout`). The embedded one cannot: it runs a statement to its end, and the whole
 * process waits for it. Each of these throws DEADLINE_PASSED. Outside a transaction it only reads.
 */
export function withinDeadline(database: DataSource, deadline: Deadline): DataSource {
  // TypeORM asks `createQueryRunner` for a connection whatever it does, and comes to its data source by the manager.
  const within = Object.create(database) as DataSource;
  const createQueryRunner: DataSource["createQueryRunner"] = (mode) => {
    const runner = database.createQueryRunner(mode);
    Object.assign(runner, { manager: within.createEntityManager(runner) });
    bind(runner, deadline, isServer(database));
    return runner;
  };
  return Object.defineProperties(within, {
    createQueryRunner: { value: createQueryRunner },
    manager: { value: new EntityManager(within) },
  });
}

function isServer({ options }: DataSource): boolean {
  return "url" in options && options.url !== undefined;
}

/** Binds one connection, from before it is taken from the pool until it is given back, in place. */
function bind(runner: QueryRunner, deadline: Deadline, server: boolean): void {
  const [connect, query, release] = [runner.connect.bind(runner), runner.query.bind(runner), runner.release.bind(runner)];
  let asked: Promise<Client> | undefined;
  let client: Client | undefined;

  runner.connect = async () => {
    // TypeORM says `any` of what its driver connects with.
    asked ??= connect() as Promise<Client>;
    const taken = (client ??= await untilDeadline(asked, deadline));
    return server ? { query: (sql: string, values?: unknown[]) => timed(taken, deadline, sql, values) } : taken;
  };

  const bounded = async (sql: string, ...more: []): Promise<unknown> => {
    // Without a connection nothing was begun, and with one the rollback is what ends the work.
    if (sql === "ROLLBACK") return client === undefined ? undefined : (query(sql) as Promise<unknown>);
    requireTime(deadline);
    try {
      return (await query(sql, ...more)) as unknown;
    } catch (cause) {
      throw wasEnded(cause) ? new ChildviewError("DEADLINE_PASSED", "") : cause;
    }
  };
  runner.query = bounded as QueryRunner["query"];

  runner.release = async () => {
    // A connection that comes when nobody waits for it any more goes back at once.
    if (client === undefined) return void asked?.then(release, () => undefined);
    // One on which the rollback failed must not come to the next operation with the locks of this one: the pool drops what has ended.
    if (server && client.getTransactionStatus() !== "I") void client.end();
    return release();
  };
}

/** Sends a statement with the time that is left for it. What comes before and after is sent along, without waiting for its answer (`pipeline`). */
async function timed(client: Client, deadline: Deadline, sql: string, values: unknown[] | undefined): Promise<unknown> {
  const within = client.getTransactionStatus() !== "I";
  if (transactional.test(sql)) return client.query(sql);
  // PostgreSQL takes 0 as no bound at all.
  const bound = `SET LOCAL statement_timeout = ${Math.max(1, Math.ceil(deadline.timeLeft()))}`;
  const statements = within
    ? [client.query(bound), client.query(sql, values)]
    : [client.query(`START TRANSACTION READ ONLY; ${bound}`), client.query(sql, values), client.query("COMMIT")];
  const settled = await Promise.allSettled(statements);
  const failed = settled.find((one) => one.status === "rejected");
  if (failed !== undefined) throw failed.reason;
  return statements[1];
}

const transactional = /^(START TRANSACTION|COMMIT|ROLLBACK)$/;

/** Whether PostgreSQL ended a statement before it was done (`query_canceled`). */
function wasEnded(cause: unknown): boolean {
  if (typeof cause !== "object" || cause === null || !("driverError" in cause)) return false;
  const { driverError } = cause;
  return typeof driverError === "object" && driverError !== null && "code" in driverError && driverError.code === "57014";
}
