import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { systemClock } from "../../service/clock.ts";
import { runImport } from "../../subgraphs/kit/import/run.ts";
import { readPartnershipCodes } from "../../subgraphs/partnership/import/codes.ts";
import { partnershipImporter } from "../../subgraphs/partnership/import/importer.ts";
import { TeamMembershipRow } from "../../subgraphs/partnership/records/team-membership-row.ts";
import { people } from "./people.ts";
import { type Answered, type ChangesWorld, newKey, openChangesWorld, type Person } from "./world.ts";

let world: ChangesWorld;
beforeAll(async () => void (world = await openChangesWorld()), 120_000);
beforeEach(() => world.reset());
afterAll(() => world.close());

const joining = `mutation ($childId: ID!, $practitionerId: ID!, $mandate: MandateInput!, $model: TeamModel!, $host: String, $from: Date, $until: Date, $idempotencyKey: String!) {
  changed: joinTeam(childId: $childId, practitionerId: $practitionerId, mandate: $mandate, model: $model, host: $host, from: $from, until: $until, purpose: DIRECT_SUPPORT, idempotencyKey: $idempotencyKey) { id child { id } }
}`;
const leaving = `mutation ($childId: ID!, $membershipId: ID!, $idempotencyKey: String!) {
  changed: leaveTeam(childId: $childId, membershipId: $membershipId, purpose: DIRECT_SUPPORT, idempotencyKey: $idempotencyKey) { id child { id } }
}`;
const naming = `mutation ($childId: ID!, $practitionerId: ID!, $idempotencyKey: String!) {
  changed: nameLead(childId: $childId, practitionerId: $practitionerId, purpose: DIRECT_SUPPORT, idempotencyKey: $idempotencyKey) { id child { id } }
}`;

function join(person: Person, childId: string, practitionerId: string, agency: string, more: object = {}): Promise<Answered> {
  const mandate = { agency, function: "Speech and language therapy", reference: "Panel decision of 20 November 2026" };
  return world.ask(person, joining, { childId, practitionerId, mandate, model: "PANEL", idempotencyKey: newKey(), ...more });
}

function leave(person: Person, childId: string, membershipId: string, idempotencyKey = newKey()): Promise<Answered> {
  return world.ask(person, leaving, { childId, membershipId, idempotencyKey });
}

const confirming = `mutation ($childId: ID!, $membershipId: ID!, $idempotencyKey: String!) {
  changed: confirmMandate(childId: $childId, membershipId: $membershipId, purpose: DIRECT_SUPPORT, idempotencyKey: $idempotencyKey) { id child { id } }
}`;

function confirm(person: Person, childId: string, membershipId: string): Promise<Answered> {
  return world.ask(person, confirming, { childId, membershipId, idempotencyKey: newKey() });
}

function name(person: Person, childId: string, practitionerId: string): Promise<Answered> {
  return world.ask(person, naming, { childId, practitionerId, idempotencyKey: newKey() });
}

/** Whether the child is within a person's reach. */
async function reaches(person: Person, childId: string): Promise<boolean> {
  const { data } = await world.ask(person, "query ($id: ID!) { child(id: $id, purpose: DIRECT_SUPPORT) { id } }", { id: childId });
  return data.child !== null;
}

interface Member {
  readonly id: string;
  readonly practitioner: { readonly id: string };
  readonly lead: boolean;
}

async function teamOf(childId: string, reader: Person = people.senco): Promise<Member[]> {
  const purpose = reader.agency === "family" ? "FAMILY_ACCESS" : "DIRECT_SUPPORT";
  const query = `query ($id: ID!) { child(id: $id, purpose: ${purpose}) { team { nodes { id practitioner { id } agency role mandate model host lead from until } } } }`;
  const { data } = await world.ask(reader, query, { id: childId });
  return data.child.team.nodes;
}

async function membershipOf(childId: string, practitioner: string, reader?: Person): Promise<string> {
  const member = (await teamOf(childId, reader)).find((each) => each.practitioner.id === practitioner);
  if (member === undefined) throw new Error(`${practitioner} is not on the team of ${childId}`);
  return member.id;
}

async function leadsOf(childId: string, reader?: Person): Promise<string[]> {
  return (await teamOf(childId, reader)).filter(({ lead }) => lead).map(({ practitioner }) => practitioner.id);
}

async function importAgain(file: string): Promise<void> {
  const files = [`development/families/partnership/${file}`];
  await runImport({
    importer: partnershipImporter(readPartnershipCodes({})),
    dataSource: world.database,
    clock: systemClock,
    files,
    write: () => undefined,
  });
}

