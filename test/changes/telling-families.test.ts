import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { AccessOverrideRow } from "../../subgraphs/partnership/records/access-override-row.ts";
import { record, type SomeLook } from "./looks.ts";
import { people } from "./people.ts";
import { type ChangesWorld, newKey, openChangesWorld, type Person } from "./world.ts";

let world: ChangesWorld;
beforeAll(async () => void (world = await openChangesWorld()), 120_000);
afterAll(() => world.close());
// What was said is not removed, but with the child.
beforeEach(() => world.reset());

const { samira, senco, dsl, slt, officer } = people;
const healthOfficer: Person = { subject: "officer.health", role: "ig-officer", agency: "health" };
const socialCareOfficer: Person = { subject: "officer.social-care", role: "ig-officer", agency: "social-care" };
const therapies = { opened: ["health.therapies"], asked: ["health.therapies"] };
const reason = "The enquiry is closed, and nobody is in danger any more.";
const today = "2026-11-22";

const asked = `query ($child: ID!) { child(id: $child, purpose: FAMILY_ACCESS) {
  accessLog { edges { cursor } pageInfo { hasNextPage endCursor } nodes { sentence } } sharing { overrides { nodes { name } } } } }`;
const read = (child = "CV-1001") => world.ask(samira, asked, { child });
const told = async (): Promise<string[]> => (await read()).data.child.accessLog.nodes.map(({ sentence }: { sentence: string }) => sentence);
/** What is told of a period in which nothing else was looked at. */
const toldOf = async (year: string) => (await told()).filter((sentence) => sentence.includes(year));

const tellOfVisits = (person: Person, more: object, child = "CV-1001") =>
  world.ask(
    person,
    `mutation ($child: ID!, $key: String!, $first: Date!, $last: Date!, $who: ID, $from: Date!, $reason: String!) {
      tellFamilyOfVisits(childId: $child, purpose: GOVERNANCE, idempotencyKey: $key, firstDay: $first, lastDay: $last, practitioner: $who, toldFrom: $from, reason: $reason) { id child { id } } }`,
    { child, key: newKey(), first: "2026-01-01", last: today, from: today, reason, ...more },
  );
const tellOfOverride = (person: Person, overrideId: string, from = today) =>
  world.ask(
    person,
    `mutation ($id: ID!, $key: String!, $from: Date!, $reason: String!) { tellFamilyOfOverride(overrideId: $id, idempotencyKey: $key, toldFrom: $from, reason: $reason) { id } }`,
    { id: overrideId, key: newKey(), from, reason },
  );
const enquiry = (day: string, by: Person = dsl): SomeLook => ({
  ...{ child: "CV-1001", by, at: `${day}T12:00:00Z`, purpose: "SAFEGUARDING", health: therapies },
});

async function keptOverride(by: Person, openedAt: string, concerned: string[]): Promise<string> {
  const id = randomUUID();
  const opened = new Date(openedAt);
  await world.database.manager.insert(AccessOverrideRow, {
    ...{
      id,
      child: "CV-1001",
      practitioner: by.subject,
      agency: by.agency,
      role: by.role,
      purpose: "DIRECT_SUPPORT",
      basis: "safeguarding",
    },
    ...{ reason: "as told", categories: ["health.therapies"], keptFromFamily: "It would put him at risk.", policy: "0", concerned },
    ...{ reviews: [], openedAt: opened, endsAt: new Date(opened.getTime() + 14_400_000) },
    ...{ revokedAt: null, revokedBy: null, revokeReason: null },
  });
  return id;
}

