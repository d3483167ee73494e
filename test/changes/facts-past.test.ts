import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { DataSource } from "typeorm";
import { type IndexedChild, readFacts } from "../../subgraphs/partnership/facts-reader.ts";
import { factTables } from "../../subgraphs/partnership/migrations/0008-history.ts";
import { apartFromHistory } from "../../subgraphs/partnership/replay/kept-together.ts";
import { openPast } from "../../subgraphs/partnership/replay/past.ts";
import { runs } from "../runs.ts";
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
     VALUES (gen_random_uuid(), '${children[at % children.length] ?? ""}', 'shielded', '{}', 'a', 'b', 'education', '2020-01-01')`,
  (at) => `UPDATE restriction SET ended_at = now() WHERE id = (${nth("restriction", at)})`,
  (at) =>
    `INSERT INTO consent_event SELECT (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), 'at', now()))).* FROM consent_event e WHERE id = (${nth("consent_event", at)})`,
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
  return `SELECT id FROM ${table} ORDER BY id OFFSET ${String(at)} % (SELECT count(*) + 1 FROM ${table}) LIMIT 1`;
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
      for (const [at, facts] of seen.entries()) expect(past[at]?.map(decisive)).toEqual(facts.map(decisive));
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
  const { row, family, memberships, directory, consentEvents, restrictions, householdShields, assessments, overrides, ...rest } = facts;
  return {
    ...{ ...rest, snapshot: "", row: less("child")(row), family: family.map(less("family_relation")) },
    memberships: memberships.map(less("team_membership")),
    // In which order they stand says nothing.
    directory: directory.map(less("practitioner")).sort((one, other) => (String(one["id"]) < String(other["id"]) ? -1 : 1)),
    consentEvents: consentEvents.map(less("consent_event")),
    restrictions: restrictions.map(less("restriction")),
    householdShields: householdShields.map(less("restriction")),
    assessments: assessments.map(less("capacity_assessment")),
    overrides: overrides.map(less("access_override")),
  };
}

function less(table: string): (row: object) => Record<string, unknown> {
  const { columns } = world.database.entityMetadatas.find(({ tableName }) => tableName === table) ?? { columns: [] };
  const kept = columns.filter(({ databaseName }) => !(factTables[table] ?? []).includes(databaseName));
  return (row) => Object.fromEntries(kept.map(({ propertyName }) => [propertyName, (row as Record<string, unknown>)[propertyName]]));
}
