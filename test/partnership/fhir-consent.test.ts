import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { purposes } from "../../policies/index.ts";
import { writeConsent } from "../../subgraphs/partnership/fhir-consent/write.ts";
import type { ConsentEventRow } from "../../subgraphs/partnership/records/consent-event-row.ts";
import { read, reading } from "./fhir-consent/resources.ts";
import { runs } from "../runs.ts";

const given: ConsentEventRow = {
  id: "1",
  consent: "ahmed-maya-health",
  child: "CV-1001",
  person: "samira.ahmed",
  capacity: "holder",
  event: "given",
  categories: ["health.therapies", "health.conditions"],
  recipients: ["education", "social-care/role/social-worker"],
  purposes: ["DIRECT_SUPPORT", "SAFEGUARDING"],
  validFrom: "2026-03-02",
  validUntil: "2027-08-31",
  at: new Date("2026-03-02T10:15:00Z"),
  recordedBy: "Samira Ahmed",
  evidence: "Said through Childview",
  method: "online",
  saidOn: null,
  recordedAt: new Date("2026-03-02T10:15:00Z"),
  recorder: "samira.ahmed",
  recorderAgency: "family",
};

type Standing = Parameters<typeof writeConsent>[0]["standing"];

/** A consent with this life, as another system gets it. */
function write(standing: Standing, ...events: [ConsentEventRow, ...ConsentEventRow[]]) {
  const last = events.at(-1) ?? events[0];
  return writeConsent({ consent: last.consent, child: last.child, events, last, standing, personName: "Samira Ahmed" });
}

describe("a consent that is given to another system as a FHIR Consent", () => {
  test("says who agreed to share what, with whom, for what, from when and until when", () => {
    const resource = write("given", given);
    expect(resource).toMatchObject({
      resourceType: "Consent",
      id: "ahmed-maya-health",
      identifier: [{ system: "https://childview.example/id/consent", value: "ahmed-maya-health" }],
      meta: { versionId: "1", lastUpdated: "2026-03-02T10:15:00.000Z" },
      status: "active",
      patient: { identifier: { system: "https://childview.example/id/child", value: "CV-1001" } },
      dateTime: "2026-03-02T10:15:00.000Z",
      performer: [{ type: "RelatedPerson", identifier: { value: "samira.ahmed" }, display: "Samira Ahmed" }],
      sourceAttachment: { title: "Said through Childview" },
      policyRule: { coding: [{ code: "OPTOUT" }] },
    });
    const [support, safeguarding, ...more] = resource.provision?.provision ?? [];
    expect(support).toMatchObject({
      type: "permit",
      period: { start: "2026-03-02", end: "2027-08-31" },
      actor: [
        { reference: { type: "Organization", identifier: { value: "education" } } },
        { reference: { type: "PractitionerRole", identifier: { value: "social-care/role/social-worker" } } },
      ],
      purpose: [{ code: "DIRECT_SUPPORT" }, { code: "TREAT" }],
      class: [{ code: "health.therapies" }, { code: "health.conditions" }],
    });
    expect(safeguarding?.purpose).toMatchObject([{ code: "SAFEGUARDING" }]);
    expect(more).toEqual([]);
  });

  test("has no type and no condition at the root, where FHIR R4 wants none", () => {
    expect(Object.keys(write("given", given).provision ?? {})).toEqual(["provision"]);
  });

  test("names people and groups as what they are", () => {
    const recipients = ["health/person/rachel.stone", "family", "family/person/daniel.reed"];
    const [rule] = write("given", { ...given, recipients }).provision?.provision ?? [];
    expect(rule?.actor?.map(({ reference }) => reference.type)).toEqual(["Practitioner", "Group", "RelatedPerson"]);
  });

  test("is the young person's own word, if it is", () => {
    expect(write("given", { ...given, capacity: "self" }).performer).toMatchObject([{ type: "Patient" }]);
  });

  test("says when it was said, and that it was verified, if a practitioner wrote it down", () => {
    const heard = { ...given, method: "written", saidOn: "2026-02-28", recorder: "fiona.grant", recorderAgency: "social-care" } as const;
    expect(write("given", given).verification).toBeUndefined();
    expect(write("given", heard)).toMatchObject({
      dateTime: "2026-02-28",
      verification: [{ verified: true, verificationDate: "2026-03-02T10:15:00.000Z" }],
    });
  });

  test("has its number alone if that is no id to FHIR", () => {
    const resource = write("given", { ...given, consent: "form 7/2026" });
    expect(resource).not.toHaveProperty("id");
    expect(resource["identifier"]).toEqual([{ system: "https://childview.example/id/consent", value: "form 7/2026" }]);
  });

  test("is to be followed where it refuses, so that nobody misses it", () => {
    const resource = write("refused", { ...given, event: "refused" });
    expect(resource.status).toBe("active");
    expect(resource.provision?.provision?.map(({ type, period }) => [type, period])).toEqual([
      ["deny", undefined],
      ["deny", undefined],
    ]);
  });

  test("that was withdrawn is over, and says until when it was followed", () => {
    const withdrawn = { ...given, event: "withdrawn", validFrom: "2026-06-01", validUntil: null } as const;
    const resource = write("withdrawn", given, withdrawn);
    expect(resource).toMatchObject({ status: "inactive", meta: { versionId: "2" } });
    expect(resource.provision?.provision?.[0]).toMatchObject({ type: "permit", period: { start: "2026-03-02", end: "2026-06-01" } });
    const before = { ...withdrawn, validFrom: "2026-02-01" };
    expect(write("withdrawn", given, before).provision?.provision?.[0]?.period).toEqual({ start: "2026-02-01", end: "2026-02-01" });
  });

  test("is over where the word of whoever gave it does not count any more", () => {
    expect(write("lapsed", given).status).toBe("inactive");
  });
});

