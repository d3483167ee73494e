import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { Purpose } from "../../policies/index.ts";
import { RestrictionRow } from "../../subgraphs/partnership/records/restriction-row.ts";
import { done } from "./consents.ts";
import { decided } from "./decided.ts";
import { people } from "./people.ts";
import { type ChangesWorld, newKey, openChangesWorld, type Person } from "./world.ts";

let world: ChangesWorld;
beforeAll(async () => void (world = await openChangesWorld()), 120_000);
beforeEach(() => world.reset());
afterAll(() => world.close());

const entry =
  "{ totalCount edges { cursor } nodes { name role agency relationship grants { categories { code } purposes restsOn because sentence } } }";
const fields = {
  consents:
    "consents { nodes { id categories givenBy standing inForce inForceFor inDispute effects { outcome sentence } history { totalCount nodes { event saidBy } } } }",
  consentDisputes:
    "consentDisputes { totalCount edges { cursor } nodes { category recipient { text } purposes positions { name position since consentId } sentence } }",
  consentsLapsing:
    "consentsLapsing(withinDays: 366) { totalCount edges { cursor } nodes { consent { id givenBy standing inForceFor } reason day sentence } }",
  consentResources: "consentResources { nodes { id resource } }",
  sharing: `sharing { team ${entry} family ${entry} overrides { totalCount nodes { name categories { code } } } }`,
};
const everything = Object.values(fields).join(" ");

/** Parents of whom one is going to be bound, and with whose word each of the five fields has something to tell. */
const families = {
  leo: { child: "CV-1003", mother: people.jana, father: people.petr, opened: ["health.therapies", "health.allergies"] },
  // Of the school only the safeguarding lead is on Amara's team, who reads nothing by consent.
  amara: { child: "CV-1006", mother: people.ngozi, father: people.chidi, opened: [] },
};
type Family = (typeof families)[keyof typeof families];

const purposesOfTeam = ["DIRECT_SUPPORT", "EHC_ASSESSMENT", "ANNUAL_REVIEW", "SAFEGUARDING"] as const;

function ask(person: Person, { child }: Family, asked: string, purpose: Purpose = "FAMILY_ACCESS") {
  const variables = { child, purpose };
  return world.ask(person, `query ($child: ID!, $purpose: Purpose!) { child(id: $child, purpose: $purpose) { ${asked} } }`, variables);
}

async function bytes(...asked: Parameters<typeof ask>): Promise<string> {
  return JSON.stringify((await ask(...asked)).result);
}

/** No order binds the father. She agrees to sharing, he refuses the same; and he alone agrees to something else, for some weeks. */
async function withoutOrder({ child, mother, father }: Family): Promise<void> {
  await world.database.manager.delete(RestrictionRow, { child, kind: "court-order" });
  const mentalHealth = { categories: ["health.mental-health"], purposes: ["DIRECT_SUPPORT", "EHC_ASSESSMENT"] };
  await done(world, mother, "giveConsent", child, mentalHealth);
  await done(world, father, "refuseConsent", child, mentalHealth);
  await done(world, father, "giveConsent", child, {
    categories: ["health.therapies", "health.allergies"],
    purposes: ["DIRECT_SUPPORT", "EHC_ASSESSMENT"],
    until: "2027-01-31",
  });
}

/** From now on an order binds the father, for which an agency answers. */
async function bind({ child, father }: Family, agency = "social-care"): Promise<void> {
  const kind = "court-order" as const;
  const words = { ground: "Non-molestation order of 2 March 2026", author: "Family Court at Marlbeck" };
  const row = { id: newKey(), child, kind, person: father.subject, categories: [], ...words, from: "2026-03-02", until: null, agency };
  await world.database.manager.insert(RestrictionRow, row);
}

describe.each([
  ["Jana, while an order binds Petr", families.leo],
  ["Ngozi, while an order binds Chidi", families.amara],
] as const)("%s,", (_who, family) => {
  test.each(Object.keys(fields) as (keyof typeof fields)[])(
    "reads of %s what she would read without the order, byte for byte",
    async (field) => {
      await withoutOrder(family);
      const before = await bytes(family.mother, family, fields[field]);
      expect(before).toContain(family.father.name);
      await bind(family);
      expect(await bytes(family.mother, family, fields[field])).toBe(before);
    },
  );

  test("reads that his refusal stands against her yes, and what he agreed to as given, and as open to whom it opens", async () => {
    await withoutOrder(family);
    await bind(family);
    const { data } = await ask(family.mother, family, everything);
    const { name } = family.father;
    const own = data.child.consents.nodes.filter(({ givenBy }: { givenBy: string }) => givenBy === name);
    expect(own.slice(0, 2)).toMatchObject([
      { standing: "GIVEN", inForce: family.opened.length > 0, inForceFor: family.opened },
      { standing: "REFUSED", inDispute: true },
    ]);
    expect(data.child.consentDisputes.nodes[0].positions).toContainEqual(expect.objectContaining({ name, position: "REFUSED" }));
    expect(data.child.sharing.family.nodes.map((one: { name: string }) => one.name)).toContain(name);
  });
});

