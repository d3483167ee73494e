import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { DataSource } from "typeorm";
import { closeDatabase, openDatabase, withinDeadline } from "../../service/database.ts";
import { type Deadline, type RequestDeadline, startDeadline } from "../../service/deadline.ts";
import { openTestDatabase, type TestDatabase } from "../databases.ts";

// The embedded database has one session and cannot end a statement; what waits for the session can.
const onServer = process.env["TEST_DATABASE_URL"] === undefined ? describe.skip : describe;
const passed = { code: "DEADLINE_PASSED" };

let opened: TestDatabase;
let database: DataSource;
const statements: string[] = [];

beforeAll(async () => {
  opened = await openTestDatabase("deadline", [], [], { onStatement: (sql) => statements.push(sql) });
  database = opened.dataSource;
  await database.query("CREATE TABLE kept (id int PRIMARY KEY)");
}, 120_000);
afterAll(() => opened.close());
beforeEach(async () => {
  await database.query("DELETE FROM kept; INSERT INTO kept VALUES (0)");
  statements.length = 0;
});

const kept = async (): Promise<number[]> => (await database.query<{ id: number }[]>("SELECT id FROM kept ORDER BY id")).map(({ id }) => id);

/** A deadline that passes when the test says so, by the clock alone or by its signal. */
function atWill(): Deadline & { pass(): void } {
  const real: RequestDeadline = startDeadline(600_000);
  return { signal: real.signal, timeLeft: () => (real.signal.aborted ? 0 : 600_000), pass: () => real.callerLeft() };
}

/** Another session that keeps the row locked; on the embedded database, the only session. */
async function lockedByAnother(): Promise<() => Promise<void>> {
  const holder = database.createQueryRunner();
  await holder.startTransaction();
  await holder.query("SELECT id FROM kept FOR UPDATE");
  await holder.query("LOCK TABLE kept");
  statements.length = 0;
  return async () => {
    await holder.rollbackTransaction();
    await holder.release();
  };
}

describe("a database within a deadline", () => {
  test("is as it was while there is time", async () => {
    const within = withinDeadline(database, startDeadline(60_000));
    expect(await within.query("SELECT id FROM kept WHERE id = $1", [0])).toEqual([{ id: 0 }]);
    await within.transaction("REPEATABLE READ", async (manager) => {
      await manager.query("INSERT INTO kept VALUES ($1)", [1]);
      expect(await manager.query("SELECT count(*)::int AS n FROM kept")).toEqual([{ n: 2 }]);
    });
    await expect(within.transaction((manager) => manager.query("INSERT INTO kept VALUES (1)"))).rejects.toMatchObject({
      driverError: { code: "23505" },
    });
    await expect(within.query("SELECT 1/0")).rejects.toMatchObject({ driverError: { code: "22012" } });
    expect(await kept()).toEqual([0, 1]);
  });

  test("is asked nothing more once it has passed", async () => {
    const deadline = atWill();
    const within = withinDeadline(database, deadline);
    deadline.pass();
    await expect(within.query("SELECT 1")).rejects.toMatchObject(passed);
    await expect(within.transaction((manager) => manager.query("INSERT INTO kept VALUES (1)"))).rejects.toMatchObject(passed);
    expect(statements).toEqual([]);
  });

  test("rolls a transaction back in which it passes, and begins no further statement of it", async () => {
    const deadline = atWill();
    const changing = withinDeadline(database, deadline).transaction(async (manager) => {
      await manager.query("INSERT INTO kept VALUES (1)");
      deadline.pass();
      await manager.query("INSERT INTO kept VALUES (2)");
    });
    await expect(changing).rejects.toMatchObject(passed);
    expect(statements).toEqual(["START TRANSACTION", "INSERT INTO kept VALUES (1)", "ROLLBACK"]);
    expect(await kept()).toEqual([0]);
  });

  test("does not commit what is complete but comes too late", async () => {
    const deadline = atWill();
    const changing = withinDeadline(database, deadline).transaction(async (manager) => {
      await manager.query("INSERT INTO kept VALUES (1)");
      deadline.pass();
    });
    await expect(changing).rejects.toMatchObject(passed);
    expect(await kept()).toEqual([0]);
  });

  test("lets nobody wait longer for what another session has locked, and does not do it afterwards", async () => {
    const unlock = await lockedByAnother();
    const deadline = startDeadline(30);
    const within = withinDeadline(database, deadline);
    const reading = expect(within.query("SELECT id FROM kept")).rejects.toMatchObject(passed);
    const changing = expect(
      within.transaction(async (manager) => {
        await manager.query("SELECT id FROM kept FOR UPDATE");
        await manager.query("INSERT INTO kept VALUES (1)");
      }),
    ).rejects.toMatchObject(passed);
    await Promise.all([reading, changing]);
    await unlock();
    expect(await kept()).toEqual([0]);
  });

  test("answers as before after fifty operations that were given up, and keeps no connection and no transaction of theirs", async () => {
    const unlock = await lockedByAnother();
    const givenUp = Array.from({ length: 50 }, (_, id) => {
      const within = withinDeadline(database, startDeadline(20 + (id % 10)));
      return id % 2 === 0
        ? within.query("SELECT id FROM kept")
        : within.transaction((manager) => manager.query(`INSERT INTO kept VALUES (${id})`));
    });
    expect(await Promise.allSettled(givenUp)).toEqual(givenUp.map(() => ({ status: "rejected", reason: expect.objectContaining(passed) })));
    await unlock();
    // As many at once as the pool has connections, and more: none is lost.
    const answers = await Promise.all(Array.from({ length: 15 }, () => kept()));
    expect(answers).toEqual(answers.map(() => [0]));
    const open = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'";
    expect(await database.query(open)).toEqual([]);
  });
});

