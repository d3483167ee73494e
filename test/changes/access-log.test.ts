import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { AccessOverrideRow } from "../../subgraphs/partnership/records/access-override-row.ts";
import { record, type SomeLook } from "./looks.ts";
import { people } from "./people.ts";
import { type ChangesWorld, openChangesWorld, type Person } from "./world.ts";

let world: ChangesWorld;
beforeAll(async () => void (world = await openChangesWorld()), 120_000);
afterAll(() => world.close());

const query = `query ($child: ID!, $first: Int, $after: String) { child(id: $child, purpose: FAMILY_ACCESS) { accessLog(first: $first, after: $after) {
  edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  nodes { name role agency purpose firstAt lastAt times lookedAt { code } couldRead { code } refused { code } sentence } } } }`;

const ask = (person: Person, child: string, page: { first?: number; after?: string } = {}) => world.ask(person, query, { child, ...page });
const logOf = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).data.child.accessLog;
const sentencesOf = async (...asked: Parameters<typeof ask>): Promise<string[]> =>
  (await logOf(...asked)).nodes.map(({ sentence }: { sentence: string }) => sentence);
const therapies = { opened: ["health.therapies", "health.conditions"], asked: ["health.therapies"] };
const { samira, daniel, jana, senco, slt, dsl, teacher, jordan, denise } = people;
const maya = "CV-1001";

async function anOverride(by: Person, keptFromFamily: string | null, openedAt: string, endsAt: string): Promise<string> {
  const id = randomUUID();
  await world.database.manager.insert(AccessOverrideRow, {
    ...{ id, child: maya, practitioner: by.subject, agency: by.agency, role: by.role, purpose: "DIRECT_SUPPORT", basis: "safeguarding" },
    ...{ reason: "as told", categories: ["health.conditions"], keptFromFamily, policy: "0", concerned: [by.agency], reviews: [] },
    ...{ openedAt: new Date(openedAt), endsAt: new Date(endsAt), revokedAt: null, revokedBy: null, revokeReason: null },
  });
  return id;
}

describe("whoever holds a child's rights reads who looked", () => {
  test("by name, role, organisation, purpose, kinds of information and day, in a sentence", async () => {
    await record(world.database, [
      { child: maya, by: senco, at: "2026-11-02T09:02:00Z", health: therapies, own: { "child.names": null } },
      { child: maya, by: senco, at: "2026-11-02T15:40:00Z", health: therapies },
      { child: maya, by: slt, at: "2026-11-03T10:00:00Z", health: { opened: ["health.gp", "health.conditions"], asked: null } },
      { child: maya, by: teacher, at: "2026-11-04T10:00:00Z", health: { opened: [], asked: ["health.mental-health"] } },
    ]);
    expect(await sentencesOf(samira, maya)).toEqual([
      "Tom Okoro (Class teacher, education) asked for “Mental health” and was shown nothing, for direct support, on 4 November 2026 at 10:00.",
      "Rachel Stone (Speech and language therapist, health) could have looked at “Health conditions” and “GP practice”, for direct support, on 3 November 2026 at 10:00.",
      "Helen Marsh (SENCO, education) looked at “Names” and “Therapies”, for direct support, on 2 November 2026 2 times between 09:02 and 15:40.",
    ]);
  });

  test("in pages, each visit once and whole, whatever is looked at meanwhile", async () => {
    const whole = await sentencesOf(samira, maya);
    const first = await logOf(samira, maya, { first: 2 });
    await record(world.database, [{ child: maya, by: senco, at: "2026-11-20T09:00:00Z", health: therapies }]);
    const second = await logOf(samira, maya, { first: 2, after: first.pageInfo.endCursor });
    expect([...first.nodes, ...second.nodes].map(({ sentence }) => sentence)).toEqual(whole);
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
    expect((await ask(samira, maya, { after: "nonsense" })).codes).toEqual(["ARGUMENT_INVALID"]);
  });

  test("also what they looked at themself, and not what another of the family did", async () => {
    const own = { at: "2026-11-05T22:00:00Z", purpose: "FAMILY_ACCESS", own: { "child.names": null } };
    await record(world.database, [
      { child: "CV-1003", by: jana, ...own },
      { child: "CV-1003", by: people.petr, ...own },
    ]);
    expect(await sentencesOf(jana, "CV-1003")).toEqual([
      "You looked at “Names”, for the family's own access, on 5 November 2026 at 22:00.",
    ]);
  });

  test("and nobody else does: no practitioner, no carer, no parent of a young person who decides", async () => {
    const read = `query ($child: ID!) { child(id: $child, purpose: DIRECT_SUPPORT) { accessLog { nodes { name } } } }`;
    expect((await world.ask(senco, read, { child: maya })).data.child.accessLog).toBeNull();
    for (const [person, child] of [
      [daniel, maya],
      [denise, "CV-1004"],
    ] as const)
      expect((await ask(person, child)).data.child.accessLog).toBeNull();
    expect((await ask(jordan, "CV-1004")).codes).toEqual([]);
  });
});

