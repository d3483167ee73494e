import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { openable, type Purpose } from "../../policies/index.ts";
import { ConsentEventRow } from "../../subgraphs/partnership/records/consent-event-row.ts";
import { TeamMembershipRow } from "../../subgraphs/partnership/records/team-membership-row.ts";
import type { PermitChild } from "../../trust/permit.ts";
import { readChildPart } from "../../trust/permit-child-part.ts";
import { isReadCode } from "../../trust/permit-codes.ts";
import { parts } from "../permits/permit-maker.ts";
import { AccessOverrideRow } from "../../subgraphs/partnership/records/access-override-row.ts";
import { people } from "./people.ts";
import { type ChangesWorld, newKey, openChangesWorld, type Person } from "./world.ts";

const reason = "Collapsed at lunch; the ambulance crew asks what she must not be given.";
const risk = "Her father reads the mother's messages and has threatened both of them before.";

let world: ChangesWorld;
beforeAll(async () => void (world = await openChangesWorld()), 120_000);
// Whole families are put back only after the tests that change more than overrides; it takes long.
beforeEach(async () => {
  world.at("2026-11-22T12:00:00Z");
  world.logged.length = 0;
  await world.database.query("DELETE FROM access_override; DELETE FROM alert; DELETE FROM change_receipt");
});
afterAll(() => world.close());

const breakGlassMutation = `mutation ($childId: ID!, $purpose: Purpose!, $basis: OverrideBasis!, $reason: String!, $alsoShielded: [String!], $because: String, $key: String!) {
  breakGlass(childId: $childId, purpose: $purpose, basis: $basis, reason: $reason, alsoShielded: $alsoShielded, keepFromFamilyBecause: $because, idempotencyKey: $key) { id awaiting child { id } } }`;

/** Opens an override of Maya for direct support, unless said otherwise. */
function breakGlass(person: Person, more: object = {}) {
  const usual = { childId: "CV-1001", purpose: "DIRECT_SUPPORT", basis: "VITAL_INTERESTS", reason, key: newKey() };
  return world.ask(person, breakGlassMutation, { ...usual, ...more });
}

/** Opens one that has to succeed, and answers its id. */
async function opened(person: Person, more: object = {}): Promise<string> {
  const { data, codes } = await breakGlass(person, more);
  expect(codes).toEqual([]);
  return data.breakGlass.id;
}

/** All that a person reads of a child now, by category: by the permits that the agencies get, and by what the partnership itself withholds. */
async function reads(person: Person, childId = "CV-1001", purpose: Purpose = "DIRECT_SUPPORT"): Promise<string[]> {
  const { data, result } = await world.ask(
    person,
    `query ($childId: ID!, $purpose: Purpose!) { child(id: $childId, purpose: $purpose) {
      educationPermit healthPermit socialCarePermit
      givenNames dateOfBirth identifiers { value } contact { __typename } family { nodes { relation } } services { nodes { agency } } team { totalCount } firstLanguage consents { totalCount }
    } }`,
    { childId, purpose },
  );
  const { educationPermit, healthPermit, socialCarePermit } = data.child;
  const permits = [permitted("education", educationPermit), permitted("health", healthPermit), permitted("social-care", socialCarePermit)];
  const withheld = (result.errors ?? []).map(({ extensions }) => extensions["category"]);
  const own = world.policy.categories.filter(({ id, owner }) => owner === "partnership" && !withheld.includes(id)).map(({ id }) => id);
  return [
    ...permits.flatMap(({ verdicts }) => [...verdicts].flatMap(([category, { code }]) => (isReadCode(code) ? [category] : []))),
    ...own,
  ].sort();
}

function permitted(agency: string, permit: string): PermitChild {
  const child = readChildPart(agency, parts(permit).part);
  if (child === undefined) throw new Error("the permit cannot be read");
  return child;
}

const together = (...lists: readonly (readonly string[])[]) => [...new Set(lists.flat())].sort();

const revokeMutation = `mutation ($id: ID!, $reason: String!, $key: String!) { revokeOverride(overrideId: $id, reason: $reason, idempotencyKey: $key) { id } }`;
const revoke = (person: Person, id: string, key = newKey()) => world.ask(person, revokeMutation, { id, reason: "It is over.", key });

const note = "The child was in danger of her life and nobody else could be asked in time.";
const reviewMutation = `mutation ($id: ID!, $justified: Boolean!, $note: String!, $key: String!) {
  reviewOverride(overrideId: $id, justified: $justified, note: $note, idempotencyKey: $key) { id } }`;
const review = (person: Person, id: string, more: object = {}) =>
  world.ask(person, reviewMutation, { id, justified: true, note, key: newKey(), ...more });

const officerOf = (agency: string): Person => ({ subject: `officer.${agency}`, role: "ig-officer", agency });
const queue = async (person: Person): Promise<string[]> =>
  (await world.ask(person, "{ overridesToReview { nodes { id } } }")).data.overridesToReview.nodes.map(({ id }: { id: string }) => id);
const stateOf = async (id: string): Promise<string> =>
  (await world.ask(people.officer, "query ($id: ID!) { override(id: $id) { state } }", { id })).data.override.state;

