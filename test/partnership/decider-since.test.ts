import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { englandToday } from "../../service/england-today.ts";
import { audiencesOf } from "../../subgraphs/partnership/deciding/audiences.ts";
import type { AssessmentFacts } from "../../subgraphs/partnership/deciding/capacity.ts";
import { consentLives } from "../../subgraphs/partnership/deciding/consent-lives.ts";
import type { ChildFacts, ConsentEventFacts } from "../../subgraphs/partnership/deciding/child-facts.ts";
import { daysAfter } from "../../service/days.ts";
import { deciderSince } from "../../subgraphs/partnership/deciding/decider-since.ts";
import { consentingPersons } from "../../subgraphs/partnership/deciding/consenting-persons.ts";
import { assessment, child, consentFor, relative, said } from "./facts.ts";

// Compulsory school age ended on 27 June 2025.
const jordanBorn = "2009-05-14";
const leoBorn = "2014-11-02";
const family = [relative("mother"), relative("child", { kind: "self", parentalResponsibility: false })];
const since = (dateOfBirth: string, assessments: AssessmentFacts[], day = "2026-11-16", category = "health.therapies") =>
  deciderSince({ dateOfBirth, assessments }, day)(category);
const at = (moment: string) => new Date(moment).getTime();

describe("those who decide have decided", () => {
  test("from birth, if they are the holders and nobody decided in between", () => {
    expect(since(leoBorn, [])).toBe(-Infinity);
    expect(since(leoBorn, [assessment("gillick-competence", { categories: ["health.gp"] })])).toBe(-Infinity);
  });

  test("from the day after compulsory school age, if they are the young person: from its first minute in England, which is summer then", () => {
    expect(since(jordanBorn, [])).toBe(at("2025-06-27T23:00:00Z"));
  });

  test("from the moment at which an assessment was written down, and never from a day before it", () => {
    const recordedAt = new Date("2026-11-10T15:00:00Z");
    expect(since(leoBorn, [assessment("gillick-competence", { from: "2026-11-01", recordedAt })])).toBe(recordedAt.getTime());
    expect(since(leoBorn, [assessment("gillick-competence", { from: "2026-11-12", recordedAt })])).toBe(at("2026-11-12T00:00:00Z"));
  });

  test("from the moment at which an assessment ended, by somebody or by its last day", () => {
    const endedAt = new Date("2026-11-10T15:00:00Z");
    for (const [kind, born] of [
      ["lack-of-capacity", jordanBorn],
      ["gillick-competence", leoBorn],
    ] as const) {
      expect(since(born, [assessment(kind, { endedAt })])).toBe(endedAt.getTime());
      expect(since(born, [assessment(kind, { until: "2026-11-10" })])).toBe(at("2026-11-11T00:00:00Z"));
    }
  });

  test("without interruption, if a competent child became a young person, or one assessment followed upon another", () => {
    const competent = assessment("gillick-competence", { from: "2025-03-01", until: "2026-02-28" });
    expect(since(jordanBorn, [competent])).toBe(at("2025-03-01T00:00:00Z"));
    const next = assessment("gillick-competence", { from: "2026-03-01" });
    expect(since(leoBorn, [competent, next])).toBe(at("2025-03-01T00:00:00Z"));
    expect(since(leoBorn, [competent, { ...next, from: "2026-03-02" }])).toBe(at("2026-03-02T00:00:00Z"));
  });

  test("again only since a lack of capacity was over, whatever they were competent to decide before", () => {
    const lacking = assessment("lack-of-capacity", { from: "2026-03-01", until: "2026-03-31" });
    expect(since(jordanBorn, [assessment("gillick-competence", { from: "2025-01-01" }), lacking])).toBe(at("2026-03-31T23:00:00Z"));
  });

  test("whatever is still to come", () => {
    expect(since(jordanBorn, [assessment("lack-of-capacity", { from: "2026-11-17" })])).toBe(at("2025-06-27T23:00:00Z"));
  });
});

