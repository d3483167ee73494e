import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { RestrictionRow } from "../../subgraphs/partnership/records/restriction-row.ts";
import { askFor, done, heard, lastEvent, refused, stateFor, type Wish } from "./consents.ts";
import { people } from "./people.ts";
import { type ChangesWorld, newKey, openChangesWorld, type Person } from "./world.ts";

let world: ChangesWorld;
beforeAll(async () => void (world = await openChangesWorld()), 120_000);
beforeEach(() => world.reset());
afterAll(() => world.close());

const { samira, jana, petr, denise, rupa, senco, edPsych, camhs, caseworker, socialWorker } = people;
const [maya, leos, jordans, dev] = ["CV-1001", "CV-1003", "CV-1004", "CV-1013"];

const wide = {
  categories: ["health.therapies", "health.development"],
  recipients: [{ agency: "education" }, { agency: "social-care" }],
  purposes: ["DIRECT_SUPPORT", "EHC_ASSESSMENT"],
  until: "2027-08-31",
};
const give = (person: Person, child: string, wish: Wish = wide) => done(world, person, "giveConsent", child, wish);

/** The stored word of a consent that was changed. */
async function changed(person: Person, change: "limitConsent" | "renewConsent" | "withdrawConsent", child: string, wish: Wish) {
  return lastEvent(world, await done(world, person, change, child, wish));
}

async function bind(person: string, child: string): Promise<void> {
  const row = {
    id: "order",
    child,
    kind: "court-order" as const,
    person,
    categories: [],
    ground: "Prohibited steps order",
    author: "Court",
    agency: "social-care",
  };
  await world.database.manager.insert(RestrictionRow, { ...row, from: "2026-11-01", until: null });
}

describe("a withdrawal", () => {
  test("is in force for the next question, and says with its giver's own word what it ended", async () => {
    const consentId = await give(jana, leos);
    expect(await changed(jana, "withdrawConsent", leos, { consentId })).toMatchObject({
      event: "withdrawn",
      method: "online",
      categories: wide.categories,
      recipients: ["education", "social-care"],
      validFrom: "2026-11-22",
      validUntil: null,
    });
    expect(await stateFor(world, senco, leos)).toBe("withdrawn");
  });

  test("is answered with the consent and the child, and made once", async () => {
    const [consentId, idempotencyKey] = ["ahmed-maya-health", newKey()];
    const first = await askFor(world, samira, "withdrawConsent", maya, { consentId, idempotencyKey });
    expect(first.data).toEqual({ withdrawConsent: { id: consentId, child: { id: maya } } });
    expect((await askFor(world, samira, "withdrawConsent", maya, { consentId, idempotencyKey })).data).toEqual(first.data);
    expect(await refused(world, samira, "withdrawConsent", maya, { consentId: "ahmed-maya-needs", idempotencyKey })).toBe(
      "IDEMPOTENCY_KEY_REUSED",
    );
    expect(await refused(world, samira, "withdrawConsent", maya, { consentId })).toBe("ALREADY_WITHDRAWN");
  });

  test("is made by whoever gave it, even once the rights are another's or an order binds them", async () => {
    await done(world, denise, "withdrawConsent", jordans, { consentId: "clarke-jordan-mother" });
    const consentId = await give(jana, leos);
    await bind("jana.novak", leos);
    await done(world, jana, "withdrawConsent", leos, { consentId });
  });

  test("is written down by a practitioner, with evidence, and counts from now whenever it was said", async () => {
    const consentId = await give(jana, leos);
    world.at("2026-11-25T12:00:00Z");
    const paper = { ...heard, saidOn: "2026-11-20" };
    const word = await changed(camhs, "withdrawConsent", leos, { consentId, heard: paper });
    expect(word).toMatchObject({ person: "jana.novak", recorder: "evan.lloyd", saidOn: "2026-11-20", at: world.now() });
    expect(await stateFor(world, senco, leos)).toBe("withdrawn");
  });

  test("ends what has run out as well, so that nobody renews it by mistake", async () => {
    await done(world, rupa, "withdrawConsent", dev, { consentId: "banerjee-dev-health" });
    expect(await refused(world, rupa, "renewConsent", dev, { consentId: "banerjee-dev-health", until: "2027-08-31" })).toBe(
      "ALREADY_WITHDRAWN",
    );
  });
});