describe("what is held back changes no byte of the answer", () => {
  const held: (() => Promise<SomeLook[]>)[] = [
    () => Promise.resolve([{ child: maya, by: dsl, at: "2026-11-03T12:00:00Z", purpose: "SAFEGUARDING", health: therapies }]),
    () =>
      Promise.resolve([{ child: maya, by: daniel, at: "2026-11-03T12:00:00Z", purpose: "FAMILY_ACCESS", own: { "child.names": null } }]),
    async () => {
      const kept = await anOverride(senco, "It would put him at risk.", "2026-11-02T12:00:00Z", "2026-11-02T16:00:00Z");
      return [{ child: maya, by: senco, at: "2026-11-02T13:00:00Z", health: therapies, override: kept }];
    },
    async () => {
      await anOverride(slt, "It would put her at risk.", "2026-11-03T11:00:00Z", "2026-11-03T15:00:00Z");
      return [{ child: maya, by: slt, at: "2026-11-03T12:30:00Z", health: therapies }];
    },
    () => Promise.resolve([{ child: maya, by: senco, at: "2026-11-02T11:00:00Z", health: therapies, override: "unknown" }]),
    // What the family is not told of, and what is of other children.
    () => Promise.resolve([{ child: maya, by: senco, at: "2026-11-02T11:00:00Z", own: { "child.restrictions": null } }]),
    () => Promise.resolve([{ child: "CV-1002", by: senco, at: "2026-11-02T11:00:00Z", health: therapies }]),
  ];

  test.each(held.map((make, at) => [at, make] as const))("rule %i", async (_, make) => {
    const ofPages = async () => {
      const pages = [await ask(samira, maya, { first: 1 })];
      for (let at = 0; pages.at(-1)?.data.child.accessLog.pageInfo.hasNextPage === true && at < 9; at += 1)
        pages.push(await ask(samira, maya, { first: 1, after: pages.at(-1)?.data.child.accessLog.pageInfo.endCursor }));
      return JSON.stringify([pages, await ask(samira, maya)]);
    };
    const looks = await make();
    const moments: SomeLook[] = ["2026-11-02", "2026-11-03", "2026-11-21"].flatMap((day) =>
      looks.map((look) => ({ ...look, at: look.override === undefined && look.by === slt ? look.at : `${day}T12:20:00Z` })),
    );
    const before = await ofPages();
    await record(world.database, [
      ...looks,
      ...moments.filter(({ by, override }) => by !== slt && (override == null || override === "unknown")),
    ]);
    expect(await ofPages()).toBe(before);
  });

  test("and an override of which the family is told holds nothing back", async () => {
    const told = await anOverride(slt, null, "2026-11-06T09:00:00Z", "2026-11-06T13:00:00Z");
    await record(world.database, [{ child: maya, by: slt, at: "2026-11-06T10:00:00Z", health: therapies, override: told }]);
    expect(await sentencesOf(samira, maya)).toContainEqual(expect.stringContaining("Rachel Stone"));
    expect((await sentencesOf(samira, maya)).join()).toContain("6 November 2026");
  });
});