describe("an override opens what the agreements open to overrides, and nothing else", () => {
  const { senco, teacher, dsl, edPsych, lead, socialWorker, healthVisitor, slt } = people;
  const forSupport = [senco, teacher, dsl, edPsych, lead, socialWorker].map((person) => ["DIRECT_SUPPORT", person.role, person] as const);
  const forSafeguarding = [dsl, socialWorker, senco, healthVisitor, slt].map((person) => ["SAFEGUARDING", person.role, person] as const);

  test.each([...forSupport, ...forSafeguarding])("for %s, to a %s", async (purpose, _role, person) => {
    const relationship = person.subject === lead.subject ? "lead" : "team";
    const { opened: foreseen } = openable(world.policy, person, { relationship, purpose, purposeHolds: true });
    expect(foreseen.length).toBeGreaterThan(0);
    const other = purpose === "SAFEGUARDING" ? "DIRECT_SUPPORT" : "SAFEGUARDING";
    const before = await reads(person, "CV-1001", purpose);
    const elsewhere = await reads(person, "CV-1001", other);
    const id = await opened(person, { purpose });
    expect(await reads(person, "CV-1001", purpose)).toEqual(together(before, foreseen));
    expect(await reads(person, "CV-1001", other)).toEqual(elsewhere);
    const [row] = await world.database.query("SELECT categories FROM access_override WHERE id = $1", [id]);
    expect(row.categories).toEqual(foreseen);
  });

  test("to nobody else: not a colleague, and not the same person in another role or of another child", async () => {
    const others: [Person, string][] = [
      [people.teacher, "CV-1001"],
      [{ ...people.senco, role: "class-teacher" }, "CV-1001"],
      [people.senco, "CV-1003"],
    ];
    const before = await Promise.all(others.map(([person, child]) => reads(person, child)));
    await opened(people.senco);
    expect(await Promise.all(others.map(([person, child]) => reads(person, child)))).toEqual(before);
  });

  test("and is named in the permits of the agencies whose records it opens, and in no other's", async () => {
    const id = await opened(people.senco);
    const query = `{ child(id: "CV-1001", purpose: DIRECT_SUPPORT) { educationPermit healthPermit socialCarePermit } }`;
    const { educationPermit, healthPermit, socialCarePermit } = (await world.ask(people.senco, query)).data.child;
    const permits = [
      permitted("education", educationPermit),
      permitted("health", healthPermit),
      permitted("social-care", socialCarePermit),
    ];
    expect(permits.map(({ override }) => override)).toEqual([null, id, null]);
  });
});

describe("where consents have changed", () => {
  afterEach(() => world.reset());

  test("an override passes over a withdrawal in the categories that it opens, and in no others", async () => {
    const withdraw = `mutation ($key: String!) { withdrawConsent(childId: "CV-1001", purpose: FAMILY_ACCESS, consentId: "ahmed-maya-health", idempotencyKey: $key) { id } }`;
    expect((await world.ask(people.samira, withdraw, { key: newKey() })).codes).toEqual([]);
    const ofHealth = async () => (await reads(people.senco)).filter((category) => category.startsWith("health."));
    const withdrawn = await ofHealth();
    expect(withdrawn.filter((category) => /conditions|allergies|therapies|development/.test(category))).toEqual([]);
    await opened(people.senco);
    expect(await ofHealth()).toEqual(together(withdrawn, ["health.conditions", "health.allergies"]));
  });

  test("an override lasts four hours by the clock, even if something was said at a moment still to come", async () => {
    const events = world.database.getRepository(ConsentEventRow);
    const given = await events.findOneByOrFail({ consent: "ahmed-maya-needs" });
    await events.insert({ ...given, id: "later", consent: "later", at: new Date("2026-11-22T23:00:00Z") });
    const before = await reads(people.teacher);
    await opened(people.teacher);
    world.at("2026-11-22T16:00:00Z");
    expect(await reads(people.teacher)).toEqual(before);
  });
});

describe("a shielded address", () => {
  const amara = { childId: "CV-1006" };
  const address = async () => (await reads(people.dsl, "CV-1006")).includes("child.address");

  test("stays closed under an override that does not name it", async () => {
    await opened(people.dsl, amara);
    expect(await address()).toBe(false);
    expect(await reads(people.dsl, "CV-1006")).toContain("health.allergies");
  });

  test("is opened by one that does, to that practitioner alone", async () => {
    await opened(people.dsl, { ...amara, alsoShielded: ["child.address"] });
    expect(await address()).toBe(true);
    expect(await reads(people.socialWorker, "CV-1006")).not.toContain("child.address");
  });

  test("cannot be named before it is shielded, nor by a role that reads no address, nor by a parent", async () => {
    expect((await breakGlass(people.dsl, { alsoShielded: ["child.address"] })).codes).toEqual(["ARGUMENT_INVALID"]);
    expect((await breakGlass(people.senco, { childId: "CV-1008", alsoShielded: ["health.gp"] })).codes).toEqual(["ARGUMENT_INVALID"]);
    const parent = { ...amara, purpose: "FAMILY_ACCESS", alsoShielded: ["child.address"] };
    expect((await breakGlass(people.ngozi, parent)).codes).toEqual(["ARGUMENT_INVALID"]);
    expect(await reads(people.ngozi, "CV-1006", "FAMILY_ACCESS")).not.toContain("child.address");
  });
});

