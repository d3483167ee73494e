import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { ConsentEventRow } from "../../subgraphs/partnership/records/consent-event-row.ts";
import { actors, classes, resource, rule } from "../partnership/fhir-consent/resources.ts";
import { done, heard, lastEvent, stateFor } from "./consents.ts";
import { people } from "./people.ts";
import { type Answered, type ChangesWorld, newKey, openChangesWorld, type Person } from "./world.ts";

let world: ChangesWorld;
beforeAll(async () => void (world = await openChangesWorld()), 120_000);
beforeEach(() => world.reset());
afterAll(() => world.close());

const { samira, daniel, jana, leo, jordan, denise, senco, slt, stranger } = people;
const [maya, leos, jordans] = ["CV-1001", "CV-1003", "CV-1004"];

const mutation = `mutation ($childId: ID!, $idempotencyKey: String!, $resource: String!, $heard: HeardInput) {
  importConsent(childId: $childId, idempotencyKey: $idempotencyKey, purpose: DIRECT_SUPPORT, resource: $resource, heard: $heard) { id child { id } } }`;

const patient = (child: string) => ({ identifier: { system: "https://childview.example/id/child", value: child } });
const performer = (person: string) => [{ identifier: { system: "https://childview.example/id/person", value: person } }];

/** A resource about a child: therapies for the school's direct support, as whoever sends it says, unless it says otherwise. */
const about = (child: string, more: Record<string, unknown> = {}) => resource({ patient: patient(child), performer: undefined, ...more });

function send(person: Person, childId: string, given: unknown, more: Record<string, unknown> = {}): Promise<Answered> {
  const text = typeof given === "string" ? given : JSON.stringify(given);
  return world.ask(person, mutation, { childId, idempotencyKey: newKey(), resource: text, ...more });
}

async function sent(person: Person, childId: string, given: unknown, more: Record<string, unknown> = {}): Promise<string> {
  const { data, codes, result } = await send(person, childId, given, more);
  if (codes.length > 0) throw new Error(JSON.stringify(result.errors));
  return data.importConsent.id;
}

const notSent = async (person: Person, childId: string, given: unknown, more: Record<string, unknown> = {}) =>
  (await send(person, childId, given, more)).codes.join();

const eventCount = () => world.database.manager.count(ConsentEventRow);

/** What another system is given of a child's consents. */
async function exported(person: Person, child: string): Promise<Map<string, Record<string, unknown>>> {
  const { data, codes } = await world.ask(
    person,
    `{ child(id: "${child}", purpose: FAMILY_ACCESS) { consentResources { nodes { id resource } } } }`,
  );
  expect(codes).toEqual([]);
  const nodes: { id: string; resource: string }[] = data.child.consentResources.nodes;
  return new Map(nodes.map(({ id, resource: text }) => [id, JSON.parse(text) as Record<string, unknown>]));
}