describe("joining a team", () => {
  test("lets a practitioner whom the lead brings in read about the child from the next query on, with their mandate for all to see", async () => {
    expect(await reaches(people.stranger, "CV-1001")).toBe(false);
    const { data, codes } = await join(people.lead, "CV-1001", "nadia.quinn", "health", { model: "SECONDED", host: "Family Hub" });
    expect(codes).toEqual([]);
    expect(data.changed.child).toEqual({ id: "CV-1001" });
    // Their own agency has still to say so.
    expect(await reaches(people.stranger, "CV-1001")).toBe(false);
    expect((await confirm(people.healthVisitor, "CV-1001", data.changed.id)).codes).toEqual([]);
    expect(await reaches(people.stranger, "CV-1001")).toBe(true);
    expect(await teamOf("CV-1001", people.samira)).toContainEqual({
      id: data.changed.id,
      practitioner: { id: "nadia.quinn" },
      agency: "health",
      role: "Speech and language therapy",
      mandate: "Panel decision of 20 November 2026",
      model: "SECONDED",
      host: "Family Hub",
      lead: false,
      from: "2026-11-22",
      until: null,
    });
  });

  test("takes those who coordinate for their agency for its people, and the lead for another agency's", async () => {
    expect((await join(people.senco, "CV-1003", "nadia.quinn", "health")).codes).toEqual(["ACTION_NOT_PERMITTED"]);
    expect((await join(people.senco, "CV-1003", "tom.okoro", "education")).codes).toEqual([]);
    expect(await reaches(people.teacher, "CV-1003")).toBe(true);
  });

  test("is nobody's own doing, nor a teacher's or a parent's", async () => {
    expect((await join(people.stranger, "CV-1001", "nadia.quinn", "health")).codes).toEqual(["CHILD_NOT_FOUND"]);
    for (const person of [people.teacher, people.samira])
      expect((await join(person, "CV-1001", "priya.nair", "education")).codes).toEqual(["ACTION_NOT_PERMITTED"]);
  });

  test("cannot be prolonged by oneself", async () => {
    await leave(people.healthVisitor, "CV-1001", await membershipOf("CV-1001", "asha.mehta"));
    await join(people.healthVisitor, "CV-1001", "asha.mehta", "health", { until: "2026-12-31" });
    const prolonged = await join(people.paediatrician, "CV-1001", "asha.mehta", "health", { from: "2027-01-01" });
    expect(prolonged.codes).toEqual(["ACTION_NOT_PERMITTED"]);
    expect((await join(people.healthVisitor, "CV-1001", "asha.mehta", "health", { from: "2027-01-01" })).codes).toEqual([]);
  });

  test("takes an entry in the directory, a mandate of the own agency and a role that works with children, and happens once", async () => {
    expect((await join(people.lead, "CV-1001", "no.body", "health")).codes).toEqual(["PRACTITIONER_NOT_FOUND"]);
    expect((await join(people.lead, "CV-1001", "nadia.quinn", "education")).codes).toEqual(["MANDATE_FOREIGN"]);
    expect((await join(people.lead, "CV-1001", "peter.hale", "education")).codes).toEqual(["ROLE_NOT_FOR_TEAMS"]);
    expect((await join(people.lead, "CV-1001", "rachel.stone", "health")).codes).toEqual(["ALREADY_ON_TEAM"]);
    expect((await join(people.lead, "CV-1001", "rachel.stone", "health", { from: "2027-01-01" })).codes).toEqual(["ALREADY_ON_TEAM"]);
  });

  test("names in whose team somebody works who is seconded or in an integrated service, and nobody's otherwise", async () => {
    const wrong = [{ host: "Family Hub" }, { model: "SECONDED" }, { model: "INTEGRATED" }];
    for (const more of wrong)
      expect((await join(people.lead, "CV-1001", "nadia.quinn", "health", more)).codes).toEqual(["ARGUMENT_INVALID"]);
  });

  test("begins and ends by its days, of which none is past", async () => {
    for (const more of [{ from: "2026-11-21" }, { until: "2026-11-21" }, { from: "2026-12-02", until: "2026-12-01" }])
      expect((await join(people.lead, "CV-1001", "nadia.quinn", "health", more)).codes).toEqual(["PERIOD_INVALID"]);
    await join(people.healthVisitor, "CV-1001", "nadia.quinn", "health", { from: "2026-12-01", until: "2026-12-31" });
    const days = ["2026-11-30T23:59:00Z", "2026-12-01T00:00:00Z", "2026-12-31T23:59:00Z", "2027-01-01T00:00:00Z"];
    const seen: boolean[] = [];
    for (const day of days) {
      world.at(day);
      seen.push(await reaches(people.stranger, "CV-1001"));
    }
    expect(seen).toEqual([false, true, true, false]);
  });
});

