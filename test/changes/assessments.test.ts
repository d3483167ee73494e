import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { ConsentState } from "../../policies/index.ts";
import { CapacityAssessmentRow } from "../../subgraphs/partnership/records/capacity-assessment-row.ts";
import { ConsentEventRow } from "../../subgraphs/partnership/records/consent-event-row.ts";
import { factsAbout } from "./decided.ts";
import { people } from "./people.ts";
import { type Answered, type ChangesWorld, newKey, openChangesWorld, type Person } from "./world.ts";

let world: ChangesWorld;
beforeAll(async () => void (world = await openChangesWorld()), 120_000);
beforeEach(() => world.reset());
afterAll(() => world.close());

const competence = `mutation ($childId: ID!, $categories: [String!]!, $ground: String!, $from: String, $until: String, $idempotencyKey: String!) {
  changed: recordCompetence(childId: $childId, categories: $categories, ground: $ground, from: $from, until: $until, purpose: DIRECT_SUPPORT, idempotencyKey: $idempotencyKey) { id child { id } }
}`;
const capacity = `mutation ($childId: ID!, $ground: String!, $from: String, $until: String, $idempotencyKey: String!) {
  changed: recordLackOfCapacity(childId: $childId, ground: $ground, from: $from, until: $until, purpose: DIRECT_SUPPORT, idempotencyKey: $idempotencyKey) { id child { id } }
}`;
const ending = `mutation ($childId: ID!, $assessmentId: ID!, $ground: String!, $idempotencyKey: String!) {
  changed: endAssessment(childId: $childId, assessmentId: $assessmentId, ground: $ground, purpose: DIRECT_SUPPORT, idempotencyKey: $idempotencyKey) { id child { id } }
}`;

const ground = "Talked it over three times; could say what would follow from either answer";
const categories = ["health.mental-health"];

function ask(person: Person, source: string, childId: string, more: object): Promise<Answered> {
  return world.ask(person, source, { childId, ground, idempotencyKey: newKey(), ...more });
}

const assessCompetence = (person: Person, child: string, more: object = {}) => ask(person, competence, child, { categories, ...more });
const assessCapacity = (person: Person, child: string, more: object = {}) => ask(person, capacity, child, more);
const end = (person: Person, child: string, assessmentId: string, more: object = {}) =>
  ask(person, ending, child, { assessmentId, ...more });

/** What the consents to these categories come to for the child's school. */
async function consents(
  child: string,
  at?: string,
): Promise<Record<"mentalHealth" | "conditions" | "therapies", ConsentState | undefined>> {
  const { consent } = await factsAbout(world, { person: people.senco, child, ...(at === undefined ? {} : { at }) });
  return {
    mentalHealth: consent["health.mental-health"],
    conditions: consent["health.conditions"],
    therapies: consent["health.therapies"],
  };
}

async function leoAgrees(): Promise<void> {
  await world.database.manager.insert(ConsentEventRow, {
    id: "leo-agrees",
    consent: "leo-own",
    child: "CV-1003",
    person: "leo.novak",
    capacity: "competent-child",
    event: "given",
    categories,
    recipients: ["education"],
    purposes: ["DIRECT_SUPPORT"],
    validFrom: "2026-11-20",
    validUntil: null,
    at: new Date("2026-11-20T12:00:00Z"),
    recordedBy: "Dr Evan Lloyd",
    evidence: "Note of the conversation",
  });
}

describe("a child who was assessed as competent", () => {
  test("decides about the categories that were named from the next query on, and the parents about the others as before", async () => {
    await leoAgrees();
    expect(await consents("CV-1003")).toEqual({ mentalHealth: "refused", conditions: "given", therapies: "none" });
    const { data, codes } = await assessCompetence(people.camhs, "CV-1003");
    expect(codes).toEqual([]);
    expect(data.changed.child).toEqual({ id: "CV-1003" });
    expect(await consents("CV-1003")).toEqual({ mentalHealth: "given", conditions: "given", therapies: "none" });
  });

  test("has the only word: without it nothing is shared, whatever the parents said", async () => {
    await assessCompetence(people.camhs, "CV-1003", { categories: ["health.conditions"] });
    expect(await consents("CV-1003")).toEqual({ mentalHealth: "refused", conditions: "none", therapies: "none" });
  });

  test("decides until the assessment ends, by its last day or by somebody who may assess the same", async () => {
    await leoAgrees();
    const { data } = await assessCompetence(people.camhs, "CV-1003", { until: "2026-12-31" });
    expect((await consents("CV-1003", "2026-12-31T12:00:00Z")).mentalHealth).toBe("given");
    expect((await consents("CV-1003", "2027-01-01T12:00:00Z")).mentalHealth).toBe("refused");
    expect((await end(people.edPsych, "CV-1003", data.changed.id)).codes).toEqual([]);
    expect((await consents("CV-1003")).mentalHealth).toBe("refused");
    expect((await end(people.camhs, "CV-1003", data.changed.id)).codes).toEqual(["ASSESSMENT_ENDED"]);
  });

  test("is assessed only until compulsory school age ends, since then they decide about everything", async () => {
    expect((await assessCompetence(people.camhs, "CV-1004")).codes).toEqual(["RIGHTS_PASSED_TO_YOUNG_PERSON"]);
    expect((await assessCompetence(people.camhs, "CV-1003", { from: "2031-06-28" })).codes).toEqual(["RIGHTS_PASSED_TO_YOUNG_PERSON"]);
    expect((await assessCompetence(people.camhs, "CV-1003", { from: "2031-06-27" })).codes).toEqual([]);
  });
});