describe("a shielded address, by somebody who came to the team within a day,", () => {
  const asked = { childId: "CV-1006", alsoShielded: ["child.address"] };
  const address = async (person: Person) => (await reads(person, "CV-1006")).includes("child.address");
  const agreeing = `mutation ($id: ID!, $key: String!) { agreeToOverride(childId: "CV-1006", overrideId: $id, purpose: DIRECT_SUPPORT, idempotencyKey: $key) { id child { id } } }`;
  const agree = (person: Person, id: string) => world.ask(person, agreeing, { id, key: newKey() });
  const joined = (practitioner: string, moment: string) =>
    world.database.query("UPDATE team_membership SET joined_at = $2 WHERE child = 'CV-1006' AND practitioner = $1", [practitioner, moment]);
  beforeEach(() => joined("martin.shaw", "2026-11-21T12:00:00.001Z"));
  afterEach(() => world.reset());

  test("is opened to nobody alone; all else that an override opens is open at once", async () => {
    const { data } = await breakGlass(people.dsl, asked);
    expect(data.breakGlass.awaiting).toEqual(["child.address"]);
    expect(await address(people.dsl)).toBe(false);
    expect(await reads(people.dsl, "CV-1006")).toContain("health.allergies");
  });

  test("is opened alone a day after they came, and if they were on an imported list the day before", async () => {
    world.at("2026-11-22T12:00:00.001Z");
    expect((await breakGlass(people.dsl, asked)).data.breakGlass.awaiting).toEqual([]);
    expect(await address(people.dsl)).toBe(true);
    await world.database.query("DELETE FROM access_override");
    await world.database.query("UPDATE team_membership SET joined_at = NULL, valid_from = '2026-11-22' WHERE practitioner = 'martin.shaw'");
    expect((await breakGlass(people.dsl, asked)).data.breakGlass.awaiting).toEqual(["child.address"]);
    await world.database.query("UPDATE team_membership SET valid_from = '2026-11-21' WHERE practitioner = 'martin.shaw'");
    expect((await breakGlass(people.dsl, asked)).data.breakGlass.awaiting).toEqual([]);
  });

  test("is opened once a colleague of another agency agrees, to whoever opened the override alone", async () => {
    const id = await opened(people.dsl, asked);
    expect(await agree(people.socialWorker, id)).toMatchObject({ codes: [], data: { agreeToOverride: { id, child: { id: "CV-1006" } } } });
    expect([await address(people.dsl), await address(people.socialWorker)]).toEqual([true, false]);
    expect((await agree(people.socialWorker, id)).codes).toEqual(["NOTHING_AWAITS"]);
    const query = "query ($id: ID!) { override(id: $id) { awaiting agreedBy concerned } }";
    const { data } = await world.ask(officerOf("social-care"), query, { id });
    expect(data.override).toEqual({ awaiting: [], agreedBy: "Joanne Fry", concerned: ["education", "health", "social-care"] });
  });

  test("is agreed to by nobody else: not by whoever opened it, a colleague of theirs, another newcomer, a parent, or a stranger", async () => {
    const id = await opened(people.dsl, asked);
    const rows = world.database.manager;
    const shaw = await rows.findOneByOrFail(TeamMembershipRow, { child: "CV-1006", practitioner: "martin.shaw" });
    await rows.insert(TeamMembershipRow, { ...shaw, id: "helen", practitioner: "helen.marsh", joinedAt: null });
    await joined("joanne.fry", "2026-11-22T08:00:00Z");
    expect((await agree(people.dsl, id)).codes).toEqual(["ACTION_NOT_PERMITTED"]);
    expect((await agree(people.senco, id)).codes).toEqual(["OVERRIDE_NOT_FOUND"]);
    expect((await agree(people.socialWorker, id)).codes).toEqual(["ACTION_NOT_PERMITTED"]);
    expect((await agree(people.ngozi, id)).codes).toEqual(["ACTION_NOT_PERMITTED"]);
    expect((await agree(people.healthVisitor, id)).codes).toEqual(["CHILD_NOT_FOUND"]);
    expect(await address(people.dsl)).toBe(false);
  });

  test("is not opened by an override that is over, was reviewed, or is not there", async () => {
    const ended = await opened(people.dsl, asked);
    await revoke(people.dsl, ended);
    const reviewed = await opened(people.dsl, asked);
    await review(officerOf("health"), reviewed);
    expect((await agree(people.socialWorker, ended)).codes).toEqual(["OVERRIDE_ENDED"]);
    expect((await agree(people.socialWorker, reviewed)).codes).toEqual(["NOTHING_AWAITS"]);
    expect((await agree(people.socialWorker, "no-such-override")).codes).toEqual(["OVERRIDE_NOT_FOUND"]);
    expect(await address(people.dsl)).toBe(false);
  });

  test("is told to those who could agree, and their answer to whoever waits for it", async () => {
    const id = await opened(people.dsl, asked);
    expect(await addressees()).toContainEqual(["social-care", "joanne.fry"]);
    await world.database.query("DELETE FROM alert");
    await agree(people.socialWorker, id);
    expect(await addressees()).toEqual([
      ["education", "martin.shaw"],
      ["education", null],
      ["health", null],
      ["social-care", null],
    ]);
  });
});

