import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { StatementListener } from "../../service/database/statements.ts";
import { Contradictions0007 } from "../../subgraphs/partnership/migrations/0007-contradictions.ts";
import { RestrictionRow } from "../../subgraphs/partnership/records/restriction-row.ts";
import { openOfficersTeller } from "../../subgraphs/partnership/storing/tell-officers.ts";
import { people } from "./people.ts";
import { type Answered, type ChangesWorld, newKey, openChangesWorld, type Person } from "./world.ts";
import { readChildPart } from "../../trust/permit-child-part.ts";
import { isReadCode } from "../../trust/permit-codes.ts";
import { parts } from "../permits/permit-maker.ts";

let world: ChangesWorld;
beforeAll(async () => void (world = await openChangesWorld()), 120_000);
beforeEach(() => world.reset());
afterAll(() => world.close());

/** Helen Marsh is a SENCO in the directory; her issuer says that she is a caseworker. */
const pretender: Person = { ...people.senco, role: "sen-caseworker" };
const officerOf = (agency: string): Person => ({ subject: `officer.${agency}`, role: "ig-officer", agency });

const reading = '{ child(id: "CV-1001", purpose: EHC_ASSESSMENT) { id givenNames } }';
const alertsOf = async (person: Person) =>
  (await world.ask(person, "{ myAlerts { nodes { id about subjectId childId sentence readAt } } }")).data.myAlerts.nodes;
const aboutRoles = async (person: Person) => (await alertsOf(person)).filter(({ about }: { about: string }) => about === "ROLE");
const markRead = (person: Person, id: string) =>
  world.ask(person, "mutation ($id: ID!, $key: String!) { markAlertRead(alertId: $id, idempotencyKey: $key) { id } }", {
    id,
    key: newKey(),
  });
const toDirectory = (set: string) => world.database.query(`UPDATE practitioner SET ${set} WHERE id = 'helen.marsh'`);
const contradictions = () => world.logged.filter((line) => line.includes("the directory contradicts an access token"));

function orderBy(person: Person): Promise<Answered> {
  return world.ask(
    person,
    `mutation ($key: String!) { recordRestriction(childId: "CV-1001", kind: COURT_ORDER, person: "samira.ahmed", purpose: SAFEGUARDING, idempotencyKey: $key,
      reference: "ZZ26F00412", orderedOn: "2026-11-20", author: "Family Court", ground: "Non-molestation order of 20 November 2026 (Family Law Act 1996 s42)") { id } }`,
    { key: newKey() },
  );
}

