import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { audiencesOf } from "../../subgraphs/partnership/deciding/audiences.ts";
import { consentLives } from "../../subgraphs/partnership/deciding/consent-lives.ts";
import type { ConsentEventFacts } from "../../subgraphs/partnership/deciding/child-facts.ts";
import { assessment, child, consentFor, factsOf, person, relative, restriction, said, today } from "./facts.ts";
import { runs } from "../runs.ts";

type Child = ReturnType<typeof child>;

const roleOf = (_agency: string, subject: string) => (subject === "helen.marsh" ? "senco" : undefined);
const lives = (facts: Child, day = today) => consentLives(facts, audiencesOf(facts.consentEvents, roleOf), day);
const standings = (facts: Child, day = today) => Object.fromEntries(lives(facts, day).map(({ consent, standing }) => [consent, standing]));
const inForce = (facts: Child, day = today) => lives(facts, day).flatMap(({ consent, holdsFor }) => (holdsFor.length > 0 ? [consent] : []));

describe("the list of consents", () => {
  test("has all that was said, the latest first, each with what happened to it, the earliest first", () => {
    const consentEvents = [
      said("mother", "limited", "2026-06-02", { consent: "older", categories: ["health.gp"] }),
      said("mother", "given", "2026-05-02", { consent: "newer" }),
      said("mother", "given", "2026-03-02", { consent: "older", categories: ["health.therapies", "health.gp"] }),
      said("mother", "refused", "2026-04-02", { consent: "no" }),
    ];
    const found = lives(child({ consentEvents }));
    expect(found.map(({ consent }) => consent)).toEqual(["older", "newer", "no"]);
    expect(found[0]?.events.map(({ event }) => event)).toEqual(["given", "limited"]);
    expect(found[0]?.last.categories).toEqual(["health.gp"]);
  });

  test("says what has become of each", () => {
    const consentEvents = [
      said("mother", "given", "2026-03-02", { consent: "standing" }),
      said("mother", "refused", "2026-03-02", { consent: "refusal", categories: ["health.gp"] }),
      said("mother", "given", "2026-03-02", { consent: "taken-back" }),
      said("mother", "withdrawn", "2026-04-02", { consent: "taken-back", categories: ["health.conditions"] }),
      said("mother", "given", "2026-03-02", { consent: "later", validFrom: "2026-11-17" }),
      said("mother", "given", "2026-03-02", { consent: "over", validUntil: "2026-11-15", categories: ["health.allergies"] }),
      said("uncle", "given", "2026-03-02", { consent: "uncles" }),
    ];
    const family = [relative("mother"), relative("uncle", { parentalResponsibility: false })];
    const facts = child({ family, consentEvents });
    expect(standings(facts)).toEqual({
      standing: "given",
      refusal: "refused",
      "taken-back": "withdrawn",
      later: "not-yet",
      over: "expired",
      uncles: "lapsed",
    });
    expect(inForce(facts)).toEqual(["standing"]);
  });

  test("lets a consent begin and end by the clock alone", () => {
    const facts = child({
      consentEvents: [said("mother", "given", "2026-03-02", { consent: "one", validFrom: "2026-11-17", validUntil: "2026-11-18" })],
    });
    const on = (day: string) => standings(facts, day)["one"];
    expect(["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19"].map(on)).toEqual(["not-yet", "given", "given", "expired"]);
  });

  test("says alike of a word that lost its weight, whether an order of a court is behind it or the end of parental responsibility", () => {
    const consentEvents = [
      said("father", "given", "2026-03-02", { consent: "given" }),
      said("father", "refused", "2026-03-02", { consent: "refused" }),
    ];
    const bound = child({
      family: [relative("mother"), relative("father")],
      consentEvents,
      restrictions: [restriction("court-order", { person: "father" })],
    });
    const ended = child({ family: [relative("mother"), relative("father", { until: "2026-10-01" })], consentEvents });
    expect(standings(bound)).toEqual({ given: "lapsed", refused: "lapsed" });
    expect(lives(bound)).toEqual(lives(ended));
  });

  test("changes hands with the rights", () => {
    const family = [relative("mother"), relative("child", { kind: "self", parentalResponsibility: false })];
    const early = ["mother", "child"].map((name) => said(name, "given", "2024-03-02", { consent: name }));
    const own = said("child", "given", "2025-06-28", { consent: "own" });
    const facts = child({ dateOfBirth: "2009-05-14", family, consentEvents: [...early, own] });
    expect(inForce(facts, "2025-06-27")).toEqual(["mother"]);
    expect(inForce(facts, "2025-06-28")).toEqual(["own"]);
    expect(standings(facts, "2025-06-28")).toEqual({ mother: "lapsed", child: "lapsed", own: "given" });
  });

  test("leaves a parent's consent in force only for what the child is not competent to decide", () => {
    const family = [relative("mother"), relative("child", { kind: "self", parentalResponsibility: false })];
    const consentEvents = [said("mother", "given", "2026-03-02", { categories: ["health.therapies", "health.mental-health"] })];
    const assessments = [assessment("gillick-competence", { categories: ["health.mental-health"], from: "2026-04-01" })];
    const childs = said("child", "given", "2026-04-02", { categories: ["health.mental-health"] });
    for (const words of [consentEvents, [...consentEvents, childs]]) {
      const life = lives(child({ family, consentEvents: words, assessments })).at(-1);
      expect(life).toMatchObject({ last: { person: "mother" }, standing: "given", holdsFor: ["health.therapies"] });
    }
  });

  test("has none in force against which another holder's refusal stands, or that a later word of the same person replaced", () => {
    const family = [relative("mother"), relative("father")];
    const disputed = [said("mother", "given", "2026-03-02"), said("father", "refused", "2026-02-02")];
    expect(inForce(child({ family, consentEvents: disputed }))).toEqual([]);
    const replaced = [said("mother", "given", "2026-03-02"), said("mother", "refused", "2026-04-02")];
    expect(inForce(child({ consentEvents: replaced }))).toEqual([]);
  });

  test("has one in force of which a refusal leaves something to others than those whom it names", () => {
    const one = said("mother", "given", "2026-03-02", { consent: "all" });
    const teachers = said("mother", "refused", "2026-04-02", { recipients: ["education/role/class-teacher"] });
    expect(inForce(child({ consentEvents: [one, teachers] }))).toEqual(["all"]);
    const onlyHelen = { ...one, recipients: ["education/person/helen.marsh"] };
    const sencos = { ...teachers, recipients: ["education/role/senco"] };
    expect(inForce(child({ consentEvents: [onlyHelen, sencos] }))).toEqual([]);
  });
});