describe("whoever shielded a child", () => {
  afterEach(() => world.reset());

  test("is told that somebody opened the address, and so are their officers", async () => {
    await world.database.query(
      "UPDATE restriction SET agency = 'health', recorded_by = 'health/person/lucy.brand' WHERE kind = 'shielded'",
    );
    await opened(people.socialWorker, { childId: "CV-1006", alsoShielded: ["child.address"] });
    expect(await addressees()).toEqual([
      ["health", "lucy.brand"],
      ["health", null],
      ["social-care", null],
    ]);
  });

  test("is told nothing of an override that leaves the address closed", async () => {
    await world.database.query("UPDATE restriction SET recorded_by = 'social-care/person/joanne.fry' WHERE kind = 'shielded'");
    await opened(people.dsl, { childId: "CV-1006" });
    expect(await addressees()).not.toContainEqual(["social-care", "joanne.fry"]);
  });
});

describe("an override ends", () => {
  test("by itself after four hours, by the clock alone", async () => {
    const before = await reads(people.teacher);
    const id = await opened(people.teacher);
    world.at("2026-11-22T15:59:59.999Z");
    expect(await reads(people.teacher)).not.toEqual(before);
    world.at("2026-11-22T16:00:00Z");
    expect(await reads(people.teacher)).toEqual(before);
    expect(await stateOf(id)).toBe("ENDED");
    expect((await revoke(people.teacher, id)).codes).toEqual(["OVERRIDE_ENDED"]);
  });

  test.each([
    ["whoever opened it", people.teacher],
    ["a privacy officer of their agency", people.officer],
    ["a privacy officer of an agency whose record it opened", officerOf("health")],
  ])("at once when it is revoked by %s", async (_, person) => {
    const before = await reads(people.teacher);
    const id = await opened(people.teacher);
    expect(await revoke(person, id)).toMatchObject({ codes: [], data: { revokeOverride: { id } } });
    expect(await reads(people.teacher)).toEqual(before);
    expect(await stateOf(id)).toBe("REVOKED");
    expect((await revoke(person, id)).codes).toEqual(["OVERRIDE_ENDED"]);
  });

  test("and whoever opened it is told, whether it was revoked or found unjustified", async () => {
    const ends = [(id: string) => revoke(officerOf("health"), id), (id: string) => review(officerOf("health"), id, { justified: false })];
    for (const end of ends) {
      const id = await opened(people.teacher);
      await world.database.query("DELETE FROM alert");
      await end(id);
      expect(await addressees()).toEqual([
        ["education", "tom.okoro"],
        ["education", null],
        ["health", null],
      ]);
    }
  });

  test("for nobody else: to them it reads as one that there is not", async () => {
    const id = await opened(people.teacher);
    const others = [
      people.senco,
      people.samira,
      people.lead,
      officerOf("social-care"),
      officerOf("family"),
      { ...people.officer, role: "senco" },
    ];
    for (const person of others)
      for (const one of [id, "no-such-override"]) expect((await revoke(person, one)).codes).toEqual(["OVERRIDE_NOT_FOUND"]);
    expect(await stateOf(id)).toBe("OPEN");
  });

  test("one by one, where somebody opened two", async () => {
    const [one, other] = [await opened(people.teacher), await opened(people.teacher, { because: risk })];
    expect(one).not.toBe(other);
    await revoke(people.teacher, one);
    expect(await reads(people.teacher)).toContain("health.conditions");
    await revoke(people.teacher, other);
    expect(await reads(people.teacher)).not.toContain("health.conditions");
  });
});

describe("an override is refused", () => {
  test.each<[string, Person, object, string]>([
    ["to somebody who is not on the team, as if the child did not exist", people.stranger, {}, "CHILD_NOT_FOUND"],
    ["to an officer, who is on no team", people.officer, {}, "CHILD_NOT_FOUND"],
    ["of a child who does not exist", people.senco, { childId: "CV-9999" }, "CHILD_NOT_FOUND"],
    ["where the agreements foresee none for the role", people.caseworker, {}, "OVERRIDE_NOT_FORESEEN"],
    ["where they foresee none for the purpose", people.senco, { purpose: "ANNUAL_REVIEW" }, "OVERRIDE_NOT_FORESEEN"],
    ["to a parent", people.samira, { purpose: "FAMILY_ACCESS" }, "OVERRIDE_NOT_FORESEEN"],
    ["without a reason of substance", people.senco, { reason: "urgent urgent urgent urgent urgent urgent" }, "REASON_TOO_SHORT"],
    ["if it is to be kept from the family for no reason of substance", people.senco, { because: "Risk." }, "REASON_TOO_SHORT"],
  ])("%s", async (_, person, more, code) => {
    expect((await breakGlass(person, more)).codes).toEqual([code]);
    expect(await world.database.query("SELECT id FROM access_override UNION SELECT id FROM alert")).toEqual([]);
  });
});

/** To whom there are alerts: the agency, and the person, or null for its officers. */
const addressees = async (): Promise<unknown[]> =>
  (await world.database.query("SELECT DISTINCT agency, person FROM alert ORDER BY agency, person")).map(
    ({ agency, person }: Record<string, string | null>) => [agency, person],
  );

