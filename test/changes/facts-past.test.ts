import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { DataSource } from "typeorm";
import { purposes } from "../../policies/index.ts";
import { decideChild } from "../../subgraphs/partnership/deciding/decide-child.ts";
import { momentAt } from "../../subgraphs/partnership/deciding/moment.ts";
import { type IndexedChild, readFacts } from "../../subgraphs/partnership/facts-reader.ts";
import { factTables } from "../../subgraphs/partnership/fact-tables.ts";
import { apartFromHistory } from "../../subgraphs/partnership/replay/apart-from-history.ts";
import { openPast } from "../../subgraphs/partnership/replay/past.ts";
import { eraseHistoryOf } from "../../subgraphs/partnership/storing/erase-history.ts";
import { runs } from "../runs.ts";
import { people } from "./people.ts";
import { type ChangesWorld, openChangesWorld } from "./world.ts";

let world: ChangesWorld;
beforeAll(async () => void (world = await openChangesWorld()), 120_000);
beforeEach(() => world.reset());
afterAll(() => world.close());

const children = ["CV-1001", "CV-1002", "CV-1004", "CV-1007", "CV-1008"];

/** One change, as an import, a mutation, or somebody at the database makes it. `at` picks a row. */
const changes: readonly ((at: number) => string)[] = [
  (at) => `UPDATE practitioner SET role = CASE role WHEN 'teacher' THEN 'senco' ELSE 'teacher' END WHERE id = (${nth("practitioner", at)})`,
  (at) => `UPDATE practitioner SET name = name || '.' WHERE id = (${nth("practitioner", at)})`,
  (at) =>
    `UPDATE child SET date_of_birth = date_of_birth + ${String(at)}, given_names = 'Another' WHERE id = '${children[at % children.length] ?? ""}'`,
  (at) => `UPDATE team_membership SET valid_until = '2026-11-22', lead = NOT lead WHERE id = (${nth("team_membership", at)})`,
  (at) => `DELETE FROM team_membership WHERE id = (${nth("team_membership", at)})`,
  (at) => `UPDATE family_relation SET parental_responsibility = NOT parental_responsibility WHERE id = (${nth("family_relation", at)})`,
  (at) => `DELETE FROM family_relation WHERE id = (${nth("family_relation", at)})`,
  (at) => `UPDATE address SET household = (SELECT household FROM address WHERE id = (${nth("address", at)})), valid_from = '2020-01-01'`,
  (at) => `UPDATE child_identifier SET status = 'severed', child = NULL WHERE id = (${nth("child_identifier", at)})`,
  (at) => `INSERT INTO restriction (id, child, kind, categories, ground, author, agency, valid_from)
     SELECT gen_random_uuid(), id, 'shielded', '{}', 'a', 'b', 'education', '2020-01-01' FROM child WHERE id = '${children[at % children.length] ?? ""}'`,
  (at) => `UPDATE restriction SET ended_at = now() WHERE id = (${nth("restriction", at)})`,
  (at) =>
    `INSERT INTO consent_event SELECT (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), 'at', now()))).* FROM consent_event e WHERE id = (${nth("consent_event", at)})`,
  (at) =>
    `INSERT INTO process_event (id, process, child, kind, event, on_day)
     SELECT gen_random_uuid(), process, child, kind, 'closed', '2026-11-22' FROM process_event WHERE id = (${nth("process_event", at)})`,
  // A row that comes, changes and goes in one transaction, and one that goes and comes back.
  () => `BEGIN; INSERT INTO practitioner (id, name, role, agency) VALUES ('short', 'S', 'teacher', 'education');
     UPDATE practitioner SET role = 'senco' WHERE id = 'short'; DELETE FROM practitioner WHERE id = 'short'; COMMIT`,
  (at) => `BEGIN; CREATE TEMP TABLE gone ON COMMIT DROP AS TABLE family_relation; DELETE FROM family_relation;
     INSERT INTO family_relation SELECT * FROM gone OFFSET ${String(at % 3)}; COMMIT`,
  (at) => `DELETE FROM child WHERE id = '${children[at % children.length] ?? ""}'`,
  // What is taken back was never there.
  () => "BEGIN; DELETE FROM team_membership; UPDATE practitioner SET agency = 'health'; ROLLBACK",
];

function nth(table: string, at: number): string {
  return `SELECT id FROM ${table} ORDER BY id OFFSET ${String(at)} % (SELECT greatest(count(*), 1) FROM ${table}) LIMIT 1`;
}

