import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { EntityMetadata } from "typeorm";
import { type IndexedChild, readFacts } from "../../subgraphs/partnership/facts-reader.ts";
import { householdOf } from "../../subgraphs/partnership/deciding/household.ts";
import { readTogether } from "../../subgraphs/partnership/read-together.ts";
import { AccessOverrideRow } from "../../subgraphs/partnership/records/access-override-row.ts";
import { AddressRow } from "../../subgraphs/partnership/records/address-row.ts";
import { CapacityAssessmentRow } from "../../subgraphs/partnership/records/capacity-assessment-row.ts";
import { ChildRow } from "../../subgraphs/partnership/records/child-row.ts";
import { ConsentEventRow } from "../../subgraphs/partnership/records/consent-event-row.ts";
import { FamilyRelationRow } from "../../subgraphs/partnership/records/family-relation-row.ts";
import { IdentifierRow } from "../../subgraphs/partnership/records/identifier-row.ts";
import { RestrictionRow } from "../../subgraphs/partnership/records/restriction-row.ts";
import { TeamMembershipRow } from "../../subgraphs/partnership/records/team-membership-row.ts";
import { runs } from "../runs.ts";
import { factsPlainlyRead } from "./plainly-read.ts";
import { type ChangesWorld, openChangesWorld } from "./world.ts";

let world: ChangesWorld;
beforeAll(async () => void (world = await openChangesWorld()), 120_000);
beforeEach(() => world.reset());
afterAll(() => world.close());

const entities = [
  IdentifierRow,
  FamilyRelationRow,
  TeamMembershipRow,
  ConsentEventRow,
  RestrictionRow,
  CapacityAssessmentRow,
  AccessOverrideRow,
  AddressRow,
];
const ids = ["drawn-1", "drawn-2", "drawn-3"];

// PostgreSQL has no NUL, and no half of a surrogate pair.
const texts = fc.oneof(
  fc.string({ unit: "binary", maxLength: 8 }).map((text) => text.replaceAll("\0", "")),
  fc.constantFrom("null", '{"a":[1]}', "{a,b}", "\\", '"', "NULL", "true", "1", "2026-11-22", "2026-11-22T12:00:00Z"),
);
const days = fc.constantFrom("1926-02-28", "2024-02-29", "2026-11-22", "2026-11-23", "9999-12-31");
const moments = fc.date({ min: new Date("1970-01-01T00:00:00Z"), max: new Date("2099-12-31T23:59:59.999Z"), noInvalidDate: true });
const ofType = {
  text: texts,
  date: days,
  boolean: fc.boolean(),
  jsonb: fc.array(fc.record({ agency: texts, justified: fc.boolean(), note: texts })),
  "timestamp with time zone": moments,
} as const;

/** What is drawn for a column that is not any of its type: what points to something else. */
const given: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  child: fc.constantFrom(...ids),
  person: fc.constantFrom("samira.ahmed", "leo.novak"),
  practitioner: fc.constantFrom("helen.marsh", "tom.okoro", "lucy.brand"),
  assessor: fc.constantFrom("helen.marsh", "tom.okoro"),
  status: fc.constant("active"),
  household: fc.constantFrom("one", "other").map((lines) => householdOf({ lines: [lines], postcode: null })),
};

/** What no two rows of a table have in common, besides their ids. */
const unlike = new Map<unknown, (row: Readonly<Record<string, unknown>>) => unknown>([
  [IdentifierRow, ({ system, value }) => JSON.stringify([system, value])],
]);

/** Rows of a table with anything that its columns take. */
function rowsOf(metadata: EntityMetadata, more: Readonly<Record<string, fc.Arbitrary<unknown>>> = {}): fc.Arbitrary<object[]> {
  const columns = metadata.columns.map(({ propertyName, type, isArray, isNullable }) => {
    const one: fc.Arbitrary<unknown> = more[propertyName] ?? given[propertyName] ?? ofType[String(type) as keyof typeof ofType];
    const value = isArray ? fc.array(one, { maxLength: 3 }) : one;
    return [propertyName, isNullable && propertyName !== "child" ? fc.option(value, { nil: null, freq: 1 }) : value] as const;
  });
  const id = fc.uuid();
  const rows = fc.uniqueArray(fc.record({ ...Object.fromEntries(columns), id }), { maxLength: 5, selector: (row) => row.id });
  const own = unlike.get(metadata.target);
  return own === undefined ? rows : rows.map((all) => [...new Map(all.map((row) => [own(row), row])).values()]);
}

test("the facts of many children, read in one statement, are those of each as TypeORM reads them table by table, to the type", async () => {
  const { database } = world;
  // Mostly shields that last and are not ended, so that some bear on those with whom a child lives, on some of their days.
  const lasting = { from: fc.constantFrom("1926-02-28", "2024-02-29"), until: fc.constantFrom("2026-11-23", "9999-12-31") };
  const shielded = {
    ...lasting,
    kind: fc.constantFrom("shielded", "shielded", "court-order"),
    endedAt: fc.constantFrom(null, world.now()),
  };
  const more = new Map<unknown, typeof given>([
    [RestrictionRow, shielded],
    [AddressRow, lasting],
  ]);
  const drawn = fc.tuple(
    ...entities.map((entity) => {
      const metadata = database.getMetadata(entity);
      return rowsOf(metadata, more.get(entity));
    }),
  );
  const seen = { shields: 0, events: 0 };
  await fc.assert(
    fc.asyncProperty(drawn, async (rows) => {
      await database.query("DELETE FROM child WHERE id = ANY($1)", [ids]);
      await database.manager.insert(
        ChildRow,
        ids.map((id) => ({ id, givenNames: "G", familyName: "F", dateOfBirth: "2017-03-04" })),
      );
      // Every other kind of row by its table alone, as it was drawn.
      for (const [at, entity] of entities.entries()) await database.manager.insert(entity, rows[at] ?? []);
      const asked = [...ids, "CV-1001", "nobody", "CV-1007", "CV-1008"];
      const read = await readFacts(database, asked);
      for (const [at, id] of asked.entries()) expect(plain(read[at])).toEqual(plain(await factsPlainlyRead(database, id)));
      for (const facts of read.slice(0, ids.length)) {
        seen.shields += facts?.householdShields.length ?? 0;
        seen.events += facts?.consentEvents.length ?? 0;
      }
    }),
    { numRuns: runs(100), seed: 20261122 },
  );
  expect(Math.min(seen.shields, seen.events)).toBeGreaterThan(5);
}, 300_000);

/** The facts, whichever statement read them, with the entries of the directory in the order of their ids: in which it stands says nothing. */
function plain(facts: Omit<IndexedChild, "snapshot"> | undefined): object | undefined {
  return facts && { ...facts, snapshot: "", directory: [...facts.directory].sort((one, other) => (one.id < other.id ? -1 : 1)) };
}

test("a column whose JSON says something else than the driver would is refused, and not read wrongly", async () => {
  const metadata = { tableName: "large", columns: [{ propertyName: "size", databaseName: "size", type: "bigint" }] };
  const reading = { query: () => Promise.resolve([]), getRepository: () => ({ metadata }) };
  const kinds = { large: { entity: AddressRow, where: "true" } };
  await expect(readTogether(reading as never, kinds, [])).rejects.toThrow(
    "large.size is of a type that is not read together with others: bigint",
  );
});
