import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { CapacityAssessmentRow } from "../../subgraphs/partnership/records/capacity-assessment-row.ts";
import { askFor, done, heard, lastEvent, refused, stateFor, type Wish } from "./consents.ts";
import { people } from "./people.ts";
import { type ChangesWorld, newKey, openChangesWorld, type Person } from "./world.ts";

let world: ChangesWorld;
beforeAll(async () => void (world = await openChangesWorld()), 120_000);
beforeEach(() => world.reset());
afterAll(() => world.close());

const { samira, daniel, jana, petr, leo, jordan, denise, chidi, ngozi, senco, teacher, edPsych, camhs, caseworker, socialWorker } = people;
const [maya, leos, jordans, amara] = ["CV-1001", "CV-1003", "CV-1004", "CV-1006"];

const give = (person: Person, child: string, wish?: Wish) => done(world, person, "giveConsent", child, wish);
const refuse = (person: Person, child: string, wish?: Wish) => done(world, person, "refuseConsent", child, wish);
const giveRefused = (person: Person, child: string, wish?: Wish) => refused(world, person, "giveConsent", child, wish);

/** Why a gift was refused, in words. */
async function said(person: Person, child: string, wish: Wish): Promise<string | undefined> {
  const { codes, result } = await askFor(world, person, "giveConsent", child, wish);
  expect(codes).toHaveLength(1);
  return result.errors?.[0]?.message;
}

async function assess(kind: CapacityAssessmentRow["kind"], child: string, categories: string[] = []): Promise<void> {
  const row = {
    id: `${child}-${kind}`,
    child,
    kind,
    categories,
    ground: "Talked over with them",
    assessor: "evan.lloyd",
    agency: "health",
    role: "camhs-clinician",
    assessedOn: "2026-01-01",
    recordedAt: new Date("2026-01-01T12:00:00Z"),
  };
  await world.database.manager.insert(CapacityAssessmentRow, { ...row, from: "2026-01-01", until: null, endedAt: null });
}

describe("a parent who agrees to share", () => {
  test("shares from the next question on: with whom, for what and what they said, and nothing else", async () => {
    expect(await stateFor(world, senco, leos)).toBe("none");
    const id = await give(jana, leos, { recipients: [{ agency: "education", role: "senco" }] });
    expect(await stateFor(world, senco, leos)).toBe("given");
    expect(await stateFor(world, edPsych, leos)).toBe("none");
    expect(await stateFor(world, socialWorker, leos)).toBe("none");
    expect(await stateFor(world, senco, leos, { category: "health.gp" })).toBe("none");
    expect(await stateFor(world, senco, leos, { purpose: "EHC_ASSESSMENT" })).toBe("none");
    expect(await lastEvent(world, id)).toMatchObject({ person: "jana.novak", capacity: "holder", event: "given", method: "online" });
  });

  test("can name one person, who need not be there in the role of today", async () => {
    await give(jana, leos, { recipients: [{ agency: "education", person: "helen.marsh" }] });
    expect(await stateFor(world, { ...senco, role: "class-teacher" }, leos)).toBe("given");
    expect(await stateFor(world, teacher, leos)).toBe("none");
    expect(await stateFor(world, { ...senco, agency: "health" }, leos)).toBe("none");
  });

  test("says from when until when, both days within", async () => {
    await give(jana, leos, { from: "2026-12-01", until: "2026-12-31" });
    const states: unknown[] = [];
    for (const day of ["2026-11-30", "2026-12-01", "2026-12-31", "2027-01-01"]) {
      world.at(`${day}T12:00:00Z`);
      states.push(await stateFor(world, senco, leos));
    }
    expect(states).toEqual(["none", "given", "given", "expired"]);
  });

  test("is answered with the consent and the child, once for each key", async () => {
    const idempotencyKey = newKey();
    const first = await askFor(world, jana, "giveConsent", leos, { idempotencyKey });
    expect(first.data.giveConsent).toEqual({ id: expect.any(String), child: { id: leos } });
    expect((await askFor(world, jana, "giveConsent", leos, { idempotencyKey })).data).toEqual(first.data);
    expect(await giveRefused(jana, leos, { idempotencyKey, purposes: ["EHC_ASSESSMENT"] })).toBe("IDEMPOTENCY_KEY_REUSED");
  });

  test("may say a thing twice, and it is kept once", async () => {
    const wish = { categories: ["health.gp", "health.gp"], purposes: ["DIRECT_SUPPORT", "DIRECT_SUPPORT"] };
    const id = await give(jana, leos, { ...wish, recipients: [{ agency: "health" }, { agency: "health" }] });
    expect(await lastEvent(world, id)).toMatchObject({ categories: ["health.gp"], recipients: ["health"], purposes: ["DIRECT_SUPPORT"] });
  });
});