describe("leaving a team", () => {
  test("makes the child read as one who is not there, from the very next query on", async () => {
    const membership = await membershipOf("CV-1001", "rachel.stone");
    expect((await leave(people.slt, "CV-1001", membership)).data).toEqual({ changed: { id: membership, child: null } });
    expect(await reaches(people.slt, "CV-1001")).toBe(false);
    expect((await leave(people.slt, "CV-1001", membership)).codes).toEqual(["CHILD_NOT_FOUND"]);
  });

  test("repeated under its key is answered as the first time", async () => {
    const [membership, key] = [await membershipOf("CV-1001", "rachel.stone"), newKey()];
    const first = await leave(people.slt, "CV-1001", membership, key);
    expect(await leave(people.slt, "CV-1001", membership, key)).toEqual(first);
    expect(first.codes).toEqual([]);
  });

  test("ends all by which somebody is on the team now, or would be later", async () => {
    const membership = await membershipOf("CV-1001", "rachel.stone");
    const row = await world.database.manager.findOneByOrFail(TeamMembershipRow, { id: membership });
    await world.database.manager.insert(TeamMembershipRow, { ...row, id: "twice", from: "2026-01-05" });
    await world.database.manager.insert(TeamMembershipRow, { ...row, id: "later", from: "2027-01-05" });
    await leave(people.slt, "CV-1001", membership);
    expect(await reaches(people.slt, "CV-1001")).toBe(false);
    world.at("2027-01-05T12:00:00Z");
    expect(await reaches(people.slt, "CV-1001")).toBe(false);
  });

  test("happens before the first day too", async () => {
    const { data } = await join(people.lead, "CV-1001", "nadia.quinn", "health", { from: "2026-12-01" });
    expect((await leave(people.lead, "CV-1001", data.changed.id)).codes).toEqual([]);
    world.at("2026-12-01T12:00:00Z");
    expect(await reaches(people.stranger, "CV-1001")).toBe(false);
  });

  test("of somebody else is for those who bring the team together", async () => {
    const membership = await membershipOf("CV-1001", "rachel.stone");
    for (const person of [people.teacher, people.samira])
      expect((await leave(person, "CV-1001", membership)).codes).toEqual(["ACTION_NOT_PERMITTED"]);
    expect((await leave(people.healthVisitor, "CV-1001", membership)).codes).toEqual([]);
    expect((await leave(people.healthVisitor, "CV-1001", membership)).codes).toEqual(["MEMBERSHIP_ENDED"]);
    expect((await leave(people.lead, "CV-1001", "nothing")).codes).toEqual(["MEMBERSHIP_NOT_FOUND"]);
  });

  test("is not one agency's to bring about for another's people, though they lead the team", async () => {
    const socialWorker = await membershipOf("CV-1008", "joanne.fry");
    expect((await leave(people.senco, "CV-1008", socialWorker)).codes).toEqual(["ACTION_NOT_PERMITTED"]);
    expect(await reaches(people.socialWorker, "CV-1008")).toBe(true);
    expect((await leave(people.lead, "CV-1001", await membershipOf("CV-1001", "rachel.stone"))).codes).toEqual(["ACTION_NOT_PERMITTED"]);
    const lead = await membershipOf("CV-1001", "fiona.grant");
    expect((await leave(people.senco, "CV-1001", lead)).codes).toEqual(["ACTION_NOT_PERMITTED"]);
    expect(await leadsOf("CV-1001")).toEqual(["fiona.grant"]);
  });

  test("takes a membership of that child's team", async () => {
    const elsewhere = await membershipOf("CV-1003", "evan.lloyd");
    expect((await leave(people.lead, "CV-1001", elsewhere)).codes).toEqual(["MEMBERSHIP_NOT_FOUND"]);
    expect(await reaches(people.camhs, "CV-1003")).toBe(true);
  });

  test("is not undone by importing the old list again, and is kept with who ended it and when", async () => {
    const membership = await membershipOf("CV-1001", "rachel.stone");
    await leave(people.slt, "CV-1001", membership);
    await importAgain("team.csv");
    expect(await reaches(people.slt, "CV-1001")).toBe(false);
    expect(await world.database.manager.findOneBy(TeamMembershipRow, { id: membership })).toMatchObject({
      from: "2022-10-03",
      until: null,
      endedAt: new Date("2026-11-22T12:00:00Z"),
      endedBy: "health/person/rachel.stone",
    });
  });
});

