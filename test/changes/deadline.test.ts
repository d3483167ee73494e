import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type RequestDeadline, startDeadline } from "../../service/deadline.ts";
import { ConsentEventRow } from "../../subgraphs/partnership/records/consent-event-row.ts";
import { people } from "./people.ts";
import { type Answered, type ChangesWorld, newKey, openChangesWorld } from "./world.ts";

// On the embedded database there is one session, so nobody else can lose it, or have its statement ended.
const onServer = process.env["TEST_DATABASE_URL"] === undefined ? test.skip : test;

const child = "CV-1001";
const withdrawal = `mutation ($key: String!) {
  withdrawConsent(childId: "${child}", purpose: FAMILY_ACCESS, idempotencyKey: $key, consentId: "ahmed-maya-health") { id child { id } } }`;
const made = { data: { withdrawConsent: { id: "ahmed-maya-health", child: { id: child } } }, codes: [] };

let world: ChangesWorld;
const statements: string[] = [];
let onStatement: (sql: string) => void = () => undefined;
beforeAll(async () => void (world = await openChangesWorld({ onStatement: (sql) => onStatement(sql) })), 120_000);
afterAll(() => world.close());
beforeEach(() => {
  onStatement = (sql) => void statements.push(sql);
});
afterEach(() => world.reset());

const withdraw = (key: string, deadline?: RequestDeadline): Promise<Answered> =>
  world.ask(people.samira, withdrawal, { key }, world.policy, deadline);

async function withdrawals(): Promise<number> {
  return world.database.manager.count(ConsentEventRow, { where: { consent: "ahmed-maya-health", event: "withdrawn" } });
}

/** Another session that changes the child and is not done. */
async function childLocked(): Promise<() => Promise<void>> {
  const holder = world.database.createQueryRunner();
  await holder.startTransaction();
  await holder.query(`SELECT id FROM child WHERE id = '${child}' FOR UPDATE`);
  return async () => {
    await holder.commitTransaction();
    await holder.release();
  };
}

/** Runs SQL at the end of every change, before it is committed, or while it is. */
async function atTheEnd(sql: string, when: "AFTER INSERT" | "DEFERRED"): Promise<() => Promise<void>> {
  const deferred = when === "DEFERRED";
  await world.database.query(`
    CREATE FUNCTION at_the_end() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${sql}; RETURN NULL; END $$;
    CREATE ${deferred ? "CONSTRAINT" : ""} TRIGGER at_the_end AFTER INSERT ON change_receipt
      ${deferred ? "DEFERRABLE INITIALLY DEFERRED" : ""} FOR EACH ROW EXECUTE FUNCTION at_the_end()`);
  return async () => void (await world.database.query("DROP TRIGGER at_the_end ON change_receipt; DROP FUNCTION at_the_end()"));
}

describe("a question", () => {
  test("of somebody who has left is read nothing for", async () => {
    const deadline = startDeadline(60_000);
    deadline.callerLeft();
    statements.length = 0;
    const asked = `{ child(id: "${child}", purpose: FAMILY_ACCESS) { id } myAlerts { totalCount } }`;
    const { codes } = await world.ask(people.samira, asked, {}, world.policy, deadline);
    expect([codes, statements]).toEqual([["DEADLINE_PASSED", "DEADLINE_PASSED"], []]);
  });

  test("is decided no more once its time is up, though the facts have come", async () => {
    const real = startDeadline(60_000);
    let passed = false;
    const deadline = { ...real, timeLeft: () => (passed ? 0 : 60_000) };
    onStatement = (sql) => {
      // With this the facts are read; it has begun.
      if (sql.includes("consent_event")) passed = true;
    };
    const { data, codes } = await world.ask(
      people.samira,
      `{ child(id: "${child}", purpose: FAMILY_ACCESS) { id } }`,
      {},
      world.policy,
      deadline,
    );
    expect([data, codes]).toEqual([{ child: null }, ["DEADLINE_PASSED"]]);
  });
});