describe("a young person who was assessed as lacking capacity", () => {
  test("goes on being spoken for by those with parental responsibility from the next query on, and speaks again once it ends", async () => {
    const before = await consents("CV-1004");
    expect(before).toEqual({ mentalHealth: "none", conditions: "given", therapies: "given" });
    const { data, codes } = await assessCapacity(people.camhs, "CV-1004");
    expect(codes).toEqual([]);
    expect(await consents("CV-1004")).toEqual({ mentalHealth: "given", conditions: "none", therapies: "none" });
    expect((await end(people.camhs, "CV-1004", data.changed.id)).codes).toEqual([]);
    expect(await consents("CV-1004")).toEqual(before);
  });

  test("is 16 or older, since the Mental Capacity Act begins there", async () => {
    expect((await assessCapacity(people.camhs, "CV-1003")).codes).toEqual(["PERIOD_INVALID"]);
    expect((await assessCapacity(people.camhs, "CV-1003", { from: "2030-11-01" })).codes).toEqual(["PERIOD_INVALID"]);
    world.at("2030-11-02T12:00:00Z");
    expect((await assessCapacity(people.camhs, "CV-1003")).codes).toEqual([]);
  });
});

describe("every assessment", () => {
  test("is made and ended by those who are trained for it, and nobody else learns that it is there", async () => {
    for (const person of [people.senco, people.jana, people.leo]) {
      expect((await assessCompetence(person, "CV-1003")).codes).toEqual(["ACTION_NOT_PERMITTED"]);
      expect((await end(person, "CV-1003", "nothing")).codes).toEqual(["ACTION_NOT_PERMITTED"]);
    }
    world.at("2036-11-22T12:00:00Z");
    const { data } = await assessCapacity(people.paediatrician, "CV-1001");
    expect((await assessCapacity(people.slt, "CV-1001")).codes).toEqual(["ACTION_NOT_PERMITTED"]);
    for (const id of [data.changed.id, "nothing"]) expect((await end(people.slt, "CV-1001", id)).codes).toEqual(["ASSESSMENT_NOT_FOUND"]);
    expect((await end(people.edPsych, "CV-1003", data.changed.id)).codes).toEqual(["ASSESSMENT_NOT_FOUND"]);
  });

  test("has a ground of substance, and so has its end", async () => {
    for (const assess of [assessCompetence, assessCapacity])
      expect((await assess(people.camhs, "CV-1004", { ground: "Seems able" })).codes).toEqual(["REASON_TOO_SHORT"]);
    const { data } = await assessCapacity(people.camhs, "CV-1004");
    expect((await end(people.camhs, "CV-1004", data.changed.id, { ground: "Is better now" })).codes).toEqual(["REASON_TOO_SHORT"]);
  });

  test("names categories that there are, and days that are to come", async () => {
    for (const none of [[], ["health.nothing"]])
      expect((await assessCompetence(people.camhs, "CV-1003", { categories: none })).codes).toEqual(["ARGUMENT_INVALID"]);
    for (const more of [
      { from: "2026-11-01", until: "2026-11-21" },
      { from: "2026-12-02", until: "2026-12-01" },
    ])
      expect((await assessCompetence(people.camhs, "CV-1003", more)).codes).toEqual(["PERIOD_INVALID"]);
  });

  test("is kept with who made and ended it, why and when", async () => {
    const { data } = await assessCompetence(people.camhs, "CV-1003", { categories: ["health.therapies", "health.mental-health"] });
    await end(people.camhs, "CV-1003", data.changed.id, { ground: "Wants his parents to decide it again" });
    expect(await world.database.manager.findOneBy(CapacityAssessmentRow, { id: data.changed.id })).toMatchObject({
      kind: "gillick-competence",
      categories: ["health.mental-health", "health.therapies"],
      ground,
      assessor: "evan.lloyd",
      agency: "health",
      from: "2026-11-22",
      until: null,
      endedAt: new Date("2026-11-22T12:00:00Z"),
      endedBy: "health/person/evan.lloyd",
      endGround: "Wants his parents to decide it again",
    });
  });
});
