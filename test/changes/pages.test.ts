import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { assessed } from "./assessing.ts";
import { people } from "./people.ts";
import { type ChangesWorld, newKey, openChangesWorld, type Person } from "./world.ts";

const ruby = "CV-1005";
const [claire, mark]: Person[] = ["claire", "mark"].map((one) => ({ subject: `${one}.hartley`, role: "parent", agency: "family" }));
if (claire === undefined || mark === undefined) throw new Error("there are two");

let world: ChangesWorld;
beforeAll(async () => void (world = await openChangesWorld()), 120_000);
beforeEach(() => world.reset());
afterAll(() => world.close());

/** What one parent gives and the other refuses, each to so many persons of a school by name: they differ about each of the categories and persons. */
async function differ(persons: readonly number[], categories: readonly string[], child = ruby): Promise<void> {
  const words = [
    ["given", `her-${newKey()}`, "claire.hartley"],
    ["refused", `his-${newKey()}`, "mark.hartley"],
  ] as const;
  for (const [event, id, person] of words)
    await world.database.query(
      `INSERT INTO consent_event (id, consent, child, person, capacity, event, categories, recipients, purposes, valid_from, at, recorded_by, evidence)
        VALUES ($1, $1, $2, $3, 'holder', $4, $5, $6, '{DIRECT_SUPPORT,EHC_ASSESSMENT}', '2026-01-01', '2026-02-01', 'Somebody', 'A form')`,
      [id, child, person, event, categories, persons.map((one) => `education/person/p.${String(one)}`)],
    );
}

interface Page {
  readonly totalCount: number;
  readonly edges: readonly { readonly cursor: string; readonly node: object }[];
  readonly nodes: readonly object[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean; readonly endCursor: string | null };
}

/** One page of a list of a child, as the path of fields leads to it. */
async function page(person: Person, path: string, selection: string, asked: { first?: number; after?: string | null }, child = ruby) {
  const fields = path.split(".");
  const given = `(first: ${String(asked.first ?? 50)}${asked.after == null ? "" : `, after: ${JSON.stringify(asked.after)}`})`;
  const inner = `${given} { totalCount edges { cursor node { ${selection} } } nodes { ${selection} } pageInfo { hasNextPage hasPreviousPage endCursor } }`;
  const purpose = person.agency === "family" ? "FAMILY_ACCESS" : "DIRECT_SUPPORT";
  const source = `{ child(id: "${child}", purpose: ${purpose}) { ${fields.join(" { ")}${inner} ${"} ".repeat(fields.length - 1)} } }`;
  const { data, codes } = await world.ask(person, source);
  const found = fields.reduce<Record<string, unknown> | null>(
    (at, name) => (at === null ? null : (at[name] as Record<string, unknown> | null)),
    data.child as Record<string, unknown> | null,
  );
  return { codes, page: found as unknown as Page };
}

/** All entries of a list, read page by page. */
async function pageByPage(person: Person, path: string, selection: string, first: number, child = ruby): Promise<readonly object[]> {
  const read: object[] = [];
  for (let after: string | null = null, more = true; more;) {
    const { codes, page: one }: { codes: readonly string[]; page: Page } = await page(person, path, selection, { first, after }, child);
    expect(codes).toEqual([]);
    expect(one.nodes.length).toBeLessThanOrEqual(first);
    expect(one.edges.map(({ node }) => node)).toEqual(one.nodes);
    expect(one.pageInfo.hasPreviousPage).toBe(after !== null);
    read.push(...one.nodes);
    more = one.pageInfo.hasNextPage;
    after = one.pageInfo.endCursor;
  }
  return read;
}

const dispute = "category recipient { agency person } purposes positions { name position consentId }";

describe("about what those who decide differ", () => {
  test("is answered by pages, however much it is: each page stands in the same order, and each dispute on one of them", async () => {
    const all = world.policy.categories.map(({ id }) => id);
    await differ(
      Array.from({ length: 40 }, (_, at) => at),
      all,
    );
    const { page: first } = await page(claire, "consentDisputes", dispute, {});
    expect(first.totalCount).toBe(40 * all.length);
    expect(first.totalCount).toBeGreaterThan(1_000);
    expect(first.nodes).toHaveLength(50);
    const read = await pageByPage(claire, "consentDisputes", dispute, 100);
    expect(read).toHaveLength(first.totalCount);
    expect(read.slice(0, 50)).toEqual(first.nodes);
    expect(new Set(read.map((one) => JSON.stringify(one))).size).toBe(read.length);
    // The other parent reads the same, in the same order.
    expect((await page(mark, "consentDisputes", dispute, {})).page).toEqual(first);
  });

  test("stands in an order that comes from what it is about, and not from who said it first or under which id", async () => {
    await differ([1, 2], ["health.therapies", "health.allergies"]);
    const read = await pageByPage(claire, "consentDisputes", dispute, 1);
    await world.reset();
    for (const person of [2, 1]) for (const category of ["health.allergies", "health.therapies"]) await differ([person], [category]);
    const again = await pageByPage(claire, "consentDisputes", dispute, 3);
    const about = (list: readonly object[]) => list.map((one) => ({ ...one, positions: undefined }));
    expect(read).toHaveLength(4);
    expect(about(again)).toEqual(about(read));
  });

  test("goes on after a cursor also when disputes before it were settled meanwhile, and says so if that one was", async () => {
    await differ([1, 2, 3], ["health.allergies"]);
    const { page: two } = await page(claire, "consentDisputes", dispute, { first: 2 });
    const [before, at] = two.edges.map(({ cursor }) => cursor);
    const { page: rest } = await page(claire, "consentDisputes", dispute, { after: at ?? "" });
    // Mark takes back what he said of the first.
    await world.database.query("ALTER TABLE consent_event DISABLE TRIGGER ALL");
    await world.database.query(
      "UPDATE consent_event SET recipients = '{education/person/p.2,education/person/p.3}' WHERE event = 'refused' AND person = 'mark.hartley'",
    );
    await world.database.query("ALTER TABLE consent_event ENABLE TRIGGER ALL");
    expect((await page(claire, "consentDisputes", dispute, { after: at ?? "" })).page.nodes).toEqual(rest.nodes);
    expect((await page(claire, "consentDisputes", dispute, { after: before ?? "" })).codes).toEqual(["ARGUMENT_INVALID"]);
  });

  test("has cursors that say no more than the entry itself, and of a child out of reach none says anything", async () => {
    await differ([1, 2], ["health.allergies"]);
    const { page: found } = await page(claire, "consentDisputes", dispute, {});
    for (const { cursor, node } of found.edges) {
      const said = JSON.parse(Buffer.from(cursor, "base64url").toString()) as string[];
      const { category, recipient, purposes } = node as {
        category: string;
        recipient: { agency: string; person: string };
        purposes: string[];
      };
      expect(said).toEqual([category, `${recipient.agency}/person/${recipient.person}`, purposes[0]]);
    }
    const after = found.edges[0]?.cursor ?? "";
    const asked = (child: string) =>
      `{ child(id: "${child}", purpose: FAMILY_ACCESS) { consentDisputes(after: "${after}") { totalCount } } }`;
    const [there, not] = [await world.ask(people.samira, asked(ruby)), await world.ask(people.samira, asked("CV-0000"))];
    expect(there.data).toEqual({ child: null });
    expect(JSON.stringify(there.result)).toBe(JSON.stringify(not.result));
  });
});