describe("whoever limits, renews or withdraws", () => {
  const changes = [
    ["limitConsent", { purposes: ["EHC_ASSESSMENT"] }],
    ["renewConsent", { until: "2028-08-31" }],
    ["withdrawConsent", {}],
  ] as const;

  test.each(changes)("%s: must be the one who gave it; the other parent can only say their own word", async (change, wish) => {
    const consentId = await give(jana, leos);
    expect(await refused(world, petr, change, leos, { ...wish, consentId })).toBe("NOT_YOUR_CONSENT");
    await done(world, jana, "withdrawConsent", leos, { consentId });
    expect(await refused(world, petr, change, leos, { ...wish, consentId })).toBe("NOT_YOUR_CONSENT");
  });

  test.each(changes)("%s: and whoever may not read what others said is not told that they said it", async (change, wish) => {
    for (const consentId of ["ahmed-maya-health", "nothing-of-the-kind"])
      expect(await refused(world, people.daniel, change, maya, { ...wish, consentId })).toBe("CONSENT_NOT_FOUND");
  });

  test.each(changes)("%s: or a practitioner who heard it, and says how", async (change, wish) => {
    const consentId = await give(jana, leos);
    expect(await refused(world, camhs, change, leos, { ...wish, consentId })).toBe("EVIDENCE_MISSING");
    expect(await refused(world, { ...senco, role: "ig-officer" }, change, leos, { ...wish, consentId, heard })).toBe(
      "ACTION_NOT_PERMITTED",
    );
    expect(await refused(world, { ...senco, role: "ig-officer" }, change, leos, { ...wish, consentId: "none", heard })).toBe(
      "ACTION_NOT_PERMITTED",
    );
    expect(await refused(world, jana, change, leos, { ...wish, consentId, heard })).toBe("ARGUMENT_INVALID");
    expect(await changed(camhs, change, leos, { ...wish, consentId, heard })).toMatchObject({
      person: "jana.novak",
      method: "written",
      evidence: heard.evidence,
      recordedBy: "Dr Evan Lloyd",
    });
  });

  test.each(changes)("%s: needs a consent of this child that was given and stands", async (change, wish) => {
    const consentId = await give(jana, leos);
    await done(world, jana, "withdrawConsent", leos, { consentId });
    expect(await refused(world, jana, change, leos, { ...wish, consentId })).toBe("ALREADY_WITHDRAWN");
    expect(await refused(world, petr, change, leos, { ...wish, consentId: "novak-leo-father" })).toBe("CONSENT_NOT_GIVEN");
    expect(await refused(world, samira, change, "CV-1002", { ...wish, consentId: "ahmed-maya-health" })).toBe("CONSENT_NOT_FOUND");
    for (const child of [leos, "CV-9999"])
      expect(await refused(world, samira, change, child, { ...wish, consentId: "novak-leo-mother" })).toBe("CHILD_NOT_FOUND");
  });
});