describe("what is shared by consent and what the list shows are the same", () => {
  const people = ["mother", "father", "child"] as const;
  const day = fc.nat(60).map((days) => new Date(Date.UTC(2026, 9, 1 + days)).toISOString().slice(0, 10));
  const scope = fc.record({
    categories: fc.subarray(["health.therapies", "health.conditions"], { minLength: 1 }),
    recipients: fc.subarray(["education", "health", "education/role/senco", "education/person/helen.marsh"], { minLength: 1 }),
    purposes: fc.subarray(["DIRECT_SUPPORT", "EHC_ASSESSMENT"], { minLength: 1 }),
    validFrom: day,
    validUntil: fc.option(day),
  });
  const kinds = fc.constantFrom("given", "limited", "refused", "withdrawn");

  /** The life of one consent: whatever can be written down, sensible or not. No two things are said at one moment. */
  const life = fc
    .record({
      consent: fc.uuid(),
      person: fc.constantFrom(...people),
      events: fc.array(fc.tuple(kinds, scope), { minLength: 1, maxLength: 4 }),
      begins: fc.nat(999),
    })
    .map(({ consent, person, events, begins }) =>
      events.map(([event, words], index): ConsentEventFacts => {
        const first = event === "refused" ? event : "given";
        return {
          consent,
          person,
          event: index === 0 ? first : event,
          at: new Date(Date.UTC(2026, 0, 1, 0, begins + 1000 * index)),
          ...words,
        };
      }),
    );
  const questions = fc.record({
    category: fc.constantFrom("health.therapies", "health.conditions"),
    agency: fc.constantFrom("education", "health"),
    purpose: fc.constantFrom("DIRECT_SUPPORT" as const, "EHC_ASSESSMENT" as const),
    day,
  });

  const facts = (consentEvents: readonly ConsentEventFacts[], dateOfBirth = "2020-03-09") =>
    child({
      dateOfBirth,
      consentEvents,
      family: [relative("mother"), relative("father"), relative("child", { kind: "self", parentalResponsibility: false })],
    });
  const covers =
    ({ category, purpose }: { category: string; purpose: string }, names: readonly string[]) =>
    ({ last, holdsFor }: ReturnType<typeof lives>[number]) =>
      holdsFor.includes(category) && last.recipients.some((name) => names.includes(name)) && last.purposes.some((one) => one === purpose);

  test("for a single consent about an agency: it is in force if and only if it permits", () => {
    fc.assert(
      fc.property(life, questions, (events, question) => {
        const whole = events.map((event) => ({ ...event, recipients: event.recipients.map((name) => name.replace(/\/.*/, "")) }));
        const found = lives(facts(whole), question.day).some(covers(question, [question.agency]));
        expect(found).toBe(consentFor(facts(whole), question) === "given");
      }),
      { numRuns: runs(1000) },
    );
  });

  const manyLives = fc.uniqueArray(life, { maxLength: 5, selector: ([first]) => first?.at.getTime() }).map((each) => each.flat());
  // Between the words and after them, so that some were said while others decided.
  const assessed = fc.subarray([
    assessment("gillick-competence", { from: "2026-01-02" }),
    assessment("gillick-competence", { from: "2026-01-02", categories: ["health.conditions"], until: "2026-10-20" }),
    assessment("lack-of-capacity", { from: "2026-01-03", until: "2026-01-03" }),
    assessment("lack-of-capacity", { from: "2026-10-10", until: "2026-10-25" }),
  ]);
  const readers = {
    helen: { asks: person("helen.marsh"), names: ["education", "education/role/senco", "education/person/helen.marsh"] },
    senco: { asks: person("somebody"), names: ["education", "education/role/senco"] },
    teacher: { asks: person("somebody", "education", "class-teacher"), names: ["education"] },
    doctor: { asks: person("helen.marsh", "health", "paediatrician"), names: ["health"] },
  };
  const everyReader = Object.keys(readers) as (keyof typeof readers)[];
  const categories = ["health.therapies", "health.conditions"] as const;
  const purposes = ["DIRECT_SUPPORT", "EHC_ASSESSMENT"] as const;
  /** By reader and purpose, what consent comes to for each category. */
  const statesOf = (all: Child, on: string) =>
    everyReader.flatMap((reader) =>
      purposes.map((purpose) => ({ reader, purpose, consent: factsOf(all, readers[reader].asks, purpose, on).consent })),
    );

  test("for many consents of several people: whatever somebody reads by consent, a consent in force shows", () => {
    fc.assert(
      fc.property(manyLives, day, fc.constantFrom("2020-03-09", "2009-05-14"), assessed, (events, on, born, assessments) => {
        const all = { ...facts(events, born), assessments };
        const found = lives(all, on);
        for (const { reader, purpose, consent } of statesOf(all, on))
          for (const category of categories.filter((each) => consent[each] === "given"))
            expect(found.some(covers({ category, purpose }, readers[reader].names))).toBe(true);
      }),
      { numRuns: runs(500) },
    );
  });

  test("for many consents: whatever one is in force for, somebody whom it names reads for one of its purposes", () => {
    fc.assert(
      fc.property(manyLives, day, (events, on) => {
        const all = facts(events);
        const states = statesOf(all, on);
        for (const life of lives(all, on))
          for (const category of life.holdsFor) {
            const reads = states.some(
              ({ reader, purpose, consent }) => consent[category] === "given" && covers({ category, purpose }, readers[reader].names)(life),
            );
            expect(reads).toBe(true);
          }
      }),
      { numRuns: runs(300) },
    );
  });

  test("in whatever order the events are read", () => {
    fc.assert(
      fc.property(fc.array(life, { maxLength: 3 }), questions, fc.infiniteStream(fc.nat()), (all, question, order) => {
        const events = all.flat();
        fc.pre(new Set(events.map(({ at }) => at.getTime())).size === events.length);
        const shuffled = events.map((event) => ({ event, rank: order.next().value })).sort((one, other) => one.rank - other.rank);
        const again = facts(shuffled.map(({ event }) => event));
        expect(consentFor(again, question)).toBe(consentFor(facts(events), question));
        expect(lives(again, question.day)).toEqual(lives(facts(events), question.day));
      }),
      { numRuns: runs(300) },
    );
  });
});