describe("an alert", () => {
  const alertRows = () => world.database.query("SELECT * FROM alert ORDER BY agency, person");
  const alertsOf = async (person: Person) => (await world.ask(person, "{ myAlerts { nodes { subjectId at } } }")).data.myAlerts.nodes;

  test("goes to the privacy officers of those concerned and to the lead practitioner", async () => {
    const id = await opened(people.senco);
    expect(await addressees()).toEqual([
      ["education", null],
      ["health", null],
      ["social-care", "fiona.grant"],
    ]);
    const alert = [{ subjectId: id, at: "2026-11-22T12:00:00.000Z" }];
    for (const person of [people.officer, officerOf("health"), people.lead]) expect(await alertsOf(person)).toEqual(alert);
    for (const person of [officerOf("social-care"), people.senco, people.socialWorker, people.samira, { ...people.lead, agency: "health" }])
      expect(await alertsOf(person)).toEqual([]);
  });

  test("does not go to a lead practitioner who opened the override, nor to one who leads no longer", async () => {
    await opened(people.lead);
    expect(await addressees()).toEqual([
      ["health", null],
      ["social-care", null],
    ]);
    await world.database.query("DELETE FROM alert");
    await world.database.query("UPDATE team_membership SET ended_at = now() WHERE practitioner = 'fiona.grant'");
    await opened(people.senco);
    await world.database.query("UPDATE team_membership SET ended_at = NULL WHERE practitioner = 'fiona.grant'");
    expect(await addressees()).toEqual([
      ["education", null],
      ["health", null],
    ]);
  });

  test("has no content, and neither has the line in the log", async () => {
    await opened(people.senco, { because: risk });
    // The child's key says nothing of anybody, and is not read out with the alert.
    const rows = (await alertRows()).map(({ child, ...row }: { child: string }) => (expect(child).toBe("CV-1001"), row));
    const said = JSON.stringify(rows) + world.logged.join("");
    expect(world.logged.filter((line) => line.includes("an override was opened"))).toHaveLength(1);
    for (const content of ["CV-1001", "Maya", "Ahmed", "helen.marsh", "health.", "DIRECT_SUPPORT", "vital", "ambulance", "father"])
      expect(said).not.toContain(content);
  });
});

