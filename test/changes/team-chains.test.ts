import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { PractitionerRow } from "../../subgraphs/partnership/records/practitioner-row.ts";
import { ServiceInvolvementRow } from "../../subgraphs/partnership/records/service-involvement-row.ts";
import { TeamMembershipRow } from "../../subgraphs/partnership/records/team-membership-row.ts";
import { people } from "./people.ts";
import { type Answered, type ChangesWorld, newKey, openChangesWorld, type Person } from "./world.ts";

let world: ChangesWorld;
beforeAll(async () => void (world = await openChangesWorld()), 120_000);
beforeEach(() => world.reset());
afterAll(() => world.close());

const kayden = "CV-1008";
const maya = "CV-1001";
const amara = "CV-1006";

function change(person: Person, mutation: string, childId: string, named: string, id: string): Promise<Answered> {
  const source = `mutation ($childId: ID!, $id: ID!, $key: String!) {
    changed: ${mutation}(childId: $childId, ${named}: $id, purpose: DIRECT_SUPPORT, idempotencyKey: $key) { id child { id } } }`;
  return world.ask(person, source, { childId, id, key: newKey() });
}

const leave = (person: Person, childId: string, id: string) => change(person, "leaveTeam", childId, "membershipId", id);
const confirm = (person: Person, childId: string, id: string) => change(person, "confirmMandate", childId, "membershipId", id);
const undo = (person: Person, childId: string, id: string) => change(person, "undoTeamChange", childId, "membershipId", id);
const name = (person: Person, childId: string, id: string) => change(person, "nameLead", childId, "practitionerId", id);

function join(person: Person, childId: string, practitionerId: string, agency: string, from?: string): Promise<Answered> {
  const source = `mutation ($childId: ID!, $practitionerId: ID!, $mandate: MandateInput!, $from: Date, $key: String!) {
    changed: joinTeam(childId: $childId, practitionerId: $practitionerId, mandate: $mandate, model: PANEL, from: $from, purpose: DIRECT_SUPPORT, idempotencyKey: $key) { id child { id } } }`;
  const mandate = { agency, function: "Support", reference: "Referral of 20 November 2026" };
  return world.ask(person, source, { childId, practitionerId, mandate, from, key: newKey() });
}

/** Makes a change that has to succeed, and hands back the id of its membership. */
async function done(answer: Promise<Answered>): Promise<string> {
  const { codes, data } = await answer;
  expect(codes).toEqual([]);
  return data.changed.id;
}

async function reaches(person: Person, childId: string): Promise<boolean> {
  const { data } = await world.ask(person, "query ($id: ID!) { child(id: $id, purpose: DIRECT_SUPPORT) { id } }", { id: childId });
  return data.child !== null;
}

/** The membership that somebody has now, or waits for. */
async function membershipOf(child: string, practitioner: string): Promise<string> {
  const rows = await world.database.manager.findBy(TeamMembershipRow, { child, practitioner });
  const [row] = rows.filter(({ endedAt }) => endedAt === null);
  if (row === undefined) throw new Error(`${practitioner} is not on the team of ${child}`);
  return row.id;
}

async function leadsOf(child: string): Promise<string[]> {
  const rows = await world.database.manager.findBy(TeamMembershipRow, { child, lead: true });
  return rows.filter(({ endedAt }) => endedAt === null).map(({ practitioner }) => practitioner);
}

const officer = (agency: string): Person => ({ subject: `officer.${agency}`, role: "ig-officer", agency });
const alertsOf = async (person: Person): Promise<string[]> =>
  (await world.ask(person, "{ myAlerts { nodes { about subjectId } } }")).data.myAlerts.nodes.map(
    ({ about, subjectId }: Record<string, string>) => `${about ?? ""} ${subjectId ?? ""}`,
  );
const toConfirm = async (person: Person): Promise<string[]> =>
  (await world.ask(person, "{ mandatesToConfirm { nodes { id } } }")).data.mandatesToConfirm.nodes.map(({ id }: { id: string }) => id);

/** A second colleague of the school on Kayden's team, who coordinates too. */
const colleague = () => done(join(people.senco, kayden, "grace.lowe", "education"));

/** Has the SENCO lead Kayden's team: the social worker proposes her, and she accepts. */
async function sencoLeads(): Promise<string> {
  await done(name(people.socialWorker, kayden, "helen.marsh"));
  return done(name(people.senco, kayden, "helen.marsh"));
}