describe("a parent who refuses", () => {
  test("keeps it from being shared whatever the other agreed to, and both words are kept", async () => {
    const [agreed, no] = [await give(jana, leos), await refuse(petr, leos)];
    expect(await stateFor(world, senco, leos)).toBe("refused");
    expect(await lastEvent(world, agreed)).toMatchObject({ event: "given" });
    expect(await lastEvent(world, no)).toMatchObject({ event: "refused", validFrom: "2026-11-22", validUntil: null });
  });

  test("lifts it by agreeing", async () => {
    await give(jana, leos);
    await refuse(petr, leos);
    await give(petr, leos);
    expect(await stateFor(world, senco, leos)).toBe("given");
  });
});

describe("nobody speaks who does not decide", () => {
  test("a parent without parental responsibility, to agree or to refuse", async () => {
    expect(await giveRefused(daniel, maya)).toBe("NOT_A_HOLDER");
    expect(await refused(world, daniel, "refuseConsent", maya)).toBe("NOT_A_HOLDER");
  });

  test("a holder whom an order binds; the other holder does", async () => {
    expect(await giveRefused(chidi, amara)).toBe("RIGHTS_RESTRICTED");
    expect(await refused(world, chidi, "refuseConsent", amara)).toBe("RIGHTS_RESTRICTED");
    await give(ngozi, amara);
  });

  test("a holder whom an order binds learns nothing of the rest of the family by naming them", async () => {
    for (const person of ["ngozi.okafor", "nobody.here"])
      expect(await giveRefused(chidi, amara, { recipients: [{ agency: "family", person }] })).toBe("ARGUMENT_INVALID");
  });

  test("a parent of a young person, who decides for themself", async () => {
    expect(await giveRefused(denise, jordans)).toBe("RIGHTS_PASSED_TO_YOUNG_PERSON");
    const id = await give(jordan, jordans);
    expect(await lastEvent(world, id)).toMatchObject({ capacity: "self" });
    expect(await stateFor(world, caseworker, jordans)).toBe("given");
  });

  test("a young person who lacks the capacity: then a parent still does", async () => {
    await assess("lack-of-capacity", jordans);
    expect(await giveRefused(jordan, jordans)).toBe("RIGHTS_RESTRICTED");
    expect(await lastEvent(world, await give(denise, jordans))).toMatchObject({ capacity: "holder" });
    expect(await stateFor(world, caseworker, jordans)).toBe("given");
  });

  test("a child, until a professional finds them competent to decide about it", async () => {
    expect(await giveRefused(leo, leos)).toBe("RIGHTS_NOT_YET_YOURS");
    await assess("gillick-competence", leos, ["health.therapies"]);
    expect(await lastEvent(world, await give(leo, leos))).toMatchObject({ capacity: "competent-child" });
    expect(await stateFor(world, senco, leos)).toBe("given");
    expect(await giveRefused(leo, leos, { categories: ["health.therapies", "health.gp"] })).toBe("RIGHTS_NOT_YET_YOURS");
    expect(await refused(world, jana, "refuseConsent", leos)).toBe("CHILD_DECIDES");
    await give(jana, leos, { categories: ["health.gp"] });
  });

  test("a stranger: the child reads as one who does not exist", async () => {
    for (const child of [leos, "CV-9999"]) expect(await giveRefused(samira, child)).toBe("CHILD_NOT_FOUND");
  });
});