describe("a change", () => {
  test("that waits for another until its time is up is refused, and not stored when the other is done", async () => {
    const unlock = await childLocked();
    const key = newKey();
    const { data, codes, result } = await withdraw(key, startDeadline(40));
    expect([data, codes]).toEqual([{ withdrawConsent: null }, ["DEADLINE_PASSED"]]);
    expect(result.errors?.[0]?.originalError?.message).toBe("Nothing was stored.");
    await unlock();
    expect(await withdrawals()).toBe(0);
    expect(await withdraw(key)).toMatchObject(made);
    expect(await withdrawals()).toBe(1);
  });

  test("is not begun for somebody who has left already", async () => {
    const deadline = startDeadline(60_000);
    deadline.callerLeft();
    statements.length = 0;
    expect((await withdraw(newKey(), deadline)).codes).toEqual(["DEADLINE_PASSED"]);
    expect(statements).toEqual([]);
  });

  test("that was begun is made whole though its caller leaves, and nothing is read any more; asked again it is told, and not made twice", async () => {
    const unlock = await childLocked();
    const [key, deadline] = [newKey(), startDeadline(60_000)];
    statements.length = 0;
    const changing = withdraw(key, deadline);
    // Now it waits for the other.
    await new Promise((resolve) => setImmediate(resolve));
    deadline.callerLeft();
    await unlock();
    expect((await changing).codes).toEqual(["CHANGE_MADE_UNREAD"]);
    expect(statements.at(-1)).toBe("COMMIT");
    expect(await withdrawals()).toBe(1);
    expect(await withdraw(key)).toMatchObject(made);
    expect(await withdrawals()).toBe(1);
  });

  test("that was made does not read as failed because its answer cannot be read", async () => {
    const undo = await atTheEnd("ALTER TABLE access_override RENAME TO elsewhere", "AFTER INSERT");
    const key = newKey();
    expect(await withdraw(key)).toMatchObject({ data: { withdrawConsent: null }, codes: ["CHANGE_MADE_UNREAD"] });
    await undo();
    await world.database.query("ALTER TABLE elsewhere RENAME TO access_override");
    expect(await withdrawals()).toBe(1);
    expect(await withdraw(key)).toMatchObject(made);
    expect(await withdrawals()).toBe(1);
  });

  test("stands in its answer, whatever of the child cannot be read after it", async () => {
    const undo = await atTheEnd("ALTER TABLE about_me RENAME TO elsewhere", "AFTER INSERT");
    const { data, result } = await world.ask(people.samira, withdrawal.replace("child { id }", "child { id aboutMe { whatILike } }"), {
      key: newKey(),
    });
    await undo();
    await world.database.query("ALTER TABLE elsewhere RENAME TO about_me");
    expect(data).toEqual({ withdrawConsent: { id: "ahmed-maya-health", child: { id: child, aboutMe: null } } });
    expect(result.errors?.map(({ path }) => path)).toEqual([["withdrawConsent", "child", "aboutMe"]]);
  });

  onServer("is told as unknown if the database is lost while it commits; asked again it is made once", async () => {
    const [holder, key] = [world.database.createQueryRunner(), newKey()];
    await holder.query("SELECT pg_advisory_lock(30)");
    const undo = await atTheEnd("PERFORM pg_advisory_xact_lock(30)", "DEFERRED");
    const changing = withdraw(key);
    const end =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query = 'COMMIT' AND wait_event_type = 'Lock'";
    while ((await world.database.query<unknown[]>(end)).length === 0);
    expect((await changing).codes).toEqual(["OUTCOME_UNKNOWN"]);
    await holder.query("SELECT pg_advisory_unlock(30)");
    await holder.release();
    await undo();
    expect(await withdraw(key)).toMatchObject(made);
    expect(await withdrawals()).toBe(1);
  });
});