describe("what was looked at for safeguarding is told to the family", () => {
  test("by itself once the months are over that the agreements give, and not a day before; never, if they give none", async () => {
    await record(
      world.database,
      ["2024-11-21", "2024-11-22", "2024-11-23"].map((day) => enquiry(day)),
    );
    expect((await toldOf("2024")).map((sentence) => /on (.*) at/.exec(sentence)?.[1])).toEqual(["22 November 2024", "21 November 2024"]);
    const without = { ...world.policy, actions: world.policy.actions.map(({ afterMonths: _, ...action }) => action) };
    expect(JSON.stringify((await world.ask(samira, asked, { child: "CV-1001" }, without)).data)).not.toContain("2024");
  });

  test("from the day that an officer of the agency of whoever looked says, and until then no byte of the answer is another", async () => {
    const before = JSON.stringify(await read());
    await record(world.database, [enquiry("2026-11-03"), enquiry("2026-11-04")]);
    expect(JSON.stringify(await read())).toBe(before);
    expect(await tellOfVisits(officer, { first: "2026-11-03", last: "2026-11-03", from: "2026-11-30" })).toMatchObject({
      codes: [],
      data: { tellFamilyOfVisits: { child: null } },
    });
    expect(JSON.stringify(await read())).toBe(before);
    world.at("2026-11-29T23:59:59Z");
    expect((await toldOf("November 2026")).join()).not.toContain("Martin Shaw");
    world.at("2026-11-30T00:00:00Z");
    expect((await toldOf("November 2026")).filter((sentence) => sentence.includes("Martin Shaw"))).toEqual([
      "Martin Shaw (Designated safeguarding lead, education) looked at “Therapies”, for safeguarding, on 3 November 2026 at 12:00.",
    ]);
  });

  test("later than the agreements have it, if an officer says so; the latest word counts, and no other agency's, nor theirs about what they looked at themself", async () => {
    const own: Person = { ...officer, role: "designated-safeguarding-lead" };
    await record(world.database, [enquiry("2024-10-01"), enquiry("2024-10-02", own)]);
    const both = await toldOf("October 2024");
    expect(both).toHaveLength(2);
    const longer = { first: "2024-10-01", last: "2024-10-31", from: "2031-11-01" };
    expect((await tellOfVisits(healthOfficer, longer)).codes).toEqual([]);
    expect(await toldOf("October 2024")).toEqual(both);
    expect((await tellOfVisits(officer, longer)).codes).toEqual([]);
    expect(await toldOf("October 2024")).toEqual(both.filter((sentence) => sentence.includes(" 2 October")));
    expect((await tellOfVisits(officer, { ...longer, who: "somebody.else", from: today })).codes).toEqual([]);
    expect(await toldOf("October 2024")).toHaveLength(1);
    world.at("2026-11-22T13:00:00Z");
    expect((await tellOfVisits(officer, { ...longer, who: dsl.subject, from: today })).codes).toEqual([]);
    expect(await toldOf("October 2024")).toEqual(both);
  });

  test("by nobody else's word, and by none without a reason or for a day that is none", async () => {
    await record(world.database, [enquiry("2026-11-05")]);
    const codesOf = async (person: Person, more: object = {}, child?: string) => (await tellOfVisits(person, more, child)).codes;
    for (const person of [senco, dsl, samira]) expect(await codesOf(person)).toEqual(["ACTION_NOT_PERMITTED"]);
    for (const child of ["CV-1014", "CV-9999"]) expect(await codesOf(officer, {}, child)).toEqual(["CHILD_NOT_FOUND"]);
    expect(await codesOf(officer, { reason: "Because." })).toEqual(["REASON_TOO_SHORT"]);
    for (const more of [
      { from: "2026-11-21" },
      { from: "2031-12-01" },
      { last: "2026-11-23" },
      { first: "2026-11-06", last: "2026-11-05" },
    ])
      expect(await codesOf(officer, more)).toEqual(["ARGUMENT_INVALID"]);
    expect((await told()).join()).not.toContain("5 November");
  });
});