describe("Two colleagues of a school put nobody of another agency out of Kayden's reach, and not themselves at the head of the team", () => {
  test("by naming each other in turn, which only proposes", async () => {
    await colleague();
    await done(name(people.senco, kayden, "grace.lowe"));
    await done(name(people.caseworker, kayden, "helen.marsh"));
    for (const [person, named] of [
      [people.senco, "helen.marsh"],
      [people.caseworker, "grace.lowe"],
      [people.dsl, "helen.marsh"],
    ] as const)
      expect((await name(person, kayden, named)).codes).toEqual(["ACTION_NOT_PERMITTED"]);
    await done(name(people.caseworker, kayden, "martin.shaw"));
    await done(name(people.senco, kayden, "martin.shaw"));
    expect(await leadsOf(kayden)).toEqual([]);
  });

  test("by ending their memberships, though one of the two leads", async () => {
    await sencoLeads();
    for (const practitioner of ["joanne.fry", "asha.mehta"])
      for (const person of [people.senco, people.dsl])
        expect((await leave(person, kayden, await membershipOf(kayden, practitioner))).codes).toEqual(["ACTION_NOT_PERMITTED"]);
    for (const person of [people.socialWorker, people.paediatrician]) expect(await reaches(person, kayden)).toBe(true);
  });

  test("by taking back whom they proposed, once their own agency has confirmed them", async () => {
    await sencoLeads();
    const taken = await done(join(people.senco, kayden, "nadia.quinn", "health"));
    await done(leave(people.senco, kayden, taken));
    const confirmed = await done(join(people.senco, kayden, "nadia.quinn", "health"));
    expect((await leave(people.dsl, kayden, confirmed)).codes).toEqual(["ACTION_NOT_PERMITTED"]);
    await done(confirm(people.paediatrician, kayden, confirmed));
    expect((await leave(people.senco, kayden, confirmed)).codes).toEqual(["ACTION_NOT_PERMITTED"]);
    expect(await reaches(people.stranger, kayden)).toBe(true);
  });
});

describe("a lead", () => {
  test("is named by two agencies: the second names the same", async () => {
    await done(name(people.senco, kayden, "asha.mehta"));
    await done(name(people.socialWorker, kayden, "martin.shaw"));
    expect(await leadsOf(kayden)).toEqual([]);
    await done(name(people.socialWorker, kayden, "asha.mehta"));
    expect(await leadsOf(kayden)).toEqual(["asha.mehta"]);
  });

  test("is named by another agency and accepts", async () => {
    await done(name(people.socialWorker, kayden, "helen.marsh"));
    expect(await leadsOf(kayden)).toEqual([]);
    await done(name(people.senco, kayden, "helen.marsh"));
    expect(await leadsOf(kayden)).toEqual(["helen.marsh"]);
  });

  test("of a team of one agency is named by one, and never by themself", async () => {
    expect((await name(people.senco, "CV-1013", "helen.marsh")).codes).toEqual(["ACTION_NOT_PERMITTED"]);
    expect((await name(people.socialWorker, "CV-1007", "joanne.fry")).codes).toEqual(["ACTION_NOT_PERMITTED"]);
    await done(name(people.senco, "CV-1013", "tom.okoro"));
    expect(await leadsOf("CV-1013")).toEqual(["tom.okoro"]);
  });

  test("hands over alone, and takes it back within seven days, whatever their role, and not after eight", async () => {
    for (const person of [people.senco, people.socialWorker])
      expect((await name(person, maya, "asha.mehta")).codes).toEqual(["ACTION_NOT_PERMITTED"]);
    const leads = await done(name(people.lead, maya, "helen.marsh"));
    expect(await leadsOf(maya)).toEqual(["helen.marsh"]);
    expect(await alertsOf(people.samira)).toEqual([`LEAD ${leads}`]);
    world.at("2026-11-30T12:00:00Z");
    expect((await undo(people.lead, maya, leads)).codes).toEqual(["ACTION_NOT_PERMITTED"]);
    expect(await leadsOf(maya)).toEqual(["helen.marsh"]);
    world.at("2026-11-29T12:00:00Z");
    await done(undo(people.lead, maya, leads));
    expect(await leadsOf(maya)).toEqual(["fiona.grant"]);
    expect(await reaches(people.senco, maya)).toBe(true);
  });

  test("named past the others is undone by a member of another agency, and not by the namer's own nor by themself", async () => {
    const leads = await done(name(people.lead, maya, "helen.marsh"));
    for (const person of [people.socialWorker, people.senco, people.teacher, people.slt, people.samira])
      expect((await undo(person, maya, leads)).codes).toEqual(["ACTION_NOT_PERMITTED"]);
    world.at("2026-11-30T12:00:00Z");
    expect((await undo(people.healthVisitor, maya, leads)).codes).toEqual(["NOTHING_TO_UNDO"]);
    world.at("2026-11-29T11:00:00Z");
    await done(undo(people.healthVisitor, maya, leads));
    expect(await leadsOf(maya)).toEqual(["fiona.grant"]);
    expect((await undo(people.healthVisitor, maya, leads)).codes).toEqual(["NOTHING_TO_UNDO"]);
  });

  test("of Kayden's team who was named where nobody led is undone, and then nobody leads", async () => {
    const leads = await sencoLeads();
    expect((await undo(people.dsl, kayden, leads)).codes).toEqual(["ACTION_NOT_PERMITTED"]);
    await done(undo(people.paediatrician, kayden, leads));
    expect(await leadsOf(kayden)).toEqual([]);
    for (const person of [people.senco, people.dsl, people.socialWorker, people.paediatrician])
      expect(await reaches(person, kayden)).toBe(true);
  });
});