describe("a SENCO whose token says that she is a caseworker", () => {
  test("records no court order, though a caseworker may; nothing is stored", async () => {
    const before = await world.database.query("SELECT count(*) FROM restriction");
    expect((await orderBy(pretender)).codes).toEqual(["ROLE_CONTRADICTED"]);
    expect((await orderBy(people.senco)).codes).toEqual(["ACTION_NOT_PERMITTED"]);
    expect(await world.database.query("SELECT count(*) FROM restriction")).toEqual(before);
    await toDirectory("role = 'sen-caseworker'");
    expect((await orderBy(pretender)).codes).toEqual([]);
    expect((await orderBy(people.senco)).codes).toEqual(["ACTION_NOT_PERMITTED"]);
  });

  test("is given permits for what a SENCO and a caseworker both read, and for nothing else", async () => {
    const [both, asSenco] = [await permittedTo(pretender), await permittedTo(people.senco)];
    await toDirectory("role = 'sen-caseworker'");
    const asCaseworker = await permittedTo(pretender);
    expect(both).toEqual(asSenco.filter((category) => asCaseworker.includes(category)));
    for (const alone of [asSenco, asCaseworker]) expect(both.length).toBeLessThan(alone.length);
  });

  test("opens no override, which would be hers in one role only", async () => {
    const opening = `mutation ($key: String!) { breakGlass(childId: "CV-1001", purpose: DIRECT_SUPPORT, basis: VITAL_INTERESTS,
      reason: "Collapsed at lunch; the ambulance crew asks what she must not be given.", idempotencyKey: $key) { id } }`;
    expect((await world.ask({ ...people.senco, role: "class-teacher" }, opening, { key: newKey() })).codes).toEqual(["ROLE_CONTRADICTED"]);
    expect((await world.ask(people.senco, opening, { key: newKey() })).codes).toEqual([]);
  });

  test("does all that both may", async () => {
    const joining = `mutation ($key: String!) { joinTeam(childId: "CV-1003", practitionerId: "tom.okoro", model: PANEL, purpose: DIRECT_SUPPORT, idempotencyKey: $key,
      mandate: { agency: "education", function: "Class teacher", reference: "Timetable" }) { id } }`;
    expect((await world.ask(pretender, joining, { key: newKey() })).codes).toEqual([]);
  });

  test.each(["consents { nodes { id standing } }", "restrictions { nodes { id kind } }"])(
    "learns of no court order as a safeguarding lead, who is told of all, if the directory has her as a psychologist: %s",
    async (field) => {
      const words = { ground: "Non-molestation order of 2 March 2026", author: "Family Court", categories: [], agency: "social-care" };
      const order = { id: "order", child: "CV-1003", kind: "court-order" as const, person: "petr.novak", from: "2026-03-02", until: null };
      await world.database.manager.insert(RestrictionRow, { ...order, ...words });
      const read = async (role: string) =>
        JSON.stringify((await world.ask({ ...people.senco, role }, `{ child(id: "CV-1003", purpose: SAFEGUARDING) { ${field} } }`)).data);
      await toDirectory("role = 'educational-psychologist'");
      const [claimed, known] = [await read("designated-safeguarding-lead"), await read("educational-psychologist")];
      expect(claimed).toBe(known);
      await toDirectory("role = 'designated-safeguarding-lead'");
      expect(await read("designated-safeguarding-lead")).not.toBe(known);
    },
  );

  test("asks for the end of no shield of which she is told in one of her roles alone", async () => {
    // As the agreements are, nobody else of the school could record a shield at all.
    const actions = world.policy.actions.map(({ permitted, ...action }) => ({
      ...action,
      permitted: permitted.map((one) => ({ ...one, roles: [...one.roles, "educational-psychologist"] })),
    }));
    await world.database.query(
      "UPDATE team_membership SET practitioner = 'helen.marsh' WHERE child = 'CV-1006' AND practitioner = 'martin.shaw'",
    );
    const { id } = await world.database.manager.findOneByOrFail(RestrictionRow, { child: "CV-1006", kind: "shielded" });
    const ending = `mutation ($id: ID!, $key: String!) { endRestriction(childId: "CV-1006", restrictionId: $id, purpose: SAFEGUARDING, idempotencyKey: $key,
      ground: "The family has moved on and its new address is known to nobody.") { id } }`;
    const lead: Person = { ...people.senco, role: "designated-safeguarding-lead" };
    const end = async () => (await world.ask(lead, ending, { id, key: newKey() }, { ...world.policy, actions })).codes;
    await toDirectory("role = 'educational-psychologist'");
    expect(await end()).toEqual(["RESTRICTION_NOT_FOUND"]);
    await toDirectory("role = 'designated-safeguarding-lead'");
    expect(await end()).toEqual([]);
  });
});

/** The categories of agencies' records that somebody's permits let them read of Maya. */
async function permittedTo(person: Person): Promise<string[]> {
  const query = '{ child(id: "CV-1001", purpose: EHC_ASSESSMENT) { educationPermit healthPermit socialCarePermit } }';
  const { data } = await world.ask(person, query);
  const agencies = { educationPermit: "education", healthPermit: "health", socialCarePermit: "social-care" };
  return Object.entries(agencies).flatMap(([field, agency]) => {
    const { signed, part } = parts(String(data.child[field]));
    expect(decodeJwt(signed)).toMatchObject({ sub: person.subject, role: person.role });
    return [...(readChildPart(agency, part)?.verdicts ?? [])].flatMap(([category, { code }]) => (isReadCode(code) ? [category] : []));
  });
}