describe("the review", () => {
  const finding = async (id: string) =>
    (
      await world.ask(
        people.officer,
        "query ($id: ID!) { override(id: $id) { state concerned reviewed justified reviews { agency justified } } }",
        { id },
      )
    ).data.override;

  test("has the override in the queue of each agency that it concerns, the newest first", async () => {
    const [first, second] = [await opened(people.senco), await opened(people.teacher)];
    world.at("2026-11-22T18:00:00Z");
    const third = await opened(people.lead);
    expect((await queue(people.officer)).sort()).toEqual([first, second].sort());
    expect(await queue(officerOf("health"))).toEqual([third, ...(await queue(people.officer))]);
    expect(await queue(officerOf("social-care"))).toEqual([third]);
  });

  test("of what was opened of health is closed by health's officer, and not by the school's", async () => {
    const id = await opened(people.senco);
    await review(people.officer, id);
    expect(await queue(people.officer)).toEqual([]);
    expect(await queue(officerOf("health"))).toEqual([id]);
    expect(await finding(id)).toMatchObject({ reviewed: false, justified: null, concerned: ["education", "health"] });
    expect((await review(people.officer, id)).codes).toEqual(["OVERRIDE_ALREADY_REVIEWED"]);
    expect((await review(officerOf("health"), id)).data).toEqual({ reviewOverride: { id } });
    expect(await queue(officerOf("health"))).toEqual([]);
    expect(await finding(id)).toMatchObject({ reviewed: true, justified: true });
  });

  test("of a shielded address is closed by whoever shields the child, and not by the agency that opened it", async () => {
    const id = await opened(people.dsl, { childId: "CV-1006", alsoShielded: ["child.address"] });
    for (const agency of ["education", "health"]) expect((await review(officerOf(agency), id)).codes).toEqual([]);
    expect(await queue(officerOf("social-care"))).toEqual([id]);
    expect(await finding(id)).toMatchObject({ reviewed: false, justified: null });
    expect((await review(officerOf("social-care"), id)).codes).toEqual([]);
    expect(await finding(id)).toMatchObject({ reviewed: true, justified: true });
  });

  test("of an address that the practitioner's own agency shielded is every agency's, so that none judges itself alone", async () => {
    const id = await opened(people.socialWorker, { childId: "CV-1006", alsoShielded: ["child.address"] });
    for (const agency of ["education", "health", "social-care"]) expect(await queue(officerOf(agency))).toEqual([id]);
  });

  test("found unjustified by one agency, it comes to that whatever the others find, and is over at once", async () => {
    const id = await opened(people.senco);
    await review(officerOf("health"), id, { justified: false });
    expect(await finding(id)).toMatchObject({ state: "REVOKED", reviewed: false, justified: null });
    await review(people.officer, id);
    expect(await finding(id)).toMatchObject({ state: "REVOKED", reviewed: true, justified: false });
  });

  test("shows an officer what was opened, by whom and why, and afterwards what was found", async () => {
    const id = await opened(people.senco, { because: risk });
    await revoke(people.senco, id);
    await review(people.officer, id);
    await review(officerOf("health"), id, { justified: false });
    const query = `query ($id: ID!) { override(id: $id) { id childId practitioner role agency purpose basis reason categories openedAt endsAt state
      revokedAt revokedBy revokeReason concerned reviews { agency reviewedAt reviewedBy justified note } reviewed justified awaiting agreedBy keptFromFamilyBecause policy } }`;
    expect((await world.ask(people.officer, query, { id })).data.override).toEqual({
      ...{ id, childId: "CV-1001", practitioner: "Helen Marsh", role: "senco", agency: "education", purpose: "DIRECT_SUPPORT" },
      ...{ basis: "VITAL_INTERESTS", reason, categories: ["health.conditions", "health.allergies"], policy: world.policy.version },
      ...{ openedAt: "2026-11-22T12:00:00.000Z", endsAt: "2026-11-22T16:00:00.000Z", state: "REVOKED" },
      ...{ revokedAt: "2026-11-22T12:00:00.000Z", revokedBy: "Helen Marsh", revokeReason: "It is over." },
      concerned: ["education", "health"],
      reviews: [
        { agency: "education", reviewedAt: "2026-11-22T12:00:00.000Z", reviewedBy: "Peter Hale", justified: true, note },
        { agency: "health", reviewedAt: "2026-11-22T12:00:00.000Z", reviewedBy: "officer.health", justified: false, note },
      ],
      ...{ reviewed: true, justified: false, awaiting: [], agreedBy: null, keptFromFamilyBecause: risk },
    });
    const unconcerned = await world.ask(officerOf("social-care"), query, { id });
    expect([unconcerned.codes, unconcerned.data]).toEqual([[], { override: null }]);
    expect((await world.ask(people.officer, query, { id: "\0" })).data).toEqual({ override: null });
    for (const person of [people.senco, people.lead, people.samira])
      expect((await world.ask(person, query, { id })).codes).toEqual(["OFFICERS_ONLY"]);
  });

  test("keeps what two agencies find at once, and of two officers of one agency the first", async () => {
    const id = await opened(people.senco);
    const second = { ...people.officer, subject: "second.officer" };
    const answers = await Promise.all([people.officer, second, officerOf("health")].map((officer) => review(officer, id)));
    expect(answers.flatMap(({ codes }) => codes)).toEqual(["OVERRIDE_ALREADY_REVIEWED"]);
    expect((await finding(id)).reviews.map(({ agency }: { agency: string }) => agency).sort()).toEqual(["education", "health"]);
  });

  test("is never one's own, even if whoever opened it has become an officer", async () => {
    const id = await opened(people.senco);
    for (const role of ["senco", "ig-officer"]) expect((await review({ ...people.senco, role }, id)).codes).toEqual(["OVERRIDE_OWN"]);
    expect(await queue(people.officer)).toEqual([id]);
  });

  test("is for no officer whom it does not concern, for nobody else, and needs a note of substance", async () => {
    const id = await opened(people.senco);
    for (const person of [officerOf("social-care"), officerOf("family"), people.teacher, people.samira])
      expect((await review(person, id)).codes).toEqual(["OVERRIDE_NOT_FOUND"]);
    expect((await review(people.officer, id, { note: "Fine." })).codes).toEqual(["REASON_TOO_SHORT"]);
    expect(await queue(people.officer)).toEqual([id]);
  });

  test("ends what is still open if it was not justified, and leaves it open if it was", async () => {
    const [one, other] = [await opened(people.senco), await opened(people.teacher)];
    await review(people.officer, one, { justified: false });
    await review(people.officer, other);
    expect([await stateOf(one), await stateOf(other)]).toEqual(["REVOKED", "OPEN"]);
    expect(await reads(people.teacher)).toContain("health.conditions");
  });
});

