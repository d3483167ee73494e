import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { systemClock } from "../../service/clock.ts";
import { runImport } from "../../subgraphs/kit/import/run.ts";
import { readPartnershipCodes } from "../../subgraphs/partnership/import/codes.ts";
import { partnershipImporter } from "../../subgraphs/partnership/import/importer.ts";
import { RestrictionRow } from "../../subgraphs/partnership/records/restriction-row.ts";
import { decided } from "./decided.ts";
import { people } from "./people.ts";
import { type Answered, type ChangesWorld, newKey, openChangesWorld, type Person } from "./world.ts";

let world: ChangesWorld;
beforeAll(async () => void (world = await openChangesWorld()), 120_000);
beforeEach(() => world.reset());
afterAll(() => world.close());

const recording = `mutation ($childId: ID!, $kind: Restriction!, $person: ID, $categories: [String], $reference: String, $orderedOn: Date, $ground: String!, $author: String!, $from: Date, $until: Date, $idempotencyKey: String!) {
  changed: recordRestriction(childId: $childId, kind: $kind, person: $person, categories: $categories, reference: $reference, orderedOn: $orderedOn, ground: $ground, author: $author, from: $from, until: $until, purpose: SAFEGUARDING, idempotencyKey: $idempotencyKey) { id child { id } }
}`;
const ending = `mutation ($childId: ID!, $restrictionId: ID!, $ground: String!, $idempotencyKey: String!) {
  changed: endRestriction(childId: $childId, restrictionId: $restrictionId, ground: $ground, purpose: SAFEGUARDING, idempotencyKey: $idempotencyKey) { id child { id } }
}`;

const ground = "Non-molestation order of 20 November 2026 (Family Law Act 1996 s42)";
const court = { reference: "ZZ26F00412", orderedOn: "2026-11-20" };
const order = { kind: "COURT_ORDER", person: "samira.ahmed", author: "Family Court at Marlbeck", ...court };
const shield = { kind: "SHIELDED", author: "Joanne Fry, social worker" };
const harm = { kind: "SERIOUS_HARM", categories: ["health.therapies"], author: "Rachel Stone, therapist" };

function record(person: Person, childId: string, more: object): Promise<Answered> {
  return world.ask(person, recording, { childId, ground, idempotencyKey: newKey(), ...more });
}

function end(
  person: Person,
  childId: string,
  restrictionId: string,
  why = "The order was discharged on 21 November 2026",
): Promise<Answered> {
  return world.ask(person, ending, { childId, restrictionId, ground: why, idempotencyKey: newKey() });
}

const read = (person: Person, child = "CV-1001", at?: string) => decided(world, { person, child, ...(at === undefined ? {} : { at }) });

async function importedOf(child: string, kind: RestrictionRow["kind"]): Promise<string> {
  return (await world.database.manager.findOneByOrFail(RestrictionRow, { child, kind })).id;
}

describe("a court order", () => {
  test("keeps everything from the parent whom it binds from the next query on, whatever responsibility they hold", async () => {
    expect(Object.values(await read(people.samira))).toContain("permit");
    const { data, codes } = await record(people.socialWorker, "CV-1001", order);
    expect(codes).toEqual([]);
    expect(data.changed.child).toEqual({ id: "CV-1001" });
    // Which restrictions there are is read by no parent, bound or not.
    const { "child.restrictions": unread, ...others } = await read(people.samira);
    expect([unread, ...new Set(Object.values(others))]).toEqual(["ROLE", "RESTRICTED"]);
    const query = `{ child(id: "CV-1001", purpose: FAMILY_ACCESS) { givenNames } }`;
    expect(await world.ask(people.samira, query)).toMatchObject({ data: { child: { givenNames: null } }, codes: ["WITHHELD"] });
  });

  test("takes the parent's word about sharing away with it, and gives it back when it ends", async () => {
    expect((await read(people.senco))["health.therapies"]).toBe("permit");
    const { data } = await record(people.socialWorker, "CV-1001", order);
    expect((await read(people.senco))["health.therapies"]).toBe("NO_CONSENT");
    expect((await end(people.socialWorker, "CV-1001", data.changed.id)).codes).toEqual([]);
    expect((await read(people.senco))["health.therapies"]).toBe("permit");
    expect((await read(people.samira))["child.names"]).toBe("permit");
  });

  test("names somebody of the child's family, and never the child", async () => {
    const nobody = [
      [people.socialWorker, "CV-1001", "petr.novak"],
      [people.caseworker, "CV-1004", "jordan.clarke"],
    ] as const;
    for (const [recorder, child, person] of nobody)
      expect((await record(recorder, child, { ...order, person })).codes).toEqual(["ARGUMENT_INVALID"]);
  });
});

