import { describe, expect, test } from "@jest/globals";
import { child, consentFor, relative, restriction, said } from "./facts.ts";

const both = [relative("mother"), relative("father", { kind: "father" })];

describe("the school asks for therapies: what the family said", () => {
  test("nothing: there is no consent", () => {
    expect(consentFor(child())).toBe("none");
  });

  test("yes: given, from the first day to the last, both included", () => {
    const given = child({ consentEvents: [said("mother", "given", "2026-03-02", { validUntil: "2026-11-16" })] });
    expect(consentFor(given, { day: "2026-03-01" })).toBe("none");
    expect(consentFor(given, { day: "2026-03-02" })).toBe("given");
    expect(consentFor(given, { day: "2026-11-16" })).toBe("given");
    expect(consentFor(given, { day: "2026-11-17" })).toBe("expired");
  });

  test("yes, without an end: given until it is withdrawn", () => {
    expect(consentFor(child({ consentEvents: [said("mother", "given", "2021-03-02")] }), { day: "2031-01-01" })).toBe("given");
  });

  test("no: refused, at once and without an end", () => {
    const refused = child({
      consentEvents: [said("mother", "refused", "2026-03-02", { validFrom: "2027-01-01", validUntil: "2026-05-01" })],
    });
    expect(consentFor(refused)).toBe("refused");
  });

  test("yes, then no more: withdrawn", () => {
    const events = [
      said("mother", "given", "2026-03-02", { consent: "one" }),
      said("mother", "withdrawn", "2026-04-21", { consent: "one" }),
    ];
    expect(consentFor(child({ consentEvents: events }))).toBe("withdrawn");
    expect(consentFor(child({ consentEvents: events.toReversed() }))).toBe("withdrawn");
  });

  test("yes, no more, and yes again: given", () => {
    const events = [
      said("mother", "given", "2026-03-02", { consent: "one" }),
      said("mother", "withdrawn", "2026-04-21", { consent: "one" }),
      said("mother", "given", "2026-05-01", { consent: "one" }),
    ];
    expect(consentFor(child({ consentEvents: events }))).toBe("given");
  });

  test("yes, from next month: not yet", () => {
    expect(consentFor(child({ consentEvents: [said("mother", "given", "2026-11-10", { validFrom: "2026-12-01" })] }))).toBe("none");
  });

  test("no to one form and later yes to another: their latest word counts, whichever form it stands on", () => {
    expect(consentFor(child({ consentEvents: [said("mother", "refused", "2026-03-02"), said("mother", "given", "2026-05-02")] }))).toBe(
      "given",
    );
    expect(consentFor(child({ consentEvents: [said("mother", "given", "2026-03-02"), said("mother", "refused", "2026-05-02")] }))).toBe(
      "refused",
    );
  });
});

describe("two words of one moment, as on a form that shares one thing and refuses another", () => {
  const words = {
    given: said("mother", "given", "2026-03-02"),
    ending: said("mother", "given", "2026-03-02", { validUntil: "2026-05-01" }),
    refused: said("mother", "refused", "2026-03-02"),
    withdrawn: said("mother", "withdrawn", "2026-03-02"),
  };
  test.each([
    ["given", "refused", "refused"],
    ["given", "withdrawn", "withdrawn"],
    ["withdrawn", "refused", "refused"],
    ["given", "ending", "expired"],
  ] as const)("%s and %s: the one that shares less stands, whichever is read first", (one, other, state) => {
    expect(consentFor(child({ consentEvents: [words[one], words[other]] }))).toBe(state);
    expect(consentFor(child({ consentEvents: [words[other], words[one]] }))).toBe(state);
  });
});