describe("the privacy officers of the agency whose issuer says so", () => {
  const sentence =
    "A token of education says that helen.marsh is “SEN caseworker”; the directory says “SENCO”. Until the two agree, only what both may is theirs. Correct whichever is wrong.";
  const told = { about: "ROLE", subjectId: "helen.marsh", childId: null, sentence, readAt: null };

  test("are told once, however often she asks, and the log each time; nobody else is told", async () => {
    for (let times = 0; times < 3; times += 1) expect((await world.ask(pretender, reading)).data.child.givenNames).toBe("Maya");
    await orderBy(pretender);
    expect(await aboutRoles(people.officer)).toEqual([{ id: expect.any(String), ...told }]);
    expect(contradictions()).toHaveLength(4);
    expect(JSON.parse(contradictions()[0] ?? "")).toMatchObject({
      ...{ agency: "education", practitioner: "helen.marsh", claimed: "sen-caseworker", known: "senco" },
      level: 40,
    });
    for (const person of [officerOf("health"), pretender, people.senco, people.lead, people.samira])
      expect(await aboutRoles(person)).toEqual([]);
  });

  test("are told of each role that is claimed", async () => {
    for (const role of ["sen-caseworker", "class-teacher", "sen-caseworker"]) await world.ask({ ...people.senco, role }, reading);
    expect(await aboutRoles(people.officer)).toHaveLength(2);
  });

  test("are told again a week after they read it, if it goes on", async () => {
    await world.ask(pretender, reading);
    const [{ id }] = await aboutRoles(people.officer);
    expect((await markRead(people.officer, id)).codes).toEqual([]);
    world.at("2026-11-29T11:59:00Z");
    await world.ask(pretender, reading);
    expect(await aboutRoles(people.officer)).toHaveLength(1);
    world.at("2026-11-29T12:00:00Z");
    await world.ask(pretender, reading);
    expect(await aboutRoles(people.officer)).toMatchObject([{ readAt: null }, { id }]);
  });

  test("are told once by two replicas that see it at the same time", async () => {
    const found = { agency: "education", practitioner: "helen.marsh", claimed: "sen-caseworker", known: "senco" };
    const tellers = [openOfficersTeller(world.database), openOfficersTeller(world.database)];
    for (const teller of tellers) for (let times = 0; times < 5; times += 1) teller.tell(found, world.now(), { warn: () => undefined });
    await Promise.all(tellers.map((teller) => teller.settled()));
    expect(await world.database.query("SELECT subject FROM alert WHERE about = 'role'")).toEqual([{ subject: "helen.marsh" }]);
  });

  test("are not told of a token that agrees, nor of a namesake in another agency", async () => {
    await world.ask(people.senco, reading);
    await world.ask({ ...people.stranger, subject: "helen.marsh" }, reading);
    await world.ask({ ...people.samira, subject: "helen.marsh" }, reading);
    expect(contradictions()).toEqual([]);
    expect(await world.database.query("SELECT id FROM alert WHERE about = 'role'")).toEqual([]);
  });

  test("cannot be told, and she is answered all the same; the log says so", async () => {
    await world.database.query("ALTER TABLE alert RENAME TO lost");
    try {
      expect(await world.ask(pretender, reading)).toMatchObject({ data: { child: { givenNames: "Maya" } }, codes: [] });
    } finally {
      await world.database.query("ALTER TABLE lost RENAME TO alert");
    }
    expect(world.logged.join("")).toContain("officers could not be told that the directory contradicts an access token");
  });
});

describe("a practitioner whom the directory has in another agency by now", () => {
  test("finds no child by the token of the agency before, whose officers are told", async () => {
    await toDirectory("agency = 'health', role = 'school-nurse'");
    const noChild = await world.ask(people.senco, reading.replace("CV-1001", "CV-9999"));
    expect(await world.ask(people.senco, reading)).toEqual(noChild);
    expect((await world.ask(people.senco, "{ myChildren(purpose: DIRECT_SUPPORT) { totalCount } }")).data.myChildren.totalCount).toBe(0);
    expect((await orderBy(people.senco)).codes).toEqual(["CHILD_NOT_FOUND"]);
    const sentence =
      "A token of education names helen.marsh (SENCO), whom the directory has in another agency by now. Nothing is read by that token; end the memberships or correct the directory.";
    expect(await aboutRoles(people.officer)).toMatchObject([{ subjectId: "helen.marsh", sentence }]);
  });
});