describe("a limit", () => {
  const limit = async (wish: Wish, person = jana) => changed(person, "limitConsent", leos, { consentId: await give(jana, leos), ...wish });

  test("leaves what it names, from the next question on", async () => {
    expect(await limit({ categories: ["health.therapies"], purposes: ["DIRECT_SUPPORT"] })).toMatchObject({
      event: "limited",
      recipients: ["education", "social-care"],
      validFrom: "2026-11-22",
      validUntil: "2027-08-31",
    });
    expect(await stateFor(world, senco, leos)).toBe("given");
    expect(await stateFor(world, senco, leos, { category: "health.development" })).toBe("none");
    expect(await stateFor(world, senco, leos, { purpose: "EHC_ASSESSMENT" })).toBe("none");
  });

  test("can leave of an agency those of one role, or one person", async () => {
    await limit({
      recipients: [
        { agency: "education", role: "senco" },
        { agency: "education", person: "anna.feld" },
      ],
    });
    expect(await stateFor(world, senco, leos)).toBe("given");
    expect(await stateFor(world, edPsych, leos)).toBe("given");
    expect(await stateFor(world, caseworker, leos)).toBe("none");
    expect(await stateFor(world, socialWorker, leos)).toBe("none");
  });

  test("can bring the end forward, to today at the earliest", async () => {
    await limit({ until: "2026-11-22" });
    expect(await stateFor(world, senco, leos)).toBe("given");
    world.at("2026-11-23T12:00:00Z");
    expect(await stateFor(world, senco, leos)).toBe("expired");
  });

  test("of one who no longer decides is still theirs to make", async () => {
    const consentId = await give(jana, leos);
    await bind("jana.novak", leos);
    await done(world, jana, "limitConsent", leos, { consentId, purposes: ["EHC_ASSESSMENT"] });
  });

  test("of a consent whose recipient has left the family or the agency is still possible", async () => {
    const consentId = await give(jana, leos, { ...wide, recipients: [{ agency: "family", person: "petr.novak" }] });
    await world.database.query("DELETE FROM family_relation WHERE person = 'petr.novak'");
    const recipients = [{ agency: "family", person: "petr.novak" }];
    await done(world, jana, "limitConsent", leos, { consentId, recipients, purposes: ["EHC_ASSESSMENT"] });
  });

  test("of an older consent does not lift what was refused after it", async () => {
    const consentId = await give(jana, leos);
    await done(world, jana, "refuseConsent", leos);
    await done(world, jana, "limitConsent", leos, { consentId, categories: ["health.therapies"] });
    expect(await stateFor(world, senco, leos)).toBe("refused");
  });

  test.each<[string, Wish, string]>([
    ["another category", { categories: ["health.therapies", "health.gp"] }, "LIMIT_WIDENS"],
    ["another agency", { recipients: [{ agency: "education" }, { agency: "health" }] }, "LIMIT_WIDENS"],
    ["a person of another agency", { recipients: [{ agency: "health", person: "evan.lloyd" }] }, "LIMIT_WIDENS"],
    ["another purpose", { purposes: ["DIRECT_SUPPORT", "SAFEGUARDING"] }, "LIMIT_WIDENS"],
    ["a later end", { until: "2027-09-01" }, "LIMIT_WIDENS"],
    ["an end that is past", { until: "2026-11-21" }, "PERIOD_INVALID"],
    ["nothing at all: that is a withdrawal", { categories: [] }, "ARGUMENT_INVALID"],
    ["nobody at all", { recipients: [] }, "ARGUMENT_INVALID"],
    ["just what it had", { categories: ["health.development", "health.therapies"] }, "ARGUMENT_INVALID"],
    ["a role that there is not", { recipients: [{ agency: "education", role: "astrologer" }] }, "ARGUMENT_INVALID"],
  ])("cannot leave %s", async (_, wish, code) => {
    expect(await refused(world, jana, "limitConsent", leos, { consentId: await give(jana, leos), ...wish })).toBe(code);
  });

  test("of one role's consent cannot leave a person, who may ask in another role", async () => {
    const consentId = await give(jana, leos, { ...wide, recipients: [{ agency: "education", role: "senco" }] });
    for (const recipient of [{ agency: "education", person: "helen.marsh" }, { agency: "education" }])
      expect(await refused(world, jana, "limitConsent", leos, { consentId, recipients: [recipient] })).toBe("LIMIT_WIDENS");
  });

  test("of a consent that has run out is none: it would bring back nothing, nor may it bring back another", async () => {
    const fewer = { consentId: "banerjee-dev-health", categories: ["health.allergies"] };
    for (const wish of [fewer, { ...fewer, until: "2027-08-31" }]) {
      const { codes, result } = await askFor(world, rupa, "limitConsent", dev, wish);
      expect(codes).toEqual(["PERIOD_INVALID"]);
      expect(result.errors?.[0]?.message).toBe("It has run out; to share again, renew it.");
    }
  });

  test("after a limit is measured by what was left", async () => {
    const consentId = await give(jana, leos);
    await done(world, jana, "limitConsent", leos, { consentId, categories: ["health.therapies"] });
    expect(await refused(world, jana, "limitConsent", leos, { consentId, categories: wide.categories })).toBe("LIMIT_WIDENS");
  });
});