describe("an override that is kept from the family", () => {
  const looksBy = (override: string): SomeLook[] => [
    { child: "CV-1001", by: senco, at: "2026-11-10T13:00:00Z", health: therapies, override },
    // What they did on the same day before it was opened shows it as well.
    { child: "CV-1001", by: senco, at: "2026-11-10T00:30:00Z", health: therapies },
    { child: "CV-1001", by: senco, at: "2026-11-10T23:30:00Z", health: therapies },
  ];

  test("is told, with all of its day, once each agency that it concerns lets the family be told", async () => {
    const before = JSON.stringify(await read());
    const id = await keptOverride(senco, "2026-11-10T12:00:00Z", ["education", "health"]);
    await record(world.database, looksBy(id));
    expect((await tellOfOverride(officer, id)).codes).toEqual([]);
    expect(JSON.stringify(await read())).toBe(before);
    expect((await tellOfOverride(healthOfficer, id)).codes).toEqual([]);
    const { accessLog, sharing } = (await read()).data.child;
    expect(accessLog.nodes[0].sentence).toBe(
      "Helen Marsh (SENCO, education) looked at “Therapies”, for direct support, on 10 November 2026 3 times between 00:30 and 23:30.",
    );
    expect(sharing.overrides.nodes).toEqual([{ name: "Helen Marsh" }]);
  });

  test("is told by itself once the months are over, and later if one of the agencies says so", async () => {
    const id = await keptOverride(senco, "2024-11-20T12:00:00Z", ["education", "health"]);
    await record(
      world.database,
      looksBy(id).map((look) => ({ ...look, at: look.at.replace("2026-11-10", "2024-11-20") })),
    );
    expect(await toldOf("20 November 2024")).toHaveLength(1);
    expect((await tellOfOverride(healthOfficer, id, "2027-01-01")).codes).toEqual([]);
    expect(await toldOf("20 November 2024")).toEqual([]);
    const keptUntil = (await world.ask(officer, "query ($id: ID!) { override(id: $id) { keptUntil } }", { id })).data.override.keptUntil;
    expect(keptUntil).toBe("2027-01-01");
  });

  test("is said nothing about by whoever opened it, or by officers whom it does not concern; nor is one that is not kept", async () => {
    const id = await keptOverride({ ...officer, role: "senco" }, "2026-11-10T12:00:00Z", ["education", "health"]);
    expect((await tellOfOverride(officer, id)).codes).toEqual(["OVERRIDE_OWN"]);
    expect((await tellOfOverride(socialCareOfficer, id)).codes).toEqual(["OVERRIDE_NOT_FOUND"]);
    expect((await tellOfOverride(slt, id)).codes).toEqual(["OVERRIDE_NOT_FOUND"]);
    await world.database.manager.update(AccessOverrideRow, { id }, { keptFromFamily: null });
    expect((await tellOfOverride(healthOfficer, id)).codes).toEqual(["NOTHING_KEPT"]);
  });
});

test("what was said stands in the audit log and is never changed, and officers see in the trail until when something is held back", async () => {
  await record(world.database, [enquiry("2026-11-06"), { child: "CV-1001", by: senco, at: "2026-11-06T10:00:00Z", health: therapies }]);
  const filter = { childId: "CV-1001", since: "2026-11-06T00:00:00Z", until: "2026-11-07T00:00:00Z" };
  const trail = async (person: Person) =>
    (
      await world.ask(
        person,
        "query ($filter: AuditTrailFilter) { auditTrail(filter: $filter) { nodes { practitioner heldBack heldBackUntil } } }",
        { filter },
      )
    ).data.auditTrail.nodes;
  const [shaw, marsh] = [{ practitioner: dsl.subject }, { practitioner: senco.subject, heldBack: false, heldBackUntil: null }];
  expect(await trail(officer)).toEqual([{ ...shaw, heldBack: true, heldBackUntil: "2028-11-06" }, marsh]);
  expect(await trail(healthOfficer)).toEqual([
    { ...shaw, heldBack: null, heldBackUntil: null },
    { ...marsh, heldBack: null },
  ]);
  const { id } = (await tellOfVisits(officer, { first: "2026-11-06", from: "2027-02-01" })).data.tellFamilyOfVisits;
  expect(await trail(officer)).toEqual([{ ...shaw, heldBack: true, heldBackUntil: "2027-02-01" }, marsh]);
  const [entry] = await world.database.query<{ entry: string }[]>(
    `SELECT entry FROM audit_entry JOIN audit_value ON audit_value.index = audit_entry.index AND field = 'result' WHERE value = $1`,
    [JSON.stringify(id)],
  );
  expect(JSON.parse(entry?.entry ?? "{}")).toMatchObject({ kind: "change", facts: { change: "tellFamilyOfVisits", agency: "education" } });
  for (const statement of ["UPDATE disclosure SET told_from = '2026-11-22'", "DELETE FROM disclosure"])
    await expect(world.database.query(statement)).rejects.toThrow("never changed");
});
