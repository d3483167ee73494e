import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { largestAnswer } from "../../service/graphql/bounds.ts";
import { mostInAYear, mostRecipients } from "../../subgraphs/partnership/changing/bounds.ts";
import { stepsOf } from "../partnership/counted-work.ts";
import { type ChangesWorld, openChangesWorld, type Person } from "./world.ts";
import { watched } from "./watched.ts";

const ruby = "CV-1005";
const claire: Person = { subject: "claire.hartley", name: "Claire Hartley", role: "parent", agency: "family" };

let world: ChangesWorld;
beforeAll(async () => {
  world = await openChangesWorld();
  // As much as both parents can say in a year, and half of it to an agency and as many persons as one word names.
  await world.database.query(
    `INSERT INTO consent_event (id, consent, child, person, capacity, event, categories, recipients, purposes, valid_from, at, recorded_by, evidence)
      SELECT 'much.' || n, 'much.' || n / 2, $1, CASE WHEN n % 4 < 2 THEN 'claire.hartley' ELSE 'mark.hartley' END, 'holder', CASE WHEN n % 2 = 0 THEN 'given' ELSE 'limited' END, $2,
        CASE WHEN n % 4 = 0 THEN ARRAY['education'] || ARRAY(SELECT 'education/person/p.' || (n + k) FROM generate_series(2, $3) k) ELSE ARRAY['health'] END,
        $4, '2026-01-01', timestamptz '2026-01-01' + n * interval '1 minute', 'Somebody', 'A form'
      FROM generate_series(0, $5) n`,
    [
      ruby,
      world.policy.categories.map(({ id }) => id),
      mostRecipients,
      ["DIRECT_SUPPORT", "EHC_ASSESSMENT"],
      2 * (mostInAYear.yes + mostInAYear.no) - 1,
    ],
  );
}, 120_000);
afterAll(() => world.close());

const child = (fields: string, alias = "") => `${alias}child(id: "${ruby}", purpose: FAMILY_ACCESS) { ${fields} }`;
const often = (fields: string) => `{ ${Array.from({ length: 10 }, (_, n) => child(fields, `c${String(n)}: `)).join(" ")} }`;

test.each([
  ["consents, a page of them", `consents { totalCount nodes { id standing inForce givenBy from until } }`],
  ["consents as FHIR resources, a page of them", "consentResources { totalCount nodes { id resource } }"],
  ["who sees what", "sharing { team { nodes { name grants { sentence } } } }"],
])(
  "of a child about whom as much was said as there is room for, the family is answered ten times over in one request: %s",
  async (_, fields) => {
    const { answer, statements } = await watched(world.database, () => world.ask(claire, often(fields)));
    expect(answer.codes).toEqual([]);
    expect(JSON.stringify(answer.data).length).toBeLessThan(largestAnswer);
    const once = await watched(world.database, () => world.ask(claire, `{ ${child(fields)} }`));
    // The child's facts are read, and decided on, once for all of them.
    expect(statements).toEqual(once.statements);
  },
);

test("however often one request asks of a child, it is decided once", async () => {
  const ask = (source: string) => stepsOf(() => world.ask(claire, source));
  const fields = "consents(first: 1) { nodes { id } }";
  const [once, tenTimes] = [await ask(`{ ${child(fields)} }`), await ask(often(fields))];
  expect([tenTimes / once < 2, once, tenTimes]).toEqual([true, once, tenTimes]);
});

test("what consents change is told of each, and of so many in one operation", async () => {
  const some = (first: number) => `{ ${child(`consents(first: ${String(first)}) { nodes { id effects { outcome } } }`)} }`;
  expect((await world.ask(claire, some(1))).codes).toEqual([]);
  const { data, codes } = await world.ask(claire, some(100));
  expect(new Set(codes)).toEqual(new Set(["ARGUMENT_INVALID"]));
  const shown = data.child.consents.nodes.filter(({ effects }: { effects: unknown }) => effects !== null);
  expect(shown.length).toBeGreaterThan(1);
  expect(shown.length).toBeLessThan(50);
});
