import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Appender } from "../../service/audit/append.ts";
import { appendLock } from "../../service/audit/migration.ts";
import { closeDatabase, isDatabaseGone, openDatabase } from "../../service/database.ts";
import { askOneRoute, notRecorded, oneRoute } from "../kit/one-route.ts";
import { runYouthWork, type RunningYouthWork } from "../kit/running-youth-work.ts";
import { findPostgresql, type PostgresqlServer, startPostgresqlServer } from "../postgresql-server.ts";
import { failure } from "./failure.ts";

const programs = findPostgresql();
const given = process.env["TEST_DATABASE_URL"];
const onServer = programs === undefined ? describe.skip : describe;

onServer("a PostgreSQL server that is stopped in a run", () => {
  let server: PostgresqlServer;
  let agency: RunningYouthWork;

  beforeAll(async () => {
    server = await startPostgresqlServer(programs ?? "");
    process.env["TEST_DATABASE_URL"] = server.url;
    agency = await runYouthWork();
    await agency.store({ known: ["C-1"] });
  });
  afterAll(async () => {
    if (given === undefined) delete process.env["TEST_DATABASE_URL"];
    else process.env["TEST_DATABASE_URL"] = given;
    // Its database cannot be dropped any more: its files are gone with the server.
    await failure(agency.close());
    server.stop();
  });

  const urlOfAgency = async (): Promise<string> => {
    const administrator = await openDatabase({ service: "any", url: server.url, dataDir: "", entities: [], migrations: [] });
    const [found] = await administrator.query<{ datname: string }[]>(
      "SELECT datname FROM pg_database WHERE datname LIKE 'test_youth_work_%'",
    );
    await closeDatabase(administrator);
    return Object.assign(new URL(server.url), { pathname: found?.datname ?? "" }).href;
  };

  test("is told from a statement that is wrong, and the agency says that it is unavailable, not that something failed inside; an answer that waits to be recorded never leaves", async () => {
    const database = await openDatabase({ service: "gone", url: await urlOfAgency(), dataDir: "", entities: [], migrations: [] });
    const appender = new Appender(database);
    const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
    const locks = async (type: string, granted: boolean) =>
      (await database.query<unknown[]>("SELECT FROM pg_locks WHERE locktype = $1 AND granted = $2", [type, granted])).length;
    const wrong = await Promise.all(["SELECT 1/0", "SELECT * FROM nowhere", "SELEC"].map((sql) => failure(database.query(sql))));
    expect(wrong.map(isDatabaseGone)).toEqual([false, false, false]);

    const ask = async () => (await agency.ask([await agency.permit("C-1", { rules: [["read", "youth-work.held"]] })], "held")).errors;
    expect(await ask()).toEqual([]);
    // When the server goes, a transaction is open, statements are under way (one of them waits in the agency for what the transaction has locked), and one connection is idle.
    let locked = (): void => undefined;
    const isLocked = new Promise<void>((resolve) => (locked = resolve));
    const open = failure(
      database.transaction(async (manager) => {
        await manager.query("LOCK TABLE known_child");
        locked();
        await manager.query("SELECT pg_sleep(60)");
      }),
    );
    await isLocked;
    const asked = ask();
    const waiting = failure(database.query("SELECT * FROM known_child"));
    // An answer waits to be recorded in a log that somebody else has.
    const other = failure(database.query("SELECT pg_advisory_xact_lock($1), pg_sleep(60)", [appendLock]));
    const { app, url } = await oneRoute(
      () => undefined,
      (entries) => appender.append(entries),
    );
    while ((await locks("advisory", true)) < 1) await pause();
    const released = askOneRoute(url);
    while ((await locks("advisory", false)) < 1) await pause();
    while ((await locks("relation", false)) < 2) await pause();
    server.stop();

    expect([await released, await askOneRoute(url)]).toEqual([notRecorded, notRecorded]);
    await app.close();
    const gone = await Promise.all([open, waiting, other, failure(database.query("SELECT 1")), failure(database.query("SELECT 1"))]);
    expect(gone.map(isDatabaseGone)).toEqual([true, true, true, true, true]);
    expect((await asked).map(({ path, extensions }) => [path, extensions])).toEqual([
      [["_entities", 0, "youthWork", "held"], { code: "AGENCY_UNAVAILABLE" }],
    ]);
    await closeDatabase(database);
  });
});

test("a database that does not serve is known by every way in which it is said", () => {
  const withCode = (code: string) => Object.assign(new Error("no words"), { code });
  const serving = ["23505", "42P01", "22012", "40001", "25P02", "ENOENT", "ERR_INVALID_ARG_TYPE"];
  const gone = ["08006", "53100", "53300", "57P01", "57P03", "58030", "25006", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "EAI_AGAIN"];
  expect([...serving, ...gone].filter((code) => isDatabaseGone(withCode(code)))).toEqual(gone);
  expect(isDatabaseGone(new AggregateError([withCode("ECONNREFUSED"), withCode("EHOSTUNREACH")]))).toBe(true);
  expect(isDatabaseGone(Object.assign(new Error("wrapped"), { driverError: withCode("57P01") }))).toBe(true);
  expect(isDatabaseGone(new Error("timeout exceeded when trying to connect"))).toBe(true);
  expect(isDatabaseGone(new Error("Connection terminated unexpectedly"))).toBe(true);
  expect([undefined, "text", new Error("something else"), new AggregateError([])].map(isDatabaseGone)).toEqual(Array(4).fill(false));
});