describe("a consent that is given to another system and comes back", () => {
  const day = fc.integer({ min: -400, max: 400 }).map((days) => new Date(Date.UTC(2026, 10, 22 + days)).toISOString().slice(0, 10));
  const names = ["education", "health", "family", "education/role/senco", "family/role/parent", "health/person/rachel.stone"];
  const someOf = <T>(all: readonly T[]) => fc.shuffledSubarray([...all], { minLength: 1 });
  const said = fc.record({
    categories: someOf(reading.policy.categories.map(({ id }) => id)),
    recipients: someOf(names),
    purposes: someOf(purposes),
    validFrom: day,
    validUntil: fc.option(day.filter((each) => each >= reading.today)),
    capacity: fc.constantFrom("holder" as const, "self" as const, "competent-child" as const),
    method: fc.constantFrom("online" as const, "written" as const, "spoken" as const),
    saidOn: fc.option(day.filter((each) => each <= reading.today)),
    evidence: fc.string(),
  });

  test("says the same: who, what, with whom, for what, from when and until when", () => {
    const kind = fc.constantFrom("given", "limited", "renewed", "refused");
    fc.assert(
      fc.property(kind, said, said, (event, before, now) => {
        const validFrom = now.validUntil !== null && now.validUntil < now.validFrom ? now.validUntil : now.validFrom;
        const last: ConsentEventRow = { ...given, ...now, validFrom, event };
        const { words, person } = read(write(event === "refused" ? "refused" : "given", { ...given, ...before }, last));
        const refusal = event === "refused";
        expect(person).toBe(given.person);
        expect(words).toEqual([
          {
            decision: refusal ? "refused" : "given",
            categories: now.categories,
            recipients: now.recipients,
            purposes: now.purposes,
            from: refusal ? undefined : validFrom,
            until: refusal ? undefined : (now.validUntil ?? undefined),
          },
        ]);
      }),
      { numRuns: runs(300) },
    );
  });

  test("is not taken for one that counts, if it does not", () => {
    expect(() => read(write("lapsed", given))).toThrow("Consent.status is inactive");
    expect(() => read(write("withdrawn", given, { ...given, event: "withdrawn" }))).toThrow("Consent.status is inactive");
    expect(() => read(write("expired", { ...given, validUntil: "2026-11-21" }))).toThrow("is in the past");
  });
});