describe("an order all the same", () => {
  test("decides: what the bound father agreed to closes, what he refused opens, and he reads nothing", async () => {
    await withoutOrder(families.leo);
    const read = async () => {
      const { "health.therapies": his, "health.mental-health": hers } = await decided(world, {
        person: people.senco,
        child: "CV-1003",
        purpose: "EHC_ASSESSMENT",
      });
      return [his, hers];
    };
    expect(await read()).toEqual(["permit", "NO_CONSENT"]);
    await bind(families.leo);
    expect(await read()).toEqual(["NO_CONSENT", "permit"]);
    const { data } = await ask(people.petr, families.leo, everything);
    expect(new Set(Object.values(data.child))).toEqual(new Set([null]));
  });

  test("is told by lapsed consents and no dispute to a colleague whose agency answers for it, and only for safeguarding", async () => {
    await withoutOrder(families.leo);
    const support = await bytes(people.edPsych, families.leo, everything, "DIRECT_SUPPORT");
    await bind(families.leo, "education");
    const { data } = await ask(people.edPsych, families.leo, everything, "SAFEGUARDING");
    const standings = data.child.consents.nodes.map(({ givenBy, standing }: { givenBy: string; standing: string }) => [givenBy, standing]);
    expect(standings.filter(([givenBy]: [string]) => givenBy === "Petr Novak").flat()).not.toContain("GIVEN");
    expect(standings).toContainEqual(["Petr Novak", "LAPSED"]);
    expect(data.child.consentDisputes.nodes).toEqual([]);
    expect(await bytes(people.edPsych, families.leo, everything, "DIRECT_SUPPORT")).toBe(support);
  });

  test("is told to a safeguarding lead, whichever agency answers for it", async () => {
    await withoutOrder(families.amara);
    await bind(families.amara, "social-care");
    const { data } = await ask(people.dsl, families.amara, everything, "SAFEGUARDING");
    expect(data.child.consentDisputes.nodes).toEqual([]);
    expect(data.child.consents.nodes.map(({ standing }: { standing: string }) => standing)).toContain("LAPSED");
  });

  test("is told to the asker for one purpose and not for another in the same operation", async () => {
    await withoutOrder(families.leo);
    await bind(families.leo, "education");
    const asked = ["SAFEGUARDING", "DIRECT_SUPPORT", "SAFEGUARDING"].map(
      (purpose, each) => `a${String(each)}: child(id: "CV-1003", purpose: ${purpose}) { consentDisputes { totalCount } }`,
    );
    const { data } = await world.ask(people.edPsych, `{ ${asked.join(" ")} }`);
    const found = [data.a0, data.a1, data.a2].map(
      ({ consentDisputes }: { consentDisputes: { totalCount: number } }) => consentDisputes.totalCount > 0,
    );
    expect(found).toEqual([false, true, false]);
  });
});

describe("a colleague who is not told of an order reads the same with and without it, byte for byte, for every purpose:", () => {
  test.each([
    ["a SENCO to whom the bound father had opened something", people.senco, "social-care"],
    ["a SENCO whose own agency answers for it, whose role records no restriction", people.senco, "education"],
    ["an educational psychologist of another agency than the one that answers for it", people.edPsych, "social-care"],
    ["a CAMHS clinician of another agency than the one that answers for it", people.camhs, "education"],
    ["an educational psychologist, where nobody knows which agency answers for it", people.edPsych, "partnership"],
  ])("%s", async (_who, person, agency) => {
    const answers = () => Promise.all(purposesOfTeam.map((purpose) => bytes(person, families.leo, everything, purpose)));
    await withoutOrder(families.leo);
    const before = await answers();
    expect(before.join()).toContain("Petr Novak");
    await bind(families.leo, agency);
    expect(await answers()).toEqual(before);
  });
});