onServer("a PostgreSQL server", () => {
  test("ends the statement that runs when the time is up", async () => {
    const within = withinDeadline(database, startDeadline(30));
    await expect(within.query("SELECT pg_sleep(600)")).rejects.toMatchObject(passed);
    await expect(within.transaction((manager) => manager.query("SELECT pg_sleep(600)"))).rejects.toMatchObject(passed);
    const sleeping =
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND query LIKE '%pg_sleep(600)'";
    expect(await database.query(`${sleeping} AND pid <> pg_backend_pid()`)).toEqual([]);
  });

  test("ends a later statement of a transaction by what is left then, and not by what was left at first", async () => {
    const real = startDeadline(600_000);
    let left = 600_000;
    const within = withinDeadline(database, { signal: real.signal, timeLeft: () => left });
    const changing = within.transaction(async (manager) => {
      await manager.query("INSERT INTO kept VALUES (1)");
      left = 30;
      await manager.query("SELECT pg_sleep(600)");
    });
    await expect(changing).rejects.toMatchObject(passed);
    expect(await kept()).toEqual([0]);
  });

  test("keeps the bound of one operation from the next, on whichever connection", async () => {
    const within = withinDeadline(database, startDeadline(60_000));
    await within.query("SELECT 1");
    await within.transaction((manager) => manager.query("SELECT 1"));
    await expect(within.query("SELECT 1/0")).rejects.toThrow();
    const shown = await Promise.all(Array.from({ length: 10 }, () => database.query("SHOW statement_timeout")));
    expect(shown).toEqual(shown.map(() => [{ statement_timeout: "0" }]));
  });

  test("gives no connection back that is still inside a transaction", async () => {
    const runner = withinDeadline(database, startDeadline(60_000)).createQueryRunner();
    await runner.startTransaction();
    await runner.query("INSERT INTO kept VALUES (1)");
    await runner.release();
    // Its locks are gone with it, so this waits for nobody.
    await database.query("LOCK TABLE kept; INSERT INTO kept VALUES (1)");
    expect(await kept()).toEqual([0, 1]);
  });

  test("ends what takes longer than the service's own bound, whatever the service does about it", async () => {
    const { url } = database.options as { url: string };
    const service = await openDatabase({ service: "bounded", url, dataDir: "", entities: [], migrations: [], longestStatement: 40 });
    await expect(service.query("SELECT pg_sleep(600)")).rejects.toMatchObject({ driverError: { code: "57014" } });
    const runner = service.createQueryRunner();
    await runner.query("START TRANSACTION; INSERT INTO kept VALUES (1)");
    // The service says nothing more, and what it held is free all the same.
    await database.query("LOCK TABLE kept; INSERT INTO kept VALUES (1)");
    await runner.release();
    await closeDatabase(service);
  });
});