describe("a FHIR Consent that a parent hands in", () => {
  test("counts as if they had said it here, from the next question on", async () => {
    expect(await stateFor(world, senco, leos)).toBe("none");
    const id = await sent(jana, leos, about(leos, { dateTime: "2020-01-01", provision: rule({ period: { end: "2027-07-31" } }) }));
    expect(await stateFor(world, senco, leos)).toBe("given");
    expect(await lastEvent(world, id)).toMatchObject({
      person: "jana.novak",
      capacity: "holder",
      event: "given",
      categories: ["health.therapies"],
      validFrom: "2026-11-22",
      validUntil: "2027-07-31",
      method: "online",
      at: world.now(),
    });
  });

  test("may tell the child by the NHS number that the index has, and by no other", async () => {
    const numbered = (value: string) =>
      about(leos, { patient: { identifier: { system: "https://fhir.nhs.uk/Id/nhs-number", value } }, provision: rule() });
    expect(await notSent(jana, leos, numbered("9990001073"))).toBe("CONSENT_RESOURCE_REFUSED");
    await sent(jana, leos, numbered("9990001219"));
    expect(await stateFor(world, senco, leos)).toBe("given");
  });

  test("refuses where it denies", async () => {
    await done(world, jana, "giveConsent", leos);
    await sent(jana, leos, about(leos, { performer: performer("jana.novak"), provision: rule({ type: "deny" }) }));
    expect(await stateFor(world, senco, leos)).toBe("refused");
  });

  test("shares one thing and refuses another, if that is what it says", async () => {
    const provision = rule({
      class: classes("health.therapies", "health.gp"),
      provision: [{ type: "deny", class: classes("health.gp") }],
    });
    await sent(jana, leos, about(leos, { provision }));
    expect(await stateFor(world, senco, leos)).toBe("given");
    expect(await stateFor(world, senco, leos, { category: "health.gp" })).toBe("refused");
  });

  test("is recorded once under its key", async () => {
    const before = await eventCount();
    const again = { idempotencyKey: newKey() };
    expect(await sent(jana, leos, about(leos), again)).toBe(await sent(jana, leos, about(leos), again));
    expect(await eventCount()).toBe(before + 1);
  });

  test("is recorded whole or not at all", async () => {
    const before = await eventCount();
    const unknown = rule({ class: classes("health.gp"), actor: actors("health/person/nobody.here") });
    expect(await notSent(jana, leos, about(leos, { provision: { provision: [rule(), unknown] } }))).toBe("ARGUMENT_INVALID");
    expect(await eventCount()).toBe(before);
  });

  test("that is not understood changes nothing, and says why", async () => {
    const before = await eventCount();
    const { codes, result } = await send(jana, leos, about(leos, { status: "draft" }));
    expect(codes).toEqual(["CONSENT_RESOURCE_REFUSED"]);
    expect(result.errors?.[0]?.message).toBe("Consent.status is draft, so nobody has agreed to it yet.");
    expect(await notSent(jana, leos, "no JSON")).toBe("CONSENT_RESOURCE_REFUSED");
    expect(await notSent(jana, leos, about(maya))).toBe("CONSENT_RESOURCE_REFUSED");
    expect(await notSent(jana, leos, `${JSON.stringify(about(leos))}${" ".repeat(64 * 1024)}`)).toBe("ARGUMENT_INVALID");
    expect(await eventCount()).toBe(before);
  });
});

describe("a FHIR Consent does nothing that its sender could not say here", () => {
  test.each([
    ["a step-father", daniel, maya, "NOT_A_HOLDER"],
    ["a parent whose rights have passed to the young person", denise, jordans, "RIGHTS_PASSED_TO_YOUNG_PERSON"],
    ["a child for whom the parents decide", leo, leos, "RIGHTS_NOT_YET_YOURS"],
    ["a parent of another child", samira, leos, "CHILD_NOT_FOUND"],
    ["a practitioner who is not on the team", stranger, maya, "CHILD_NOT_FOUND"],
  ])("%s", async (_, person, child, code) => {
    const before = await eventCount();
    expect(await notSent(person, child, about(child))).toBe(code);
    expect(await eventCount()).toBe(before);
  });

  test("a parent in the name of the other parent", async () => {
    expect(await notSent(jana, leos, about(leos, { performer: performer("petr.novak") }))).toBe("NOT_YOUR_CONSENT");
    expect(await notSent(jana, leos, about(leos, { performer: [patient(leos)] }))).toBe("NOT_YOUR_CONSENT");
  });

  test("a young person in the name of their mother", async () => {
    expect(await notSent(jordan, jordans, about(jordans, { performer: performer("denise.clarke") }))).toBe("NOT_YOUR_CONSENT");
  });

  test("a parent who says how they heard themself", async () => {
    expect(await notSent(jana, leos, about(leos), { heard })).toBe("ARGUMENT_INVALID");
  });

  test("a practitioner in the name of somebody whose word does not count", async () => {
    expect(await notSent(senco, maya, about(maya, { performer: performer("daniel.reed") }), { heard })).toBe("NOT_A_HOLDER");
    expect(await notSent(senco, maya, about(maya, { performer: performer("nobody") }), { heard })).toBe("NOT_A_HOLDER");
  });

  test("a practitioner who does not say how they came by it, or for whom", async () => {
    const mothers = about(maya, { performer: performer("samira.ahmed") });
    expect(await notSent(senco, maya, mothers)).toBe("EVIDENCE_MISSING");
    expect(await notSent(senco, maya, about(maya), { heard })).toBe("CONSENT_RESOURCE_REFUSED");
  });

  test("a practitioner whose role does not record what families say", async () => {
    const officer = { ...senco, role: "ig-officer" };
    expect(await notSent(officer, maya, about(maya, { performer: performer("samira.ahmed") }), { heard })).toBe("ACTION_NOT_PERMITTED");
  });
});