describe("whose override was found unjustified", () => {
  const health = officerOf("health");
  const allowMutation = `mutation ($id: ID!, $reason: String!, $key: String!) { allowAnotherOverride(overrideId: $id, reason: $reason, idempotencyKey: $key) { id } }`;
  const talked = "We went through what happened, and they know now whom to call instead.";
  const allow = (person: Person, id: string, more: object = {}) =>
    world.ask(person, allowMutation, { id, reason: talked, key: newKey(), ...more });
  const unjustified = async (person: Person, by: Person, more: object = {}): Promise<string> => {
    const id = await opened(person, more);
    expect((await review(by, id, { justified: false })).codes).toEqual([]);
    return id;
  };

  test("opens no other of that child, in whichever role, for whichever purpose and however long after; colleagues do, and they of another child", async () => {
    await unjustified(people.dsl, health);
    world.at("2027-11-22T12:00:00Z");
    const roles = [people.dsl, { ...people.dsl, role: "senco" }];
    for (const person of roles)
      for (const purpose of ["DIRECT_SUPPORT", "SAFEGUARDING"]) expect((await breakGlass(person, { purpose })).codes).not.toEqual([]);
    expect((await breakGlass(people.dsl)).codes).toEqual(["OVERRIDE_UNJUSTIFIED"]);
    expect(await reads(people.dsl)).not.toContain("health.conditions");
    await opened(people.senco);
    await opened(people.dsl, { childId: "CV-1006" });
  });

  test("opens another once an officer of the agency that found it so allows it, who is told with whom and why; what was found stands", async () => {
    const id = await unjustified(people.senco, health);
    expect((await allow(health, id)).data).toEqual({ allowAnotherOverride: { id } });
    const query = "query ($id: ID!) { override(id: $id) { stopsAnother reviews { justified allowed { allowedAt allowedBy reason } } } }";
    const allowed = { allowedAt: "2026-11-22T12:00:00.000Z", allowedBy: "officer.health", reason: talked };
    expect((await world.ask(people.officer, query, { id })).data.override).toEqual({
      stopsAnother: false,
      reviews: [{ justified: false, allowed }],
    });
    await opened(people.senco);
    expect((await allow(health, id)).codes).toEqual(["NOTHING_TO_ALLOW"]);
  });

  test("is allowed another by each agency for itself: not by their own, where another found it so too, nor for one override what was found of a second", async () => {
    const [one, other] = [await opened(people.senco), await opened(people.senco, { because: risk })];
    for (const id of [one, other]) await review(health, id, { justified: false });
    expect((await allow(people.officer, one)).codes).toEqual(["NOTHING_TO_ALLOW"]);
    await review(people.officer, other, { justified: false });
    for (const [officer, id] of [
      [health, one],
      [people.officer, other],
      [health, other],
    ] as const) {
      expect((await breakGlass(people.senco)).codes).toEqual(["OVERRIDE_UNJUSTIFIED"]);
      expect((await allow(officer, id)).codes).toEqual([]);
    }
    await opened(people.senco);
  });

  test("does not allow it themself, even once they are an officer; nor does anybody whom it does not concern, to whom it reads as not there, nor without a reason of substance", async () => {
    const id = await unjustified(people.senco, people.officer);
    for (const role of ["senco", "ig-officer"]) expect((await allow({ ...people.senco, role }, id)).codes).toEqual(["OVERRIDE_OWN"]);
    for (const person of [officerOf("social-care"), officerOf("family"), people.lead, people.teacher, people.samira, people.stranger])
      for (const asked of [id, "no-such-override"]) expect((await allow(person, asked)).codes).toEqual(["OVERRIDE_NOT_FOUND"]);
    expect((await allow(people.officer, id, { reason: "All right." })).codes).toEqual(["REASON_TOO_SHORT"]);
    expect((await breakGlass(people.senco)).codes).toEqual(["OVERRIDE_UNJUSTIFIED"]);
  });

  test("is told so where they could open one, and otherwise what anybody else is told", async () => {
    await unjustified(people.senco, health);
    expect((await breakGlass(people.senco, { purpose: "ANNUAL_REVIEW" })).codes).toEqual(["OVERRIDE_NOT_FORESEEN"]);
    expect((await breakGlass({ ...people.senco, agency: "health" })).codes).toEqual(["CHILD_NOT_FOUND"]);
  });

  test("keeps nothing that they opened of that child besides, nor does anybody open more of it to them as the second person; what is open to colleagues, or of another child, stays", async () => {
    await world.database.query(
      "UPDATE team_membership SET joined_at = '2026-11-22T08:00:00Z' WHERE child = 'CV-1006' AND practitioner = 'martin.shaw'",
    );
    const waiting = await opened(people.dsl, { childId: "CV-1006", alsoShielded: ["child.address"] });
    const [colleagues, another] = [await opened(people.socialWorker, { childId: "CV-1006" }), await opened(people.dsl)];
    await unjustified(people.dsl, health, { childId: "CV-1006", purpose: "SAFEGUARDING" });
    const agreeing = `mutation ($id: ID!, $key: String!) { agreeToOverride(childId: "CV-1006", overrideId: $id, purpose: DIRECT_SUPPORT, idempotencyKey: $key) { id } }`;
    expect((await world.ask(people.socialWorker, agreeing, { id: waiting, key: newKey() })).codes).toEqual(["OVERRIDE_ENDED"]);
    expect((await breakGlass(people.dsl, { childId: "CV-1006" })).codes).toEqual(["OVERRIDE_UNJUSTIFIED"]);
    const because = "Another override of this child that they had opened was found unjustified.";
    const whyEnded = async (id: string) => (await world.database.manager.findOneByOrFail(AccessOverrideRow, { id })).revokeReason;
    expect(await Promise.all([waiting, colleagues, another].map(whyEnded))).toEqual([because, null, null]);
    await world.reset();
  });
});

describe("an override that is not reviewed within the days that were agreed", () => {
  const late = async (person: Person): Promise<string[]> =>
    (await world.ask(person, "{ overridesToReview(overdue: true) { nodes { id } } }")).data.overridesToReview.nodes.map(
      ({ id }: { id: string }) => id,
    );
  const seen = async (id: string) =>
    (await world.ask(people.officer, "query ($id: ID!) { override(id: $id) { reviewDueAt overdue } }", { id })).data.override;

  test("is overdue from the moment that the policy gives, for each agency until every one has reviewed it", async () => {
    const [one, other] = [await opened(people.senco), await opened(people.teacher)];
    await review(people.officer, other);
    const due = { reviewDueAt: "2026-11-29T12:00:00.000Z" };
    world.at("2026-11-29T11:59:59.999Z");
    expect([await seen(one), await late(people.officer)]).toEqual([{ ...due, overdue: false }, []]);
    world.at("2026-11-29T12:00:00Z");
    const later = await opened(people.senco);
    expect([await seen(one), await seen(other)]).toEqual([
      { ...due, overdue: true },
      { ...due, overdue: true },
    ]);
    expect(await late(people.officer)).toEqual([one]);
    expect((await late(officerOf("health"))).sort()).toEqual([one, other].sort());
    expect(await queue(people.officer)).toEqual([later, one]);
    await review(officerOf("health"), other);
    expect(await seen(other)).toEqual({ ...due, overdue: false });
  });

  test("is shown as overdue to the family, if it is shown to them at all", async () => {
    await opened(people.senco);
    await opened(people.teacher, { because: risk });
    const query = `{ child(id: "CV-1001", purpose: FAMILY_ACCESS) { sharing { overrides { nodes { name reviewOverdue } } } } }`;
    const shown = async () => (await world.ask(people.samira, query)).data.child.sharing.overrides.nodes;
    expect(await shown()).toEqual([{ name: "Helen Marsh", reviewOverdue: false }]);
    world.at("2026-12-01T12:00:00Z");
    expect(await shown()).toEqual([{ name: "Helen Marsh", reviewOverdue: true }]);
  });
});