describe("shielded whereabouts", () => {
  test("keep the address from everybody from the next query on, and until they end", async () => {
    for (const person of [people.samira, people.senco]) expect((await read(person))["child.address"]).toBe("permit");
    const { data } = await record(people.healthVisitor, "CV-1001", shield);
    for (const person of [people.samira, people.senco, people.healthVisitor])
      expect((await read(person))["child.address"]).toBe("RESTRICTED");
    expect((await end(people.healthVisitor, "CV-1001", data.changed.id)).codes).toEqual([]);
    expect((await read(people.senco))["child.address"]).toBe("permit");
  });
});

describe("a risk of serious harm", () => {
  test("keeps the categories it names from the family from the next query on, and nothing else from anybody", async () => {
    const before = { family: await read(people.samira), practitioner: await read(people.slt) };
    expect((await record(people.slt, "CV-1001", harm)).codes).toEqual([]);
    expect(await read(people.samira)).toEqual({ ...before.family, "health.therapies": "RESTRICTED" });
    expect(before.family["health.therapies"]).toBe("permit");
    expect(await read(people.slt)).toEqual(before.practitioner);
  });

  test("is an opinion about one's own agency's records alone", async () => {
    for (const categories of [["education.sen"], ["health.therapies", "education.sen"], ["child.address"]])
      expect((await record(people.slt, "CV-1001", { ...harm, categories })).codes).toEqual(["ACTION_NOT_PERMITTED"]);
  });

  test("is refused for what the agreements would not withhold, so that nobody relies on it", async () => {
    for (const categories of [["health.held"], ["health.nothing"]])
      expect((await record(people.slt, "CV-1001", { ...harm, categories })).codes).toEqual(["ARGUMENT_INVALID"]);
  });
});

describe("every restriction", () => {
  test("is recorded by the roles that the policy names for its kind", async () => {
    const refused = [
      [people.teacher, shield],
      [people.slt, order],
      [people.healthVisitor, order],
      [people.caseworker, shield],
      [people.senco, { ...harm, categories: ["education.sen"] }],
      [people.samira, shield],
    ] as const;
    for (const [person, what] of refused) expect((await record(person, "CV-1001", what)).codes).toEqual(["ACTION_NOT_PERMITTED"]);
    expect((await record(people.stranger, "CV-1001", harm)).codes).toEqual(["CHILD_NOT_FOUND"]);
  });

  test("says which order of a court it is, by its number and its day, and nothing of the kind otherwise", async () => {
    const { reference, orderedOn } = court;
    const wrong = [
      { ...order, reference: undefined },
      { ...order, orderedOn: undefined },
      { ...order, orderedOn: "2026-11-23" },
      { ...shield, reference },
      { ...shield, orderedOn },
    ];
    for (const more of wrong) expect((await record(people.socialWorker, "CV-1001", more)).codes).toEqual(["ARGUMENT_INVALID"]);
  });

  test("names a person if it is an order, categories if it is serious harm, and neither otherwise", async () => {
    const { person, ...nobody } = order;
    const { categories, ...nothing } = harm;
    for (const more of [nobody, { ...order, categories }, { ...shield, person }, { ...shield, categories }])
      expect((await record(people.socialWorker, "CV-1001", more)).codes).toEqual(["ARGUMENT_INVALID"]);
    for (const more of [nothing, { ...harm, categories: [] }, { ...harm, person }])
      expect((await record(people.slt, "CV-1001", more)).codes).toEqual(["ARGUMENT_INVALID"]);
  });

  test("has a ground of substance, and so has its end", async () => {
    expect((await record(people.socialWorker, "CV-1001", { ...order, ground: "Order of a court" })).codes).toEqual(["REASON_TOO_SHORT"]);
    const shielded = await importedOf("CV-1006", "shielded");
    expect((await end(people.dsl, "CV-1006", shielded, "No longer needed")).codes).toEqual(["REASON_TOO_SHORT"]);
    expect((await read(people.dsl, "CV-1006"))["child.address"]).toBe("RESTRICTED");
  });

  test("holds from its first to its last day", async () => {
    for (const more of [
      { from: "2026-11-01", until: "2026-11-21" },
      { from: "2026-12-02", until: "2026-12-01" },
    ])
      expect((await record(people.dsl, "CV-1001", { ...shield, ...more })).codes).toEqual(["PERIOD_INVALID"]);
    await record(people.dsl, "CV-1001", { ...shield, from: "2026-12-01", until: "2026-12-31" });
    const days = ["2026-11-30", "2026-12-01", "2026-12-31", "2027-01-01"];
    const addresses = await Promise.all(days.map((day) => read(people.senco, "CV-1001", `${day}T12:00:00Z`)));
    expect(addresses.map((each) => each["child.address"])).toEqual(["permit", "RESTRICTED", "RESTRICTED", "permit"]);
  });

  test("is kept with who decided, recorded and ended it, why and when", async () => {
    const { data } = await record(people.socialWorker, "CV-1001", order);
    await end(people.socialWorker, "CV-1001", data.changed.id);
    expect(await world.database.manager.findOneBy(RestrictionRow, { id: data.changed.id })).toMatchObject({
      ground,
      author: "Family Court at Marlbeck",
      from: "2026-11-22",
      until: null,
      ...{ ...court, agency: "social-care", confirmBy: "2026-11-29", confirmedBy: null },
      recordedBy: "social-care/person/joanne.fry",
      recordedAt: new Date("2026-11-22T12:00:00Z"),
      endedBy: "social-care/person/joanne.fry",
      endedAt: new Date("2026-11-22T12:00:00Z"),
      endGround: "The order was discharged on 21 November 2026",
    });
  });
});

