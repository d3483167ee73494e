import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { ConsentState } from "../../policies/index.ts";
import { CapacityAssessmentRow } from "../../subgraphs/partnership/records/capacity-assessment-row.ts";
import { askToAssess, ground } from "./assessing.ts";
import { done, type Wish } from "./consents.ts";
import { factsAbout } from "./decided.ts";
import { people } from "./people.ts";
import { type ChangesWorld, openChangesWorld, type Person } from "./world.ts";

let world: ChangesWorld;
beforeAll(async () => void (world = await openChangesWorld()), 120_000);
beforeEach(() => world.reset());
afterAll(() => world.close());

const categories = ["health.mental-health"];
const assessCompetence = (person: Person, child: string, more: Wish = {}) =>
  askToAssess(world, person, "recordCompetence", child, { categories, ...more });
const assessCapacity = (person: Person, child: string, more: Wish = {}) => askToAssess(world, person, "recordLackOfCapacity", child, more);
const end = (person: Person, child: string, assessmentId: string, more: Wish = {}) =>
  askToAssess(world, person, "endAssessment", child, { assessmentId, ...more });

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

const leoAgrees = () => done(world, people.leo, "giveConsent", "CV-1003", { categories });

describe("a child who was assessed as competent", () => {
  test("decides about the categories that were named from the next query on, and the parents about the others as before", async () => {
    expect(await consents("CV-1003")).toEqual({ mentalHealth: "refused", conditions: "given", therapies: "none" });
    const { data, codes } = await assessCompetence(people.camhs, "CV-1003");
    expect(codes).toEqual([]);
    expect(data.changed.child).toEqual({ id: "CV-1003" });
    expect(await consents("CV-1003")).toEqual({ mentalHealth: "none", conditions: "given", therapies: "none" });
    await leoAgrees();
    expect(await consents("CV-1003")).toEqual({ mentalHealth: "given", conditions: "given", therapies: "none" });
  });

  test("has the only word: without it nothing is shared, whatever the parents said", async () => {
    await assessCompetence(people.camhs, "CV-1003", { categories: ["health.conditions"] });
    expect(await consents("CV-1003")).toEqual({ mentalHealth: "refused", conditions: "none", therapies: "none" });
  });

  test("decides until the assessment ends, by its last day or by somebody who may assess the same", async () => {
    const { data } = await assessCompetence(people.camhs, "CV-1003", { until: "2026-12-31" });
    await leoAgrees();
    expect((await consents("CV-1003", "2026-12-31T12:00:00Z")).mentalHealth).toBe("given");
    expect((await consents("CV-1003", "2027-01-01T12:00:00Z")).mentalHealth).toBe("refused");
    expect((await end(people.edPsych, "CV-1003", data.changed.id)).codes).toEqual([]);
    expect((await consents("CV-1003")).mentalHealth).toBe("refused");
    expect((await end(people.camhs, "CV-1003", data.changed.id)).codes).toEqual(["ASSESSMENT_ENDED"]);
  });

  test("who was once assessed is no longer: what has run out is neither ended nor contested", async () => {
    const { data } = await assessCompetence(people.camhs, "CV-1003", { until: "2026-12-31" });
    world.at("2027-01-01T12:00:00Z");
    expect((await end(people.camhs, "CV-1003", data.changed.id)).codes).toEqual(["ASSESSMENT_ENDED"]);
  });

  test("is assessed only until compulsory school age ends, since then they decide about everything", async () => {
    expect((await assessCompetence(people.camhs, "CV-1004")).codes).toEqual(["RIGHTS_PASSED_TO_YOUNG_PERSON"]);
    const from = (day: string) => assessCompetence(people.camhs, "CV-1003", { from: day, until: "2031-08-31" });
    expect((await from("2031-06-28")).codes).toEqual(["RIGHTS_PASSED_TO_YOUNG_PERSON"]);
    expect((await from("2031-06-27")).codes).toEqual([]);
  });
});

