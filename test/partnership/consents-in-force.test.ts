import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { ConsentEventFacts } from "../../subgraphs/partnership/deciding/consent-state.ts";
import { consentsInForce } from "../../subgraphs/partnership/deciding/consents-in-force.ts";
import { child, consentFor, relative, restriction, said, today } from "./facts.ts";

const listed = (facts: ReturnType<typeof child>, day = today) => consentsInForce(facts, day).map(({ consent }) => consent);

describe("the list of consents in force", () => {
  test("has those that were given and still hold, the latest first", () => {
    const consentEvents = [
      said("mother", "given", "2026-03-02", { consent: "older" }),
      said("mother", "given", "2026-05-02", { consent: "newer" }),
    ];
    expect(listed(child({ consentEvents }))).toEqual(["newer", "older"]);
  });

  test("has none that was refused, withdrawn, not yet begun or run out", () => {
    const consentEvents = [
      said("mother", "refused", "2026-03-02"),
      said("mother", "given", "2026-03-02", { consent: "one" }),
      said("mother", "withdrawn", "2026-04-02", { consent: "one" }),
      said("mother", "given", "2026-03-02", { validFrom: "2026-11-17" }),
      said("mother", "given", "2026-03-02", { validUntil: "2026-11-15" }),
    ];
    expect(listed(child({ consentEvents }))).toEqual([]);
  });

  test("shows a consent that was limited as it is now", () => {
    const consentEvents = [
      said("mother", "given", "2026-03-02", { consent: "one", categories: ["health.therapies", "health.gp"] }),
      said("mother", "limited", "2026-04-02", { consent: "one", categories: ["health.gp"] }),
    ];
    expect(consentsInForce(child({ consentEvents }), today).map(({ categories }) => categories)).toEqual([["health.gp"]]);
  });

  test("has none of somebody who may not give it", () => {
    const family = [relative("mother"), relative("father"), relative("uncle", { parentalResponsibility: false })];
    const consentEvents = ["mother", "father", "uncle"].map((name) => said(name, "given", "2026-03-02", { consent: name }));
    expect(listed(child({ family, consentEvents, restrictions: [restriction("court-order", { person: "father" })] }))).toEqual(["mother"]);
  });

  test("changes hands with the rights", () => {
    const family = [relative("mother"), relative("child", { kind: "self", parentalResponsibility: false })];
    const consentEvents = ["mother", "child"].map((name) => said(name, "given", "2024-03-02", { consent: name }));
    const facts = child({ dateOfBirth: "2009-05-14", family, consentEvents });
    expect(listed(facts, "2025-06-27")).toEqual(["mother"]);
    expect(listed(facts, "2025-06-28")).toEqual(["child"]);
  });
});

describe("what is shared by consent and what the list shows are the same", () => {
  const people = ["mother", "father", "child"] as const;
  const day = fc.nat(60).map((days) => new Date(Date.UTC(2026, 9, 1 + days)).toISOString().slice(0, 10));
  const scope = fc.record({
    categories: fc.subarray(["health.therapies", "health.conditions"], { minLength: 1 }),
    recipients: fc.subarray(["education", "health"], { minLength: 1 }),
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
    purpose: fc.constantFrom("DIRECT_SUPPORT", "EHC_ASSESSMENT"),
    day,
  });
  type Question = typeof questions extends fc.Arbitrary<infer T> ? T : never;

  const facts = (consentEvents: readonly ConsentEventFacts[], dateOfBirth = "2020-03-09") =>
    child({
      dateOfBirth,
      consentEvents,
      family: [relative("mother"), relative("father"), relative("child", { kind: "self", parentalResponsibility: false })],
    });
  const covers =
    ({ category, agency, purpose }: Question) =>
    (event: ConsentEventFacts) =>
      event.categories.includes(category) && event.recipients.includes(agency) && event.purposes.includes(purpose);

  test("for a single consent: it is in the list if and only if it permits", () => {
    fc.assert(
      fc.property(life, questions, (events, question) => {
        const inForce = consentsInForce(facts(events), question.day).some(covers(question));
        expect(inForce).toBe(consentFor(facts(events), question) === "given");
      }),
      { numRuns: 1000 },
    );
  });

  test("for many consents of several people: whatever is shared by consent stands in the list, as it is shared", () => {
    const lives = fc.uniqueArray(life, { maxLength: 5, selector: ([first]) => first?.at.getTime() }).map((each) => each.flat());
    fc.assert(
      fc.property(lives, questions, fc.constantFrom("2020-03-09", "2009-05-14"), (events, question, born) => {
        const all = facts(events, born);
        fc.pre(consentFor(all, question) === "given");
        expect(consentsInForce(all, question.day).some(covers(question))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test("for many consents: whatever stands in the list has been said, and is shared unless somebody spoke against it or later", () => {
    const lives = fc.uniqueArray(life, { maxLength: 5, selector: ([first]) => first?.at.getTime() }).map((each) => each.flat());
    fc.assert(
      fc.property(lives, questions, (events, question) => {
        fc.pre(consentsInForce(facts(events), question.day).some(covers(question)));
        expect(consentFor(facts(events), question)).not.toBe("none");
      }),
      { numRuns: 300 },
    );
  });

  test("in whatever order the events are read", () => {
    fc.assert(
      fc.property(fc.array(life, { maxLength: 3 }), questions, fc.infiniteStream(fc.nat()), (lives, question, order) => {
        const events = lives.flat();
        fc.pre(new Set(events.map(({ at }) => at.getTime())).size === events.length);
        const shuffled = events.map((event) => ({ event, rank: order.next().value })).sort((one, other) => one.rank - other.rank);
        const again = facts(shuffled.map(({ event }) => event));
        expect(consentFor(again, question)).toBe(consentFor(facts(events), question));
        expect(consentsInForce(again, question.day)).toEqual(consentsInForce(facts(events), question.day));
      }),
      { numRuns: 300 },
    );
  });
});