describe("a practitioner who writes down what somebody said", () => {
  const forJana = { person: "jana.novak", heard };

  test("makes it count, and their name, how they heard it and the evidence stay with it", async () => {
    const id = await give(camhs, leos, forJana);
    expect(await stateFor(world, senco, leos)).toBe("given");
    expect(await lastEvent(world, id)).toMatchObject({
      person: "jana.novak",
      capacity: "holder",
      method: "written",
      evidence: heard.evidence,
      saidOn: null,
      recordedBy: "Dr Evan Lloyd",
      recorder: "evan.lloyd",
      recorderAgency: "health",
      recordedAt: world.now(),
    });
    expect(await lastEvent(world, await refuse(senco, leos, { ...forJana, heard: { ...heard, method: "SPOKEN" } }))).toMatchObject({
      event: "refused",
      method: "spoken",
      recordedBy: "Helen Marsh",
    });
  });

  test("says whose word it is, how it was heard, and where the evidence is", async () => {
    expect(await giveRefused(senco, leos, { heard })).toBe("ARGUMENT_INVALID");
    expect(await giveRefused(senco, leos, { person: "jana.novak" })).toBe("EVIDENCE_MISSING");
    expect(await said(senco, leos, { ...forJana, heard: { ...heard, evidence: " " } })).toMatch(/"heard.evidence" must not be empty/);
    expect(await said(senco, leos, { ...forJana, heard: { ...heard, saidOn: "2026-11-23" } })).toMatch(/"heard.saidOn" is in the future/);
  });

  test("can do so for those alone who could say it themself", async () => {
    expect(await giveRefused(senco, leos, { ...forJana, person: "samira.ahmed" })).toBe("NOT_A_HOLDER");
    expect(await giveRefused(senco, leos, { ...forJana, person: "helen.marsh" })).toBe("NOT_A_HOLDER");
    expect(await giveRefused(caseworker, jordans, { ...forJana, person: "denise.clarke" })).toBe("RIGHTS_PASSED_TO_YOUNG_PERSON");
  });

  test("is not told that an order binds the person: what they said is kept, and does not count while it holds", async () => {
    const health = { recipients: [{ agency: "health" }], categories: ["education.sen"] };
    const id = await give(socialWorker, amara, { ...forJana, ...health, person: "chidi.okafor" });
    expect(await lastEvent(world, id)).toMatchObject({ person: "chidi.okafor", capacity: "holder", event: "given" });
    expect(await stateFor(world, people.healthVisitor, amara, { category: "education.sen" })).toBe("none");
  });

  test("learns nothing of who decides by a mistake that stores nothing", async () => {
    const wrong = { recipients: [{ agency: "education", person: "no.body" }] };
    for (const person of ["chidi.okafor", "ngozi.okafor"])
      expect(await giveRefused(socialWorker, amara, { ...forJana, ...wrong, person })).toBe("ARGUMENT_INVALID");
  });

  test("names the young person by the child's id", async () => {
    const id = await give(camhs, jordans, { person: jordans, heard });
    expect(await lastEvent(world, id)).toMatchObject({ person: "jordan.clarke", capacity: "self" });
    expect(await giveRefused(senco, leos, { ...forJana, person: leos })).toBe("RIGHTS_NOT_YET_YOURS");
    expect(await giveRefused(people.teacher, maya, { ...forJana, person: maya })).toBe("NOT_A_HOLDER");
  });

  test("must be one whose role may", async () => {
    expect(await giveRefused({ ...senco, role: "ig-officer" }, leos, forJana)).toBe("ACTION_NOT_PERMITTED");
  });

  test("is not a family member who speaks in another's name, or says that it was on paper", async () => {
    expect(await giveRefused(petr, leos, { person: "jana.novak" })).toBe("ARGUMENT_INVALID");
    expect(await giveRefused(jana, leos, { person: "jana.novak" })).toBe("ARGUMENT_INVALID");
    expect(await giveRefused(jana, leos, { heard })).toBe("ARGUMENT_INVALID");
  });

  test("sees in the child's family whom to name", async () => {
    const { data } = await world.ask(senco, `{ child(id: "${leos}", purpose: DIRECT_SUPPORT) { family { nodes { person name } } } }`);
    expect(data.child.family.nodes).toContainEqual({ person: "jana.novak", name: "Jana Novak" });
  });
});