describe("so are other lists of a child that grow with what people record:", () => {
  const maya = "CV-1001";
  beforeEach(async () => {
    await differ([1], ["health.gp"]);
    await world.database.query(
      `INSERT INTO consent_event (id, consent, child, person, capacity, event, categories, recipients, purposes, valid_from, valid_until, at, recorded_by, evidence)
        SELECT 'ends.' || n || '.' || k, 'ends.' || n, $1, 'samira.ahmed', 'holder', CASE WHEN k = 0 THEN 'given' ELSE 'renewed' END, '{health.therapies}', '{education/role/senco}', '{DIRECT_SUPPORT}',
          '2026-01-01', date '2026-12-01' + n, timestamptz '2026-02-01' + n * interval '1 minute' + k * interval '1 day', 'Somebody', 'A form'
        FROM generate_series(0, 5) n, generate_series(0, 3) k`,
      [maya],
    );
    for (const category of ["health.gp", "health.allergies", "health.therapies"])
      await assessed(world, people.edPsych, "recordCompetence", "CV-1003", { categories: [category] });
  });

  test.each<[string, string, string, Person, string]>([
    ["what was said", "consents", "id", people.samira, maya],
    ["which consents end", "consentsLapsing", "consent { id } day", people.samira, maya],
    ["what the team sees", "sharing.team", "name grants { sentence }", people.samira, maya],
    ["what the family sees", "sharing.family", "name grants { sentence }", people.samira, maya],
    ["who was found able to decide", "assessments", "id categories { code }", people.edPsych, "CV-1003"],
    ["which services are involved", "services", "agency team since", people.samira, maya],
    ["the team", "team", "practitioner { id }", people.samira, maya],
    ["the family", "family", "person name", people.samira, maya],
  ])("%s", async (_what, path, selection, person, child) => {
    const { codes, page: whole } = await page(person, path, selection, { first: 100 }, child);
    expect(codes).toEqual([]);
    expect(whole.totalCount).toBeGreaterThan(1);
    expect(whole.nodes).toHaveLength(whole.totalCount);
    expect(await pageByPage(person, path, selection, 1, child)).toEqual(whole.nodes);
  });

  test("what became of one consent", async () => {
    const history = (given: string) =>
      `{ child(id: "${maya}", purpose: FAMILY_ACCESS) { consents { nodes { id history${given} { totalCount edges { cursor } nodes { event at } } } } } }`;
    const of = async (given: string) => {
      const { data } = await world.ask(people.samira, history(given));
      return data.child.consents.nodes.find(({ id }: { id: string }) => id === "ends.0").history;
    };
    const whole = await of("");
    expect(whole.nodes.map(({ event }: { event: string }) => event)).toEqual(["GIVEN", "RENEWED", "RENEWED", "RENEWED"]);
    expect(await of("(first: 2)")).toEqual({ totalCount: 4, edges: whole.edges.slice(0, 2), nodes: whole.nodes.slice(0, 2) });
  });

  test("the overrides that were opened", async () => {
    const open = `mutation ($key: String!, $purpose: Purpose!) { breakGlass(childId: "${maya}", purpose: $purpose, idempotencyKey: $key,
      basis: VITAL_INTERESTS, reason: "The ambulance crew asks which allergies she has, and nobody at home knows") { id } }`;
    for (const purpose of ["DIRECT_SUPPORT", "SAFEGUARDING"])
      expect((await world.ask(people.lead, open, { key: newKey(), purpose })).codes).toEqual([]);
    const { page: whole } = await page(people.samira, "sharing.overrides", "name purpose openedAt", { first: 100 }, maya);
    expect(whole.totalCount).toBeGreaterThan(1);
    expect(await pageByPage(people.samira, "sharing.overrides", "name purpose openedAt", 1, maya)).toEqual(whole.nodes);
  });
});