test("whatever is changed since, the facts of any decision are there again to the last row that it saw", async () => {
  const { database } = world;
  const steps = fc.array(fc.tuple(fc.nat(changes.length - 1), fc.nat(40)), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(steps, async (drawn) => {
      await world.reset();
      const seen = [await readFacts(database, children)];
      for (const [which, at] of drawn) {
        await database.query(changes[which]?.(at) ?? "");
        seen.push(await readFacts(database, children));
      }
      const past = await readPast(
        database,
        seen.map((facts) => snapshotOf(facts)),
      );
      // An identifier that was severed leads nowhere, not even in the past; no decision is made on one.
      const severed = await database.query<{ value: string }[]>("SELECT value FROM child_identifier WHERE child IS NULL");
      const gone = new Set(severed.map(({ value }) => value));
      const known = (one: IndexedChild | undefined) =>
        one && decisive({ ...one, identifiers: new Map([...one.identifiers].filter(([, value]) => !gone.has(value))) });
      for (const [at, facts] of seen.entries()) expect(past[at]?.map(known)).toEqual(facts.map(known));
    }),
    { numRuns: runs(20), seed: 20261129 },
  );
}, 300_000);

const snapshotOf = (facts: readonly (IndexedChild | undefined)[]) => facts.find((one) => one !== undefined)?.snapshot ?? "1:1:";