describe("a paper from an earlier day", () => {
  const onMonday = (person: string, more: Wish = {}): Wish => ({ person, heard: { ...heard, saidOn: "2026-11-16" }, ...more });
  const online = async (day: string, speak: () => Promise<unknown>): Promise<void> => {
    world.at(`${day}T10:00:00Z`);
    await speak();
    world.at("2026-11-22T12:00:00Z");
  };

  test("counts, and says on which day it was signed", async () => {
    const id = await give(camhs, leos, onMonday("jana.novak"));
    expect(await lastEvent(world, id)).toMatchObject({
      saidOn: "2026-11-16",
      at: new Date("2026-11-16T00:00:00Z"),
      recordedAt: world.now(),
    });
    expect(await stateFor(world, senco, leos)).toBe("given");
  });

  test("does not lift what was refused online since, not even on the same day", async () => {
    for (const day of ["2026-11-16", "2026-11-17"]) {
      await world.reset();
      await online(day, () => refuse(jana, leos));
      await give(camhs, leos, onMonday("jana.novak"));
      expect(await stateFor(world, senco, leos)).toBe("refused");
    }
  });

  test("does not bring back what was withdrawn online since", async () => {
    const id = await give(jana, leos);
    await online("2026-11-17", () => done(world, jana, "withdrawConsent", leos, { consentId: id }));
    await give(camhs, leos, onMonday("jana.novak"));
    expect(await stateFor(world, senco, leos)).toBe("withdrawn");
  });

  test("lifts what was refused before it", async () => {
    await online("2026-11-15", () => refuse(jana, leos));
    await give(camhs, leos, onMonday("jana.novak"));
    expect(await stateFor(world, senco, leos)).toBe("given");
  });

  test("that refuses counts from now, so that nothing is shared on a doubt about the order", async () => {
    await online("2026-11-17", () => give(jana, leos));
    const id = await refuse(senco, leos, onMonday("jana.novak"));
    expect(await stateFor(world, senco, leos)).toBe("refused");
    expect(await lastEvent(world, id)).toMatchObject({ saidOn: "2026-11-16", at: world.now() });
  });

  test("and another of the same day: the one that was written down last counts", async () => {
    await give(camhs, leos, onMonday("jana.novak", { from: "2026-11-01", until: "2026-11-30" }));
    await give(camhs, leos, onMonday("jana.novak", { from: "2026-11-01", until: "2026-12-31" }));
    await give(camhs, leos, onMonday("jana.novak", { from: "2026-11-01", until: "2026-12-15" }));
    world.at("2026-12-10T12:00:00Z");
    expect(await stateFor(world, senco, leos)).toBe("given");
    world.at("2026-12-20T12:00:00Z");
    expect(await stateFor(world, senco, leos)).toBe("expired");
  });
});

describe("a consent that cannot be meant is refused, and the thing is named", () => {
  test.each<[string, Wish, RegExp]>([
    ["nothing to share", { categories: [] }, /"categories" must not be empty/],
    ["nobody to share with", { recipients: [] }, /"recipients" must not be empty/],
    ["no purpose", { purposes: [] }, /"purposes" must not be empty/],
    ["an unknown category", { categories: ["health.therapies", "health.feelings"] }, /"health.feelings", which is no category/],
    ["an unknown agency", { recipients: [{ agency: "police" }] }, /"police", which is nobody known/],
    ["a role of another agency", { recipients: [{ agency: "health", role: "senco" }] }, /"health\/role\/senco", which is nobody known/],
    ["somebody of another agency", { recipients: [{ agency: "health", person: "helen.marsh" }] }, /"health\/person\/helen.marsh"/],
    ["somebody of another family", { recipients: [{ agency: "family", person: "samira.ahmed" }] }, /"family\/person\/samira.ahmed"/],
    [
      "a role and a person at once",
      { recipients: [{ agency: "education", role: "senco", person: "helen.marsh" }] },
      /names a role or a person, not both/,
    ],
    ["an end before the beginning", { from: "2026-12-02", until: "2026-12-01" }, /"until" is before/],
    ["an end that is past", { from: "2026-11-01", until: "2026-11-21" }, /"until" is in the past/],
    ["no real day", { until: "2026-11-31" }, /"until" is a day/],
  ])("%s", async (_, wish, why) => {
    expect(await said(jana, leos, wish)).toMatch(why);
  });

  test("today is not past, and the family and its roles are known", async () => {
    await give(jana, leos, { until: "2026-11-22" });
    await give(jana, leos, { recipients: [{ agency: "family" }, { agency: "family", role: "parent" }] });
  });

  test("a young person can share with a parent", async () => {
    const wish = {
      categories: ["health.conditions"],
      recipients: [{ agency: "family", person: "denise.clarke" }],
      purposes: ["FAMILY_ACCESS"],
    };
    await give(jordan, jordans, wish);
    expect(await stateFor(world, denise, jordans, { category: "health.conditions", purpose: "FAMILY_ACCESS" })).toBe("given");
  });
});