describe("whom the directory does not have in their role", () => {
  const queue = "{ mandatesToConfirm { nodes { id } } }";
  const bringing = `mutation ($key: String!, $whom: ID!) { joinTeam(childId: "CV-1008", practitionerId: $whom, model: PANEL, purpose: DIRECT_SUPPORT, idempotencyKey: $key,
    mandate: { agency: "health", function: "Therapy", reference: "Referral" }) { id } }`;

  test("confirms no mandate and brings nobody back", async () => {
    await world.database.query("UPDATE team_membership SET awaits_mandate = true WHERE practitioner = 'ben.carver'");
    await world.database.query("DELETE FROM team_membership WHERE child = 'CV-1008' AND agency = 'health'");
    const coordinators: [string, boolean][] = [
      ["lucy.brand", true],
      ["nadia.quinn", false],
      ["nobody.known", false],
      ["helen.marsh", false],
    ];
    for (const [subject, may] of coordinators) {
      const person: Person = { subject, role: "health-visitor", agency: "health" };
      expect([subject, (await world.ask(person, queue)).data.mandatesToConfirm.nodes.length]).toEqual([subject, may ? 1 : 0]);
      const { codes } = await world.ask(person, bringing, { key: newKey(), whom: "rachel.stone" });
      expect([subject, codes.includes("CHILD_NOT_FOUND")]).toEqual([subject, !may]);
    }
  });

  test("is no officer: reads no alert of theirs, and reviews nothing", async () => {
    await world.ask(pretender, reading);
    const [{ id }] = await aboutRoles(people.officer);
    for (const person of [
      { ...people.senco, role: "ig-officer" },
      { ...people.officer, subject: "nobody.known" },
      { ...people.officer, role: "senco" },
    ]) {
      expect(await alertsOf(person)).toEqual([]);
      expect((await markRead(person, id)).codes).toEqual(["ALERT_NOT_FOUND"]);
      expect((await world.ask(person, "{ policyVersion { version } }")).codes).toEqual(["OFFICERS_ONLY"]);
    }
  });

  test("is shown no colleagues as an officer, whichever of the two says so", async () => {
    const search = '{ colleagues(search: "Marsh") { totalCount } }';
    const found = async (person: Person) => (await world.ask(person, search)).data.colleagues.totalCount as number;
    expect(await found(people.teacher)).toBe(1);
    for (const person of [
      { ...people.teacher, role: "ig-officer" },
      { ...people.officer, role: "senco" },
      { ...people.teacher, subject: "nobody.known" },
    ])
      expect(await found(person)).toBe(0);
  });
});

describe("an officer who asks why a colleague reads what they do", () => {
  const explained = async (role: string) => {
    const query = `query ($actor: ActorInput!) { explainAccess(actor: $actor, purpose: EHC_ASSESSMENT, childId: "CV-1001") { decisions { category decision reason } } }`;
    const { data } = await world.ask(people.officer, query, { actor: { role, id: "helen.marsh" } });
    return new Map<string, { decision: string }>(data.explainAccess.decisions.map((one: { category: string }) => [one.category, one]));
  };

  test("is told what both permit, the role that they name and the one that the directory has", async () => {
    const [named, known] = [await explained("sen-caseworker"), await explained("senco")];
    await toDirectory("role = 'sen-caseworker'");
    const alone = await explained("sen-caseworker");
    expect([...named.values()]).not.toEqual([...alone.values()]);
    for (const [category, { decision }] of named) {
      const each = [known.get(category)?.decision, alone.get(category)?.decision];
      const expected = ["REFUSED", "PERMITTED_IN_PART", "PERMITTED"].find((one) => each.includes(one));
      expect([category, decision]).toEqual([category, expected]);
    }
  });
});

test("a contradicted token asks the database the same of a child out of reach and of one who does not exist", async () => {
  const asked = async (child: string, source: string) => {
    const statements: string[] = [];
    const before = world.database.logger;
    world.database.logger = new StatementListener((sql) => void statements.push(sql.replace(/\((\$\d+(, )?)+\)/g, "($…)")));
    try {
      const { data, codes } = await world.ask(pretender, source.replace("CV-1001", child), { key: newKey() });
      return { data, codes, statements };
    } finally {
      world.database.logger = before;
    }
  };
  const ending = `mutation ($key: String!) { leaveTeam(childId: "CV-1001", membershipId: "none", purpose: DIRECT_SUPPORT, idempotencyKey: $key) { id } }`;
  for (const source of [reading, ending]) {
    // What is told of the first is told of neither of the others.
    await asked("CV-9998", source);
    const [outOfReach, noChild] = [await asked("CV-1004", source), await asked("CV-9999", source)];
    expect(outOfReach).toEqual(noChild);
  }
});

test("a database that was there before takes alerts about no child, and gives them up again on the way back", async () => {
  const migration = new Contradictions0007();
  const runner = world.database.createQueryRunner();
  await world.ask(pretender, reading);
  try {
    await migration.down(runner);
    expect(await runner.query("SELECT id FROM alert WHERE about = 'role'")).toEqual([]);
    await migration.up(runner);
  } finally {
    await runner.release();
  }
  await world.ask(pretender, reading);
  expect(await aboutRoles(people.officer)).toHaveLength(1);
});