async function readPast(database: DataSource, snapshots: readonly string[]): Promise<(readonly (IndexedChild | undefined)[])[]> {
  const runner = database.createQueryRunner();
  await runner.startTransaction();
  try {
    expect(await apartFromHistory(runner.manager)).toEqual([]);
    const past = await openPast(runner.manager);
    const found = [];
    for (const snapshot of snapshots) found.push(await past.facts(snapshot, children));
    return found;
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

/** The facts without the columns of which no version is kept, and without what says when they were read. */
function decisive(facts: IndexedChild | undefined): object | undefined {
  if (facts === undefined) return undefined;
  const less = withRows(facts, (row, left) => ({ ...row, ...Object.fromEntries(left.map((property) => [property, undefined])) }));
  // In which order they stand says nothing.
  return { ...less, snapshot: "", directory: [...less.directory].sort((one, other) => (one.id < other.id ? -1 : 1)) };
}

/** The facts with each row made another, by the properties of which no version is kept. */
function withRows(facts: IndexedChild, made: (row: object, left: readonly string[]) => object): IndexedChild {
  const of = (table: string) => {
    const { columns } = world.database.entityMetadatas.find(({ tableName }) => tableName === table) ?? { columns: [] };
    const left = columns.flatMap(({ databaseName, propertyName }) => (factTables[table]?.includes(databaseName) ? [propertyName] : []));
    return <Row extends object>(row: Row) => made(row, left) as Row;
  };
  return {
    ...facts,
    row: of("child")(facts.row),
    family: facts.family.map(of("family_relation")),
    memberships: facts.memberships.map(of("team_membership")),
    directory: facts.directory.map(of("practitioner")),
    consentEvents: facts.consentEvents.map(of("consent_event")),
    restrictions: facts.restrictions.map(of("restriction")),
    householdShields: facts.householdShields.map(of("restriction")),
    assessments: facts.assessments.map(of("capacity_assessment")),
    overrides: facts.overrides.map(of("access_override")),
    processEvents: facts.processEvents.map(of("process_event")),
  };
}

test("no decision looks at what no version is kept of", async () => {
  const { database, policy } = world;
  const all = await database.query<{ id: string }[]>("SELECT id FROM child");
  const known = await readFacts(
    database,
    all.map(({ id }) => id),
  );
  let decisions = 0;
  for (const facts of known) {
    if (facts === undefined) continue;
    const strict = withRows(facts, (row, left) => {
      const bare = { ...row };
      for (const property of left) Object.defineProperty(bare, property, { enumerable: false, get: () => expect(property).toBe("kept") });
      return bare;
    });
    for (const person of Object.values(people))
      for (const purpose of purposes) {
        const principal = { name: "", ...person, issuer: "" };
        const decided = [facts, strict].map((one) => decideChild(policy, one, principal, purpose, momentAt(world.now())));
        const [plainly, strictly] = decided.map((one) => [one.withinReach, ...policy.categories.map(({ id }) => one.verdict(id))]);
        expect(strictly).toEqual(plainly);
        decisions += 1;
      }
  }
  expect(decisions).toBeGreaterThan(500);
});

test("with a child who is erased their history goes, and nobody else's", async () => {
  const { database } = world;
  const before = await readFacts(database, children);
  await database.query("UPDATE family_relation SET kind = 'other-carer'");
  await database.transaction(async (manager) => {
    await manager.query("DELETE FROM child WHERE id = 'CV-1001'");
    expect(await eraseHistoryOf(manager, "CV-1001")).toBeGreaterThan(5);
  });
  const [[maya, ...others] = []] = await readPast(database, [snapshotOf(before)]);
  expect([maya, others.map(decisive)]).toEqual([undefined, before.slice(1).map(decisive)]);
  expect(await database.query("SELECT 1 FROM fact_history WHERE child = 'CV-1001' OR row::text LIKE '%CV-1001%'")).toEqual([]);
});

test("the role that a service runs as writes history by writing facts, and can neither add to it, nor change it, nor take of it", async () => {
  const runner = world.database.createQueryRunner();
  await runner.startTransaction();
  try {
    await runner.query("CREATE ROLE lesser_service; SELECT audit_confine('lesser_service'); SET LOCAL ROLE lesser_service");
    const count = async () => ((await runner.query("SELECT count(*)::int AS count FROM fact_history")) as [{ count: number }])[0].count;
    const before = await count();
    // Whoever may make a table could make one of the catalogue's name.
    await runner.query("CREATE TEMP TABLE pg_class (oid oid, relowner oid)");
    await runner.query("INSERT INTO pg_class SELECT 'fact_history'::regclass, oid FROM pg_roles WHERE rolname = 'lesser_service'");
    await runner.query("UPDATE family_relation SET kind = 'other-carer' WHERE child = 'CV-1001'");
    expect(await count()).toBeGreaterThan(before);
    for (const attempt of [
      "DELETE FROM fact_history",
      "UPDATE fact_history SET ended_in = pg_current_xact_id()",
      "INSERT INTO fact_history (relation, key, row, made_in) VALUES ('practitioner', 'a', '{}', '1')",
      "UPDATE policy_version SET documents = '{}'",
      "DELETE FROM policy_in_force",
    ]) {
      await runner.query("SAVEPOINT attempt");
      await expect(runner.query(attempt)).rejects.toThrow(/history is written by writing facts|what was in force stays known/);
      await runner.query("ROLLBACK TO attempt");
    }
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
});

test("the history has no address, and of an identifier that was severed nothing that leads to the child", async () => {
  const { database } = world;
  await world.reset();
  const of = (relation: string) =>
    database.query<{ row: object; child: string | null }[]>("SELECT row, child FROM fact_history WHERE relation = $1", [relation]);
  const [address] = await database.query<{ household: string }[]>("SELECT household FROM address WHERE child = 'CV-1001'");
  expect(JSON.stringify(await of("address"))).not.toContain(address?.household);
  const [upn] = await database.query<{ value: string }[]>("SELECT value FROM child_identifier WHERE child = 'CV-1001' AND system = 'UPN'");
  await database.query("UPDATE child_identifier SET status = 'severed', child = NULL WHERE value = $1", [upn?.value]);
  const left = (await of("child_identifier")).filter(({ row }) => JSON.stringify(row).includes(upn?.value ?? "none"));
  expect(left.map(({ child }) => child)).toEqual([null]);
});

test("not even the owner changes a version by mistake", async () => {
  const { database } = world;
  for (const change of ["row = '{}'", "made_in = '1'", "ended_in = NULL"])
    await expect(database.query(`UPDATE fact_history SET ${change}`)).rejects.toThrow("what was in force stays known");
  // What it emptied would stay in force in the history.
  for (const table of Object.keys(factTables))
    await expect(database.query(`TRUNCATE ${table} CASCADE`)).rejects.toThrow("what was in force stays known");
});

// The embedded database has one session, so nothing can be open while facts are read.
(process.env["TEST_DATABASE_URL"] === undefined ? test.skip : test)(
  "what was not committed yet when a decision was made was not seen by it, whichever transaction began first",
  async () => {
    const { database } = world;
    const [early, late] = [database.createQueryRunner(), database.createQueryRunner()];
    for (const runner of [early, late]) await runner.startTransaction();
    await early.query("UPDATE family_relation SET kind = 'other-carer' WHERE child = 'CV-1001'");
    await late.query("UPDATE family_relation SET kind = 'grandparent' WHERE child = 'CV-1002'");
    await late.commitTransaction();
    const between = await readFacts(database, children);
    await early.commitTransaction();
    for (const runner of [early, late]) await runner.release();
    const after = await readFacts(database, children);
    const past = await readPast(database, [between, after].map(snapshotOf));
    expect(past.map((facts) => facts.map(decisive))).toEqual([between, after].map((facts) => facts.map(decisive)));
    expect([between, after].map(([maya]) => maya?.family.some(({ kind }) => kind === "other-carer"))).toEqual([false, true]);
  },
);