describe("a young person who was assessed as lacking capacity", () => {
  test("is spoken for by those with parental responsibility, as far as they say so from now on", async () => {
    expect(await consents("CV-1004")).toEqual({ mentalHealth: "none", conditions: "given", therapies: "given" });
    expect((await assessCapacity(people.camhs, "CV-1004")).codes).toEqual([]);
    expect(await consents("CV-1004")).toEqual({ mentalHealth: "none", conditions: "none", therapies: "none" });
    await done(world, people.denise, "giveConsent", "CV-1004", { categories: ["health.conditions"] });
    expect(await consents("CV-1004")).toEqual({ mentalHealth: "none", conditions: "given", therapies: "none" });
  });

  test("speaks for themself again once it ends, and says again what they want to share; what their mother shared meanwhile is over", async () => {
    const { data } = await assessCapacity(people.camhs, "CV-1004");
    await done(world, people.denise, "giveConsent", "CV-1004", { categories: ["health.conditions"] });
    expect((await end(people.camhs, "CV-1004", data.changed.id)).codes).toEqual([]);
    expect(await consents("CV-1004")).toEqual({ mentalHealth: "none", conditions: "none", therapies: "none" });
    await done(world, people.jordan, "renewConsent", "CV-1004", { consentId: "clarke-jordan-own", until: "2027-08-31" });
    expect(await consents("CV-1004")).toEqual({ mentalHealth: "none", conditions: "given", therapies: "given" });
  });

  test("is 16 or older, since the Mental Capacity Act begins there", async () => {
    expect((await assessCapacity(people.camhs, "CV-1003")).codes).toEqual(["PERIOD_INVALID"]);
    world.at("2030-11-01T12:00:00Z");
    expect((await assessCapacity(people.camhs, "CV-1003", { from: "2030-11-02" })).codes).toEqual(["PERIOD_INVALID"]);
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
    for (const words of ["Seems able", "able able able able able able able able"])
      for (const assess of [assessCompetence, assessCapacity])
        expect((await assess(people.camhs, "CV-1004", { ground: words })).codes).toEqual(["REASON_TOO_SHORT"]);
    const { data } = await assessCapacity(people.camhs, "CV-1004");
    expect((await end(people.camhs, "CV-1004", data.changed.id, { ground: "Is better now" })).codes).toEqual(["REASON_TOO_SHORT"]);
  });

  test("names categories that there are, and days that are to come", async () => {
    for (const none of [[], ["health.nothing"]])
      expect((await assessCompetence(people.camhs, "CV-1003", { categories: none })).codes).toEqual(["ARGUMENT_INVALID"]);
  });

  test.each<[string, Wish, string]>([
    ["is over before it is written down", { assessedOn: "2026-11-01", from: "2026-11-01", until: "2026-11-21" }, "PERIOD_INVALID"],
    ["ends before it begins", { from: "2026-12-02", until: "2026-12-01" }, "PERIOD_INVALID"],
    ["was made tomorrow", { assessedOn: "2026-11-23" }, "PERIOD_INVALID"],
    ["was made tomorrow and holds from then on", { assessedOn: "2026-11-23", from: "2026-11-23" }, "PERIOD_INVALID"],
    ["was made in summer", { assessedOn: "2026-08-23" }, "PERIOD_INVALID"],
    ["holds from before it was made", { assessedOn: "2026-11-20", from: "2026-11-19" }, "PERIOD_INVALID"],
    ["holds for more than a year", { until: "2027-11-24" }, "PERIOD_INVALID"],
    ["never ends", { until: null }, 'Variable "$until" of non-null type "Date!" must not be null.'],
    ["was made nobody knows when", { assessedOn: null }, 'Variable "$assessedOn" of non-null type "Date!" must not be null.'],
  ])("is none that %s", async (_, more, code) => {
    for (const assess of [() => assessCompetence(people.camhs, "CV-1003", more), () => assessCapacity(people.camhs, "CV-1004", more)])
      expect((await assess()).codes).toEqual([code]);
  });

  test("may be of 90 days ago, and hold for a year from then or from today", async () => {
    for (const more of [{ assessedOn: "2026-08-24", from: "2026-08-24", until: "2027-08-25" }, { until: "2027-11-23" }])
      expect((await assessCompetence(people.camhs, "CV-1003", more)).codes).toEqual([]);
  });

  test("is kept with who made and ended it, why and when", async () => {
    const of = { categories: ["health.therapies", "health.mental-health"], assessedOn: "2026-11-20", until: "2027-05-31" };
    const { data } = await assessCompetence(people.camhs, "CV-1003", of);
    world.at("2026-11-23T12:00:00Z");
    await end(people.camhs, "CV-1003", data.changed.id, { ground: "Wants his parents to decide it again" });
    expect(await world.database.manager.findOneBy(CapacityAssessmentRow, { id: data.changed.id })).toMatchObject({
      kind: "gillick-competence",
      categories: ["health.mental-health", "health.therapies"],
      ground,
      assessor: "evan.lloyd",
      agency: "health",
      role: "camhs-clinician",
      assessedOn: "2026-11-20",
      decision: null,
      recordedAt: new Date("2026-11-22T12:00:00Z"),
      from: "2026-11-22",
      until: "2027-05-31",
      endedAt: new Date("2026-11-23T12:00:00Z"),
      endedBy: "health/person/evan.lloyd",
      endGround: "Wants his parents to decide it again",
    });
  });
});