describe("the lead practitioner", () => {
  test("hands over, and both stay on the team without a gap", async () => {
    expect((await name(people.lead, "CV-1001", "helen.marsh")).codes).toEqual([]);
    expect(await leadsOf("CV-1001")).toEqual(["helen.marsh"]);
    expect(await reaches(people.lead, "CV-1001")).toBe(true);
    expect((await name(people.lead, "CV-1001", "fiona.grant")).codes).toEqual(["ACTION_NOT_PERMITTED"]);
    expect((await join(people.senco, "CV-1001", "nadia.quinn", "health")).codes).toEqual([]);
    const rows = await world.database.manager.findBy(TeamMembershipRow, { child: "CV-1001", practitioner: "fiona.grant" });
    expect(rows.map(({ lead, from, endedAt }) => [lead, from, endedAt === null]).sort()).toEqual([
      [false, "2026-11-22", true],
      [true, "2025-09-09", false],
    ]);
  });

  test("is named by whoever leads now, and where nobody does by two agencies", async () => {
    expect((await name(people.senco, "CV-1001", "helen.marsh")).codes).toEqual(["ACTION_NOT_PERMITTED"]);
    expect((await name(people.samira, "CV-1001", "helen.marsh")).codes).toEqual(["ACTION_NOT_PERMITTED"]);
    await leave(people.lead, "CV-1001", await membershipOf("CV-1001", "fiona.grant"));
    expect(await leadsOf("CV-1001")).toEqual([]);
    expect((await name(people.teacher, "CV-1001", "helen.marsh")).codes).toEqual(["ACTION_NOT_PERMITTED"]);
    for (const person of [people.senco, people.caseworker, people.senco]) {
      expect((await name(person, "CV-1001", "asha.mehta")).codes).toEqual([]);
      expect(await leadsOf("CV-1001")).toEqual([]);
    }
    expect((await name(people.healthVisitor, "CV-1001", "asha.mehta")).codes).toEqual([]);
    expect(await leadsOf("CV-1001")).toEqual(["asha.mehta"]);
  });

  test("is a member of the team now, and another than before", async () => {
    await leave(people.slt, "CV-1001", await membershipOf("CV-1001", "rachel.stone"));
    for (const practitioner of ["nadia.quinn", "rachel.stone"])
      expect((await name(people.lead, "CV-1001", practitioner)).codes).toEqual(["NOT_ON_TEAM"]);
    expect((await name(people.lead, "CV-1001", "fiona.grant")).codes).toEqual(["ALREADY_LEAD"]);
  });

  test("takes the place of one who was to lead later", async () => {
    const membership = await membershipOf("CV-1003", "evan.lloyd");
    await world.database.manager.update(TeamMembershipRow, { id: membership }, { lead: true, from: "2027-01-04" });
    await world.database.manager.update(
      TeamMembershipRow,
      { child: "CV-1003", practitioner: "anna.feld" },
      { leadProposedBy: "health/person/evan.lloyd" },
    );
    expect((await name(people.senco, "CV-1003", "anna.feld")).codes).toEqual([]);
    world.at("2027-01-04T12:00:00Z");
    expect(await leadsOf("CV-1003")).toEqual(["anna.feld"]);
    expect(await reaches(people.camhs, "CV-1003")).toBe(true);
  });

  test("is one, whoever names one at the same moment: two agree, and the third is refused", async () => {
    await leave(people.lead, "CV-1001", await membershipOf("CV-1001", "fiona.grant"));
    const answers = await Promise.all([
      name(people.senco, "CV-1001", "rachel.stone"),
      name(people.healthVisitor, "CV-1001", "rachel.stone"),
      name(people.socialWorker, "CV-1001", "rachel.stone"),
    ]);
    expect(answers.flatMap(({ codes }) => codes)).toEqual(["ACTION_NOT_PERMITTED"]);
    expect(await leadsOf("CV-1001")).toHaveLength(1);
  });

  test("is nobody who named themself, even where nobody leads", async () => {
    await leave(people.lead, "CV-1001", await membershipOf("CV-1001", "fiona.grant"));
    expect((await name(people.senco, "CV-1001", "helen.marsh")).codes).toEqual(["ACTION_NOT_PERMITTED"]);
    expect((await name(people.healthVisitor, "CV-1001", "helen.marsh")).codes).toEqual([]);
  });

  test("is not one who leaves at the same moment", async () => {
    const membership = await membershipOf("CV-1001", "helen.marsh");
    const [named, left] = await Promise.all([name(people.lead, "CV-1001", "helen.marsh"), leave(people.senco, "CV-1001", membership)]);
    const wentFirst = left.codes.length === 0;
    expect([named.codes, left.codes]).toEqual(wentFirst ? [["NOT_ON_TEAM"], []] : [[], ["MEMBERSHIP_ENDED"]]);
    expect(await leadsOf("CV-1001", people.lead)).toEqual([wentFirst ? "fiona.grant" : "helen.marsh"]);
  });

  test("is not displaced by importing the old list again", async () => {
    await name(people.lead, "CV-1001", "helen.marsh");
    await importAgain("team.csv");
    expect(await leadsOf("CV-1001")).toEqual(["helen.marsh"]);
  });
});