describe("an expulsion", () => {
  test("is told to every member, to the family who read the team, and to the expelled", async () => {
    const membership = await membershipOf(maya, "rachel.stone");
    await done(leave(people.healthVisitor, maya, membership));
    const told = [people.lead, people.senco, people.teacher, people.edPsych, people.caseworker, people.dsl, people.paediatrician];
    for (const person of [...told, people.socialWorker, people.slt, people.samira])
      expect([person.subject, await alertsOf(person)]).toEqual([person.subject, [`TEAM ${membership}`]]);
    for (const person of [people.healthVisitor, people.stranger, people.jana, people.officer]) expect(await alertsOf(person)).toEqual([]);
  });

  test("is told to Amara's mother, and not to the father whom the court's order binds", async () => {
    const membership = await done(join(people.dsl, amara, "helen.marsh", "education"));
    await done(leave(people.dsl, amara, membership));
    expect(await alertsOf(people.ngozi)).toEqual([`TEAM ${membership}`, `TEAM ${membership}`]);
    expect(await alertsOf(people.chidi)).toEqual([]);
  });

  test("is undone within seven days by a colleague, and at once, and not after eight, nor by the expelled or who did it", async () => {
    const membership = await membershipOf(maya, "asha.mehta");
    await done(leave(people.healthVisitor, maya, membership));
    expect((await undo(people.paediatrician, maya, membership)).codes).toEqual(["CHILD_NOT_FOUND"]);
    for (const person of [people.healthVisitor, people.slt, people.samira])
      expect((await undo(person, maya, membership)).codes).toEqual(["ACTION_NOT_PERMITTED"]);
    const second = { ...people.paediatrician, subject: "ivy.marlow" };
    await world.database.manager.insert(PractitionerRow, {
      id: second.subject,
      name: "Dr Ivy Marlow",
      role: second.role,
      agency: "health",
    });
    await done(join(people.healthVisitor, maya, second.subject, "health"));
    world.at("2026-11-30T12:00:00Z");
    expect((await undo(second, maya, membership)).codes).toEqual(["NOTHING_TO_UNDO"]);
    world.at("2026-11-29T12:00:00Z");
    await done(undo(second, maya, membership));
    expect(await reaches(people.paediatrician, maya)).toBe(true);
    expect((await undo(second, maya, membership)).codes).toEqual(["NOTHING_TO_UNDO"]);
  });

  test("undone by another agency waits for the own agency's confirmation, and the expelled does not confirm it", async () => {
    const membership = await membershipOf(maya, "asha.mehta");
    await done(leave(people.healthVisitor, maya, membership));
    const back = await done(undo(people.senco, maya, membership));
    expect(await reaches(people.paediatrician, maya)).toBe(false);
    expect(await alertsOf(people.paediatrician)).toContain(`TEAM ${back}`);
    expect([await toConfirm(people.healthVisitor), await toConfirm(people.paediatrician)]).toEqual([[back], []]);
    for (const person of [people.paediatrician, people.slt, people.samira])
      expect((await confirm(person, maya, back)).codes).toEqual(["ACTION_NOT_PERMITTED"]);
    expect((await confirm(people.senco, maya, back)).codes).toEqual(["MEMBERSHIP_NOT_FOUND"]);
    await done(confirm(people.healthVisitor, maya, back));
    expect(await reaches(people.paediatrician, maya)).toBe(true);
    expect(await toConfirm(people.healthVisitor)).toEqual([]);
  });

  test("is not that somebody left of their own accord, though they had been given the lead that week", async () => {
    const asMember = await membershipOf(maya, "helen.marsh");
    const asLead = await done(name(people.lead, maya, "helen.marsh"));
    world.at("2026-11-23T12:00:00Z");
    await done(leave(people.senco, maya, asLead));
    for (const membership of [asMember, asLead])
      for (const person of [people.dsl, people.socialWorker])
        expect((await undo(person, maya, membership)).codes).toEqual(["NOTHING_TO_UNDO"]);
    expect(await reaches(people.senco, maya)).toBe(false);
  });
});