describe("a FHIR Consent that a practitioner records", () => {
  const mothers = (more: Record<string, unknown> = {}) =>
    about(maya, { performer: performer("samira.ahmed"), dateTime: "2026-11-18", ...more });

  test("is the parent's word of the day that it says, with who recorded it", async () => {
    const id = await sent(slt, maya, mothers(), { heard });
    expect(await lastEvent(world, id)).toMatchObject({
      person: "samira.ahmed",
      capacity: "holder",
      method: "written",
      evidence: heard.evidence,
      saidOn: "2026-11-18",
      recorder: "rachel.stone",
      recorderAgency: "health",
    });
  });

  test("is of the day on which they say it was said, if they know better", async () => {
    const id = await sent(slt, maya, mothers(), { heard: { ...heard, saidOn: "2026-11-10" } });
    expect(await lastEvent(world, id)).toMatchObject({ saidOn: "2026-11-10" });
  });

  test("does not overrule what the parent said after that day", async () => {
    world.at("2026-11-20T09:00:00Z");
    await done(world, samira, "refuseConsent", maya);
    world.at("2026-11-22T12:00:00Z");
    await sent(slt, maya, mothers(), { heard });
    expect(await stateFor(world, senco, maya)).toBe("refused");
  });

  test("can be the young person's own", async () => {
    const [camhs, own] = [people.camhs, about(jordans, { performer: [patient(jordans)] })];
    const id = await sent(camhs, jordans, own, { heard });
    expect(await lastEvent(world, id)).toMatchObject({ person: "jordan.clarke", capacity: "self" });
  });
});

describe("a child's consents as FHIR Consents", () => {
  test("are all there for the family, and one that comes back says the same", async () => {
    const resources = await exported(samira, maya);
    expect([...resources.keys()].sort()).toEqual(["ahmed-maya-health", "ahmed-maya-needs"]);
    const id = await sent(samira, maya, resources.get("ahmed-maya-health"));
    const [was, is] = [await lastEvent(world, "ahmed-maya-health"), await lastEvent(world, id)];
    const { person, categories, recipients, purposes, validFrom, validUntil } = was;
    expect(is).toMatchObject({ event: "given", person, categories, recipients, purposes, validFrom, validUntil });
  });

  test("show what became of them, and not a word that does not count any more", async () => {
    await done(world, samira, "withdrawConsent", maya, { consentId: "ahmed-maya-needs" });
    const mayas = await exported(samira, maya);
    expect(mayas.get("ahmed-maya-needs")).toMatchObject({ status: "inactive", meta: { versionId: "2" } });
    expect(mayas.get("ahmed-maya-health")).toMatchObject({ status: "active", performer: [{ display: "Samira Ahmed" }] });
    expect((await exported(jana, leos)).get("novak-leo-father")).toMatchObject({ status: "active" });
    expect((await exported(jordan, jordans)).get("clarke-jordan-mother")).toMatchObject({ status: "inactive" });
  });

  test("are withheld from whoever may not see the consents", async () => {
    const { data, codes } = await world.ask(
      { ...senco, role: "ig-officer" },
      `{ child(id: "${maya}", purpose: GOVERNANCE) { consentResources { totalCount } consents { totalCount } } }`,
    );
    expect(data).toEqual({ child: { consentResources: null, consents: null } });
    expect(codes).toEqual(["WITHHELD", "WITHHELD"]);
  });
});