describe("a renewal", () => {
  test("does not lift what the same person has refused since, however small a part of it that is", async () => {
    const consentId = await give(jana, leos);
    await done(world, jana, "refuseConsent", leos, { recipients: [{ agency: "education", person: "helen.marsh" }] });
    expect(await refused(world, jana, "renewConsent", leos, { consentId, until: "2031-08-31" })).toBe("RENEWAL_CONTRADICTED");
    expect(await stateFor(world, senco, leos)).toBe("refused");
  });

  const [helen, grace] = ["helen.marsh", "grace.lowe"].map((person) => ({ agency: "education", person }));
  const [sencos, caseworkers] = ["senco", "sen-caseworker"].map((role) => ({ agency: "education", role }));

  test.each([
    ["to one person", helen, "the same person", helen, "RENEWAL_CONTRADICTED"],
    ["to one person", helen, "another person", grace, ""],
    ["to one person", helen, "a role, which may be theirs", sencos, "RENEWAL_CONTRADICTED"],
    ["to one role", sencos, "a person, who may be of that role", helen, "RENEWAL_CONTRADICTED"],
    ["to one role", sencos, "another role", caseworkers, ""],
    ["to one role", sencos, "the same of another agency", { agency: "health" }, ""],
  ])("of what is shared %s (%j) looks at what was refused to %s", async (_, given, _whom, no, code) => {
    const consentId = await give(jana, leos, { ...wide, recipients: [given] });
    await done(world, jana, "refuseConsent", leos, { recipients: [no] });
    expect(await refused(world, jana, "renewConsent", leos, { consentId, until: "2031-08-31" })).toBe(code);
  });

  test("moves the end, leaves no gap, and covers what was left", async () => {
    const consentId = await give(jana, leos);
    await done(world, jana, "limitConsent", leos, { consentId, categories: ["health.therapies"] });
    world.at("2027-08-01T12:00:00Z");
    expect(await changed(jana, "renewConsent", leos, { consentId, until: "2028-08-31" })).toMatchObject({
      event: "renewed",
      categories: ["health.therapies"],
      validFrom: "2026-11-22",
      validUntil: "2028-08-31",
    });
    expect(await stateFor(world, senco, leos)).toBe("given");
    expect(await stateFor(world, senco, leos, { category: "health.development" })).toBe("none");
    world.at("2028-08-31T12:00:00Z");
    expect(await stateFor(world, senco, leos)).toBe("given");
  });

  test("brings back a consent that has run out, from today", async () => {
    const state = () => stateFor(world, senco, dev, { category: "health.allergies" });
    expect(await state()).toBe("expired");
    const word = await changed(rupa, "renewConsent", dev, { consentId: "banerjee-dev-health", until: "2027-08-31" });
    expect(word).toMatchObject({ validFrom: "2026-11-22", validUntil: "2027-08-31" });
    expect(await state()).toBe("given");
  });

  test("is a new word, so only those say it who decide now", async () => {
    const consentId = await give(jana, leos);
    await bind("jana.novak", leos);
    expect(await refused(world, jana, "renewConsent", leos, { consentId, until: "2028-08-31" })).toBe("RIGHTS_RESTRICTED");
    // Who writes it down is not told of the order: the renewal is kept, and does not count while the order holds.
    expect(await refused(world, people.camhs, "renewConsent", leos, { consentId, until: "2028-08-31", heard })).toBe("");
    expect(await stateFor(world, senco, leos)).toBe("none");
    const older = { consentId: "clarke-jordan-mother", until: "2028-08-31" };
    expect(await refused(world, denise, "renewConsent", jordans, older)).toBe("RIGHTS_PASSED_TO_YOUNG_PERSON");
  });

  test.each([
    ["an end that it has already", "2027-08-31"],
    ["an earlier end", "2027-01-01"],
  ])("needs a later end, not %s", async (_, until) => {
    expect(await refused(world, jana, "renewConsent", leos, { consentId: await give(jana, leos), until })).toBe("PERIOD_INVALID");
  });

  test("does not end in the past, nor is there any of what has no end", async () => {
    const expired = { consentId: "banerjee-dev-health", until: "2026-11-21" };
    expect(await refused(world, rupa, "renewConsent", dev, expired)).toBe("PERIOD_INVALID");
    const consentId = await give(jana, leos, {});
    expect(await refused(world, jana, "renewConsent", leos, { consentId, until: "2028-08-31" })).toBe("PERIOD_INVALID");
  });

  test("on paper counts from the day it was signed, so what was refused since stands", async () => {
    const consentId = await give(jana, leos);
    world.at("2026-11-26T10:00:00Z");
    await done(world, jana, "refuseConsent", leos);
    world.at("2026-11-27T10:00:00Z");
    const paper = { consentId, until: "2028-08-31", heard: { ...heard, saidOn: "2026-11-25" } };
    expect(await changed(camhs, "renewConsent", leos, paper)).toMatchObject({ event: "renewed", saidOn: "2026-11-25" });
    expect(await stateFor(world, senco, leos)).toBe("refused");
    expect(await stateFor(world, senco, leos, { category: "health.development" })).toBe("given");
  });

  test("on paper cannot be older than what was last said of the consent; of the same day it can", async () => {
    const consentId = await give(jana, leos);
    const paper = (saidOn: string, until: string) => ({ consentId, until, heard: { ...heard, saidOn } });
    expect(await refused(world, camhs, "renewConsent", leos, paper("2026-11-21", "2028-08-31"))).toBe("ARGUMENT_INVALID");
    world.at("2026-11-23T10:00:00Z");
    await done(world, camhs, "renewConsent", leos, paper("2026-11-22", "2028-08-31"));
    expect(await lastEvent(world, consentId)).toMatchObject({ event: "renewed", validUntil: "2028-08-31" });
  });
});