describe("asked twice under one key", () => {
  test("an override is opened once, with one set of alerts", async () => {
    const key = newKey();
    const [first, again] = [await breakGlass(people.senco, { key }), await breakGlass(people.senco, { key })];
    expect(again.data).toEqual(first.data);
    const [{ overrides, alerts }] = await world.database.query(
      "SELECT (SELECT count(*)::int FROM access_override) AS overrides, (SELECT count(*)::int FROM alert) AS alerts",
    );
    expect([overrides, alerts]).toEqual([1, 3]);
    for (const more of [{ purpose: "SAFEGUARDING" }, { reason: `${reason} Her pulse is weak.` }, { childId: "CV-1003" }])
      expect((await breakGlass(people.senco, { key, ...more })).codes).toEqual(["IDEMPOTENCY_KEY_REUSED"]);
  });

  test("a revocation and a review are answered again and change nothing", async () => {
    const [id, key] = [await opened(people.senco), newKey()];
    expect((await revoke(people.officer, id, key)).data).toEqual((await revoke(people.officer, id, key)).data);
    const closing = { key: newKey() };
    expect((await review(people.officer, id, closing)).data).toEqual((await review(people.officer, id, closing)).data);
    expect((await review(people.officer, id, { key })).codes).toEqual(["IDEMPOTENCY_KEY_REUSED"]);
  });
});

test("an error after the override was written leaves neither it nor an alert, and the key free", async () => {
  const key = newKey();
  await world.database.query("ALTER TABLE change_receipt ADD CONSTRAINT broken CHECK (change <> 'breakGlass')");
  try {
    expect((await breakGlass(people.senco, { key })).codes).toHaveLength(1);
  } finally {
    await world.database.query("ALTER TABLE change_receipt DROP CONSTRAINT broken");
  }
  expect(await world.database.query("SELECT id FROM access_override UNION SELECT id FROM alert")).toEqual([]);
  expect(world.logged).toEqual([]);
  await opened(people.senco, { key });
});

describe("an officer who asks why somebody reads", () => {
  const query = `query ($actor: ActorInput!) { explainAccess(actor: $actor, purpose: DIRECT_SUPPORT, childId: "CV-1001", categories: ["health.conditions", "education.sen", "child.address"]) {
    decisions { category decision rules { decisive holds rule { id } failed { condition } } } } }`;
  const explained = async (officer: Person, actor: object) => (await world.ask(officer, query, { actor })).data.explainAccess.decisions;
  const decided = async (officer: Person, actor: object) =>
    (await explained(officer, actor)).map(({ category, decision }: Record<string, string>) => [category, decision]);

  test("is told of a colleague's override, in the role in which it was opened", async () => {
    const teacher = { role: "class-teacher", id: "tom.okoro" };
    expect(await decided(people.officer, teacher)).toContainEqual(["health.conditions", "REFUSED"]);
    await opened(people.teacher);
    const [conditions] = (await explained(people.officer, teacher)).filter(
      ({ category }: { category: string }) => category === "health.conditions",
    );
    expect(conditions).toMatchObject({
      decision: "PERMITTED_IN_PART",
      rules: expect.arrayContaining([expect.objectContaining({ decisive: true, rule: { id: "override-for-urgent-care" } })]),
    });
    expect(await decided(people.officer, { role: "early-years-practitioner", id: "tom.okoro" })).toContainEqual([
      "health.conditions",
      "REFUSED",
    ]);
  });

  test("is told nothing of an override by somebody whom they cannot name", async () => {
    const actors = [
      { role: "social-worker", relationship: "TEAM" },
      { role: "class-teacher", relationship: "TEAM" },
      { role: "senco", id: "helen.marsh" },
    ];
    const asked = () =>
      Promise.all(
        ["education", "health"].flatMap((agency) =>
          actors.filter(({ id }) => !id || agency === "education").map((actor) => explained(officerOf(agency), actor)),
        ),
      );
    const before = await asked();
    await opened(people.socialWorker);
    await opened(people.teacher);
    expect(await asked()).toEqual(before);
    expect((await world.ask(people.officer, query, { actor: { role: "social-worker", id: "joanne.fry" } })).codes).toEqual([
      "ARGUMENT_INVALID",
    ]);
  });
});