describe("a newcomer whom another agency brings in", () => {
  test("reads nothing until somebody else of their own agency has confirmed it", async () => {
    await sencoLeads();
    const membership = await done(join(people.senco, kayden, "lucy.brand", "health"));
    for (const person of [people.healthVisitor, officer("health")]) expect(await alertsOf(person)).toEqual([`TEAM ${membership}`]);
    expect(await reaches(people.healthVisitor, kayden)).toBe(false);
    expect(await toConfirm(people.healthVisitor)).toEqual([]);
    expect((await confirm(people.healthVisitor, kayden, membership)).codes).toEqual(["ACTION_NOT_PERMITTED"]);
    for (const person of [people.senco, people.socialWorker])
      expect((await confirm(person, kayden, membership)).codes).toEqual(["MEMBERSHIP_NOT_FOUND"]);
    expect((await name(people.senco, kayden, "lucy.brand")).codes).toEqual(["NOT_ON_TEAM"]);
    expect(await reaches(people.healthVisitor, kayden)).toBe(false);
    await done(confirm(people.paediatrician, kayden, membership));
    expect(await reaches(people.healthVisitor, kayden)).toBe(true);
  });

  test("is confirmed by a coordinator of their agency off the team, who reads no more for it, and by no third agency", async () => {
    await world.database.manager.update(TeamMembershipRow, { child: amara, practitioner: "joanne.fry" }, { lead: true });
    const membership = await done(join(people.socialWorker, amara, "nadia.quinn", "health"));
    expect(await toConfirm(people.healthVisitor)).toEqual([membership]);
    for (const person of [people.caseworker, people.slt, people.chidi]) expect(await toConfirm(person)).toEqual([]);
    expect((await confirm(people.dsl, amara, membership)).codes).toEqual(["MEMBERSHIP_NOT_FOUND"]);
    const nobodys = await confirm(people.caseworker, "CV-9999", membership);
    expect(nobodys.codes).toEqual(["CHILD_NOT_FOUND"]);
    for (const person of [people.caseworker, people.slt, people.stranger])
      expect(await confirm(person, amara, membership)).toEqual(nobodys);
    expect(await reaches(people.stranger, amara)).toBe(false);
    const { codes, data } = await confirm(people.healthVisitor, amara, membership);
    expect([codes, data.changed]).toEqual([[], { id: membership, child: null }]);
    expect([await reaches(people.stranger, amara), await reaches(people.healthVisitor, amara)]).toEqual([true, false]);
    expect(await confirm(people.healthVisitor, amara, membership)).toEqual(nobodys);
  });
});