describe("a yes that was said before another decided", () => {
  const mothers = said("mother", "given", "2022-10-10", { consent: "mothers" });
  const lacking = assessment("lack-of-capacity", { from: "2026-11-02", recordedAt: new Date("2026-11-02T09:00:00Z") });
  const jordans = (...consentEvents: ConsentEventFacts[]) =>
    child({ dateOfBirth: jordanBorn, family, consentEvents, assessments: [lacking] });
  const standing = (facts: ChildFacts) =>
    consentLives(
      facts,
      audiencesOf(facts.consentEvents, () => undefined),
      "2026-11-16",
    ).map((life) => life.standing);

  test("does not come back, and reads as lapsed", () => {
    expect(consentFor(jordans(mothers))).toBe("none");
    expect(standing(jordans(mothers))).toEqual(["lapsed"]);
  });

  test("counts once it is given again or renewed, and not by being limited", () => {
    const later = (event: ConsentEventFacts["event"], consent: string) => said("mother", event, "2026-11-10", { consent });
    expect(consentFor(jordans(mothers, later("given", "another")))).toBe("given");
    expect(consentFor(jordans(mothers, later("renewed", "mothers")))).toBe("given");
    expect(standing(jordans(mothers, later("renewed", "mothers")))).toEqual(["given"]);
    expect(consentFor(jordans(mothers, later("limited", "mothers")))).toBe("none");
  });

  test("counts no more than a no that was said before it, which stands", () => {
    const no = said("mother", "refused", "2022-09-01");
    expect(consentFor(jordans(no, mothers))).toBe("refused");
  });

  test("is not brought back by who of the holders there was in between", () => {
    const facts = child({ family: [relative("mother"), relative("father", { until: "2024-01-01" })], consentEvents: [mothers] });
    expect(consentFor(facts)).toBe("given");
  });
});

describe("while an assessment is contested", () => {
  const contestedAt = new Date("2026-11-03T09:00:00Z");
  const competent = assessment("gillick-competence", { from: "2026-11-02" });
  const state = (facts: ChildFacts) =>
    consentLives(
      facts,
      audiencesOf(facts.consentEvents, () => undefined),
      "2026-11-16",
    ).map((life) => life.holdsFor);
  const leos = (assessments: AssessmentFacts[], ...consentEvents: ConsentEventFacts[]) =>
    child({ dateOfBirth: leoBorn, family, consentEvents, assessments });
  const yes = said("child", "given", "2026-11-10");
  const mothers = said("mother", "given", "2026-01-10");

  test("a consent is in force neither by it alone nor without it, but where both would have it", () => {
    expect(state(leos([competent], yes))).toEqual([["health.therapies"]]);
    expect(state(leos([{ ...competent, contestedAt }], yes))).toEqual([[]]);
    expect(state(leos([{ ...competent, contestedAt }], mothers))).toEqual([[]]);
    expect(state(leos([{ ...competent, contestedAt }], yes, mothers))).toEqual([["health.therapies"], []]);
  });

  test("another by somebody else opens by itself what is said since then, and not what was said by the contested one, even when that is over", () => {
    const another = assessment("gillick-competence", { from: "2026-11-12" });
    for (const endedAt of [null, new Date("2026-11-14T09:00:00Z")]) {
      const first = { ...competent, contestedAt, endedAt };
      expect(state(leos([first, another], yes))).toEqual([[]]);
      expect(state(leos([first, another], said("child", "given", "2026-11-13")))).toEqual([["health.therapies"]]);
    }
  });

  test("another that was there before opens by itself", () => {
    const another = assessment("gillick-competence", { from: "2026-11-05" });
    expect(state(leos([{ ...competent, contestedAt }, another], yes))).toEqual([["health.therapies"]]);
  });
});