describe("the end of a restriction", () => {
  test("happens once", async () => {
    const shielded = await importedOf("CV-1006", "shielded");
    expect((await end(people.socialWorker, "CV-1006", shielded)).codes).toEqual([]);
    expect((await end(people.socialWorker, "CV-1006", shielded)).codes).toEqual(["RESTRICTION_ENDED"]);
  });

  test("is not undone by importing the old list again", async () => {
    for (const child of ["CV-1006", "CV-1007"]) await end(people.socialWorker, child, await importedOf(child, "shielded"));
    const files = ["development/families/partnership/restrictions.csv"];
    const importer = partnershipImporter(readPartnershipCodes({}));
    const [report] = await runImport({ importer, dataSource: world.database, clock: systemClock, files, write: () => undefined });
    expect(report).toMatchObject({ added: 0, changed: 0, unchanged: 5 });
    expect((await read(people.dsl, "CV-1006"))["child.address"]).toBe("permit");
  });

  test("is not for the person whom it binds, and whoever may not end it does not learn that it is there", async () => {
    const bound = await importedOf("CV-1006", "court-order");
    const withheld = await importedOf("CV-1008", "serious-harm");
    for (const id of [bound, "nothing"]) expect((await end(people.chidi, "CV-1006", id)).codes).toEqual(["ACTION_NOT_PERMITTED"]);
    for (const id of [withheld, "nothing"])
      expect((await end(people.paediatrician, "CV-1008", id)).codes).toEqual(["RESTRICTION_NOT_FOUND"]);
    expect((await end(people.dsl, "CV-1008", bound)).codes).toEqual(["RESTRICTION_NOT_FOUND"]);
  });

  test("asks for the ground before it looks, so that nobody finds out by trying what there is to end", async () => {
    const { data } = await record(people.socialWorker, "CV-1001", order);
    for (const id of [data.changed.id, "nothing"])
      expect((await end(people.socialWorker, "CV-1001", id, "x")).codes).toEqual(["REASON_TOO_SHORT"]);
  });
});

test("restrictions of one day and moment stand by what they are, and not by ids that mean nothing", async () => {
  await world.database.query("DELETE FROM restriction WHERE child = 'CV-1006'");
  const shared = { child: "CV-1006", person: null, agency: "education", ground, author: "", from: "2026-11-01", recordedAt: world.now() };
  for (const [id, kind, categories] of [
    ["3", "court-order", []],
    ["1", "shielded", []],
    ["2", "serious-harm", ["education.sen"]],
    ["0", "serious-harm", ["education.exclusions"]],
  ] as const)
    await world.database.manager.insert(RestrictionRow, { ...shared, id, kind, categories: [...categories] });
  const query = `{ child(id: "CV-1006", purpose: SAFEGUARDING) { restrictions { nodes { id } } } }`;
  const { data } = await world.ask(people.dsl, query);
  expect(data.child.restrictions.nodes.map(({ id }: { id: string }) => id)).toEqual(["3", "0", "2", "1"]);
});