describe("an agency that works with the child and has nobody on the team", () => {
  test("brings its people back from outside, and its officers and the team are told", async () => {
    await done(leave(people.paediatrician, kayden, await membershipOf(kayden, "asha.mehta")));
    const membership = await done(join(people.healthVisitor, kayden, "asha.mehta", "health"));
    expect([await reaches(people.paediatrician, kayden), await reaches(people.healthVisitor, kayden)]).toEqual([true, false]);
    for (const person of [people.paediatrician, people.socialWorker, officer("health")])
      expect(await alertsOf(person)).toContain(`TEAM ${membership}`);
  });

  test("sends nobody who brings in themself, and nobody of another agency", async () => {
    for (const [practitioner, agency] of [
      ["helen.marsh", "education"],
      ["asha.mehta", "health"],
    ] as const)
      expect((await join(people.senco, "CV-1010", practitioner, agency)).codes).toEqual(["ACTION_NOT_PERMITTED"]);
    expect(await reaches(people.senco, "CV-1010")).toBe(false);
  });

  test("is the only one that finds the child: to all others there is none, as for a child who does not exist", async () => {
    const nobodys = await join(people.healthVisitor, "CV-9999", "asha.mehta", "health");
    expect(nobodys.codes).toEqual(["CHILD_NOT_FOUND"]);
    // Health does not work with the child, a teacher coordinates nothing, and a social worker has nobody here.
    expect(await join(people.healthVisitor, "CV-1010", "asha.mehta", "health")).toEqual(nobodys);
    expect(await join(people.teacher, "CV-1010", "helen.marsh", "education")).toEqual(nobodys);
    expect(await join(people.socialWorker, "CV-1010", "fiona.grant", "social-care")).toEqual(nobodys);
    // Once somebody is on the team again, they bring in the others.
    await done(join(people.senco, "CV-1010", "tom.okoro", "education"));
    expect(await join(people.caseworker, "CV-1010", "helen.marsh", "education")).toEqual(nobodys);
    // And an agency that works with the child no more has nothing to come back to.
    await done(leave(people.paediatrician, kayden, await membershipOf(kayden, "asha.mehta")));
    await world.database.manager.update(ServiceInvolvementRow, { child: kayden, agency: "health" }, { until: "2026-11-21" });
    expect(await join(people.healthVisitor, kayden, "asha.mehta", "health")).toEqual(nobodys);
  });
});

describe("a child is never left without anybody", () => {
  test("the social worker of a protection plan leaves only by a colleague", async () => {
    const membership = await membershipOf(kayden, "joanne.fry");
    const second = { ...people.socialWorker, subject: "noor.hadi" };
    await world.database.manager.insert(PractitionerRow, {
      id: second.subject,
      name: "Noor Hadi",
      role: second.role,
      agency: "social-care",
    });
    await done(join(people.socialWorker, kayden, second.subject, "social-care"));
    expect((await leave(people.socialWorker, kayden, membership)).codes).toEqual(["STATUTORY_MEMBER"]);
    await done(name(people.senco, kayden, "joanne.fry"));
    const leading = await done(name(people.socialWorker, kayden, "joanne.fry"));
    expect((await leave(people.socialWorker, kayden, leading)).codes).toEqual(["STATUTORY_MEMBER"]);
    await done(leave(second, kayden, leading));
    expect(await reaches(people.socialWorker, kayden)).toBe(false);
  });

  test("nor by the last who leaves while a service works with the child, though others are proposed or come later", async () => {
    await world.database.manager.update(TeamMembershipRow, { child: "CV-1014" }, { lead: true });
    const last = await membershipOf("CV-1014", "lucy.brand");
    await done(join(people.healthVisitor, "CV-1014", "helen.marsh", "education"));
    await done(join(people.healthVisitor, "CV-1014", "asha.mehta", "health", "2026-12-01"));
    expect((await leave(people.healthVisitor, "CV-1014", last)).codes).toEqual(["TEAM_WOULD_BE_EMPTY"]);
    world.at("2026-12-01T12:00:00Z");
    await done(leave(people.healthVisitor, "CV-1014", last));
    const next = await membershipOf("CV-1014", "asha.mehta");
    expect((await leave(people.paediatrician, "CV-1014", next)).codes).toEqual(["TEAM_WOULD_BE_EMPTY"]);
    await world.database.manager.update(ServiceInvolvementRow, { child: "CV-1014" }, { until: "2026-11-30" });
    await done(leave(people.paediatrician, "CV-1014", next));
  });

  test("nor by the last two who leave at the same moment", async () => {
    const [senco, teacher] = [await membershipOf("CV-1013", "helen.marsh"), await membershipOf("CV-1013", "tom.okoro")];
    const answers = await Promise.all([leave(people.senco, "CV-1013", senco), leave(people.teacher, "CV-1013", teacher)]);
    expect(answers.flatMap(({ codes }) => codes)).toEqual(["TEAM_WOULD_BE_EMPTY"]);
    expect([await reaches(people.senco, "CV-1013"), await reaches(people.teacher, "CV-1013")].sort()).toEqual([false, true]);
  });
});