/** Whom the law names at a moment, worked out for one moment as plainly as can be. */
function plainDecider(facts: ChildFacts, category: string, moment: number): "parent" | "child" {
  const day = englandToday(new Date(moment));
  const on = facts.assessments.filter(
    (one) =>
      one.from <= day &&
      (one.until === null || day <= one.until) &&
      one.recordedAt.getTime() <= moment &&
      !(one.endedAt !== null && one.endedAt.getTime() <= moment),
  );
  if (on.some(({ kind }) => kind === "lack-of-capacity")) return "parent";
  if (day > "2026-06-26") return "child";
  return on.some(({ kind, categories }) => kind === "gillick-competence" && categories.includes(category)) ? "child" : "parent";
}

test("whatever was assessed, ended and said, a category is shared only if those who consent about it said yes since the present decider decides", () => {
  // Compulsory school age ends on 26 June 2026. All is said by day, on the hour, so that it is enough to look at each hour.
  const dateOfBirth = "2010-05-14";
  const categories = ["health.therapies", "health.gp"];
  const day = fc.integer({ min: 0, max: 60 }).map((days) => daysAfter("2026-06-01", days));
  const hour = fc.integer({ min: 6, max: 20 });
  const moment = fc.tuple(day, hour).map(([on, hours]) => new Date(`${on}T${String(hours).padStart(2, "0")}:00:00Z`));
  const assessed = fc
    .record({
      kind: fc.constantFrom("gillick-competence" as const, "lack-of-capacity" as const),
      about: fc.subarray(categories, { minLength: 1 }),
      recordedAt: moment,
      length: fc.integer({ min: 0, max: 30 }),
      endsAfter: fc.option(fc.integer({ min: 1, max: 500 })),
    })
    .map(({ kind, about, recordedAt, length, endsAfter }): AssessmentFacts => {
      const from = recordedAt.toISOString().slice(0, 10);
      const endedAt = endsAfter === null ? null : new Date(recordedAt.getTime() + endsAfter * 3_600_000);
      return assessment(kind, {
        categories: kind === "lack-of-capacity" ? [] : about,
        from,
        until: daysAfter(from, length),
        recordedAt,
        endedAt,
      });
    });
  const word = fc.record({
    person: fc.constantFrom("mother", "child"),
    event: fc.constantFrom("given" as const, "given" as const, "refused" as const),
    about: fc.subarray(categories, { minLength: 1 }),
    at: moment,
  });
  const asked = fc.record({ category: fc.constantFrom(...categories), now: moment });
  let shared = 0;
  fc.assert(
    fc.property(fc.array(assessed, { maxLength: 4 }), fc.array(word, { maxLength: 8 }), asked, (all, words, { category, now }) => {
      // What is over by now is so by its own moment, and what is still to come has not happened.
      const assessments = all
        .filter(({ recordedAt }) => recordedAt <= now)
        .map((one) => ({ ...one, endedAt: one.endedAt !== null && one.endedAt <= now ? one.endedAt : null }));
      const consentEvents = words
        .filter((one) => one.at <= now)
        .map(({ person, event, about, at: when }) => said(person, event, when.toISOString().slice(0, 10), { categories: about, at: when }));
      const facts = child({ dateOfBirth, family, assessments, consentEvents });
      const today = now.toISOString().slice(0, 10);
      if (consentFor(facts, { category, day: today }) !== "given") return;
      shared += 1;
      const present = plainDecider(facts, category, now.getTime());
      const consenting = consentingPersons(facts, category, today);
      const yeses = consentEvents.filter((one) => one.event === "given" && one.categories.includes(category) && consenting.has(one.person));
      const uninterrupted = ({ at: when }: ConsentEventFacts) => {
        for (let hours = when.getTime(); hours <= now.getTime(); hours += 3_600_000)
          if (plainDecider(facts, category, hours) !== present) return false;
        return true;
      };
      expect(yeses.some(uninterrupted)).toBe(true);
    }),
    { numRuns: 1500 },
  );
  expect(shared).toBeGreaterThan(100);
});