describe("a consent covers only what it names", () => {
  const given = child({ consentEvents: [said("mother", "given", "2026-03-02")] });
  test.each([
    ["another category", { category: "health.mental-health" }],
    ["another agency", { agency: "social-care" }],
    ["another purpose", { purpose: "EHC_ASSESSMENT" }],
    ["the family itself", { agency: "family" }],
  ])("not %s", (_, question) => {
    expect(consentFor(given, question)).toBe("none");
  });

  test("a consent that is limited leaves out what it no longer names", () => {
    const wide = { categories: ["health.therapies", "health.conditions"], purposes: ["DIRECT_SUPPORT", "EHC_ASSESSMENT"] };
    const events = [
      said("mother", "given", "2026-03-02", { consent: "one", ...wide }),
      said("mother", "limited", "2026-04-02", { consent: "one" }),
    ];
    const limited = child({ consentEvents: events });
    expect(consentFor(limited)).toBe("given");
    expect(consentFor(limited, { category: "health.conditions" })).toBe("none");
    expect(consentFor(limited, { purpose: "EHC_ASSESSMENT" })).toBe("none");
  });

  test.each(["2026-03-03", "2026-05-03"])("limiting one consent (on %s) takes nothing from another of the same person", (at) => {
    const events = [
      said("mother", "given", "2026-03-02", { consent: "one", categories: ["health.therapies", "health.gp"] }),
      said("mother", "given", "2026-04-02", { consent: "two" }),
      said("mother", "limited", at, { consent: "one", categories: ["health.gp"] }),
    ];
    expect(consentFor(child({ consentEvents: events }))).toBe("given");
  });

  test("limiting an older consent does not lift what was refused after it, nor what was withdrawn", () => {
    const wide = { consent: "one", categories: ["health.therapies", "health.gp"] };
    for (const event of ["refused", "withdrawn"] as const) {
      const events = [
        said("mother", "given", "2026-03-02", wide),
        said("mother", event, "2026-04-02"),
        said("mother", "limited", "2026-05-02", { consent: "one" }),
      ];
      expect(consentFor(child({ consentEvents: events }))).toBe(event);
    }
  });

  test("renewing an older consent does: it is said anew", () => {
    const events = [
      said("mother", "given", "2026-03-02", { consent: "one", validUntil: "2026-12-01" }),
      said("mother", "refused", "2026-04-02"),
      said("mother", "renewed", "2026-05-02", { consent: "one", validUntil: "2027-12-01" }),
      said("mother", "limited", "2026-06-02", { consent: "one", validUntil: "2027-11-01" }),
    ];
    expect(consentFor(child({ consentEvents: events }))).toBe("given");
  });

  test("a limited consent runs out like any other", () => {
    const events = [
      said("mother", "given", "2026-03-02", { consent: "one" }),
      said("mother", "limited", "2026-04-02", { consent: "one", validUntil: "2026-05-01" }),
    ];
    expect(consentFor(child({ consentEvents: events }))).toBe("expired");
  });

  test("withdrawing a consent ends all of it, whatever the note of it lists", () => {
    const events = [
      said("mother", "given", "2026-03-02", { consent: "one", categories: ["health.therapies", "health.conditions"] }),
      said("mother", "withdrawn", "2026-04-02", { consent: "one", categories: ["health.therapies"] }),
    ];
    expect(consentFor(child({ consentEvents: events }), { category: "health.conditions" })).not.toBe("given");
  });
});

describe("a word stands until the same person says otherwise", () => {
  test("a refusal is not lifted by a consent to something else, even on the same form", () => {
    const events = [
      said("father", "refused", "2026-03-02", { consent: "one", categories: ["health.therapies", "health.gp"] }),
      said("father", "given", "2026-04-02", { consent: "one", categories: ["health.gp"] }),
      said("mother", "given", "2026-05-02"),
    ];
    expect(consentFor(child({ family: both, consentEvents: events }))).toBe("refused");
  });

  test("renewing a consent before it runs out leaves no gap", () => {
    const events = [
      said("mother", "given", "2026-03-02", { validUntil: "2026-12-31" }),
      said("mother", "given", "2026-11-10", { validFrom: "2027-01-01", validUntil: "2027-12-31" }),
    ];
    const states = ["2026-11-16", "2026-12-31", "2027-01-01", "2028-01-01"].map((day) =>
      consentFor(child({ consentEvents: events }), { day }),
    );
    expect(states).toEqual(["given", "given", "given", "expired"]);
  });

  test("a consent that begins next month does not lift a refusal before", () => {
    const events = [said("mother", "refused", "2026-03-02"), said("mother", "given", "2026-11-10", { validFrom: "2026-12-01" })];
    expect(consentFor(child({ consentEvents: events }))).not.toBe("given");
    expect(consentFor(child({ consentEvents: events }), { day: "2026-12-01" })).toBe("given");
  });
});

describe("two who hold parental responsibility", () => {
  const events = (mother: ReturnType<typeof said>, father: ReturnType<typeof said>) =>
    child({ family: both, consentEvents: [mother, father] });

  test("and disagree: the refusal stands, whoever spoke first", () => {
    expect(consentFor(events(said("mother", "given", "2026-05-18"), said("father", "refused", "2026-05-20")))).toBe("refused");
    expect(consentFor(events(said("mother", "given", "2026-05-20"), said("father", "refused", "2026-05-18")))).toBe("refused");
  });

  test("and one withdraws: nothing is shared, though the other's consent goes on", () => {
    const withdrawn = child({
      family: both,
      consentEvents: [
        said("mother", "given", "2026-05-18"),
        said("father", "given", "2026-05-18", { consent: "his" }),
        said("father", "withdrawn", "2026-06-01", { consent: "his" }),
      ],
    });
    expect(consentFor(withdrawn)).toBe("withdrawn");
  });

  test("and one refuses while the other withdraws: refused", () => {
    expect(consentFor(events(said("mother", "withdrawn", "2026-05-20"), said("father", "refused", "2026-05-18")))).toBe("refused");
  });

  test("and one's consent has run out: the other's is enough", () => {
    expect(
      consentFor(events(said("mother", "given", "2025-05-20", { validUntil: "2026-05-20" }), said("father", "given", "2026-05-18"))),
    ).toBe("given");
  });

  test("and only one was asked: that one's word is enough", () => {
    expect(consentFor(child({ family: both, consentEvents: [said("father", "given", "2026-05-18")] }))).toBe("given");
  });

  test("the refusal of one who no longer holds it stands in nobody's way", () => {
    const family = [relative("mother"), relative("father", { until: "2026-10-01" })];
    const consentEvents = [said("mother", "given", "2026-05-18"), said("father", "refused", "2026-05-20")];
    expect(consentFor(child({ family, consentEvents }))).toBe("given");
    expect(consentFor(child({ family, consentEvents }), { day: "2026-10-01" })).toBe("refused");
  });
});

describe("the word of somebody who may not give consent does not count", () => {
  const given = [said("somebody", "given", "2026-03-02")];
  test.each([
    [
      "a parent without parental responsibility",
      child({ family: [relative("somebody", { parentalResponsibility: false })], consentEvents: given }),
    ],
    ["somebody who is not of the family", child({ consentEvents: given })],
    ["a holder from tomorrow on", child({ family: [relative("somebody", { from: "2026-11-17" })], consentEvents: given })],
    ["a holder until yesterday", child({ family: [relative("somebody", { until: "2026-11-15" })], consentEvents: given })],
    [
      "a holder bound by a court order",
      child({ family: [relative("somebody")], restrictions: [restriction("court-order", { person: "somebody" })], consentEvents: given }),
    ],
    [
      "the child, before their rights are theirs",
      child({ family: [relative("somebody", { kind: "self", parentalResponsibility: false })], consentEvents: given }),
    ],
  ])("%s", (_, facts) => {
    expect(consentFor(facts)).toBe("none");
  });

  test("an order that has ended, or binds another, takes nobody's word away", () => {
    const restrictions = [
      restriction("court-order", { person: "mother", until: "2026-11-15" }),
      restriction("court-order", { person: "father" }),
    ];
    expect(consentFor(child({ restrictions, consentEvents: [said("mother", "given", "2026-03-02")] }))).toBe("given");
  });
});

describe("once a young person's rights are their own", () => {
  const jordan = (consentEvents: ReturnType<typeof said>[]) =>
    child({
      dateOfBirth: "2009-05-14",
      family: [relative("denise"), relative("jordan", { kind: "self", parentalResponsibility: false })],
      consentEvents,
    });

  test("a parent's older consent lapses the day after the last Friday of June", () => {
    const facts = jordan([said("denise", "given", "2024-02-05")]);
    expect(consentFor(facts, { day: "2025-06-27" })).toBe("given");
    expect(consentFor(facts, { day: "2025-06-28" })).toBe("none");
  });

  test("a parent's refusal lapses with it, and their own consent counts", () => {
    expect(consentFor(jordan([said("denise", "refused", "2026-02-05"), said("jordan", "given", "2025-09-10")]))).toBe("given");
  });

  test("what they said before counts from that day, since it is their word now", () => {
    const facts = jordan([said("jordan", "refused", "2025-01-10"), said("denise", "given", "2024-02-05")]);
    expect(consentFor(facts, { day: "2025-06-27" })).toBe("given");
    expect(consentFor(facts, { day: "2025-06-28" })).toBe("refused");
  });
});
