import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { audiencesOf } from "../../subgraphs/partnership/deciding/audiences.ts";
import { consentDisputes } from "../../subgraphs/partnership/deciding/disputes.ts";
import { child, consentFor, relative, restriction, said, today } from "./facts.ts";
import { runs } from "../runs.ts";

const parents = [relative("mother"), relative("father")];
const disputes = (facts: ReturnType<typeof child>, day = today) =>
  consentDisputes(
    facts,
    audiencesOf(facts.consentEvents, () => undefined),
    day,
  );

describe("a dispute", () => {
  test("is shown once for all purposes about which two holders differ in the same way, with both positions", () => {
    const purposes = ["DIRECT_SUPPORT", "EHC_ASSESSMENT"];
    const consentEvents = [
      said("father", "refused", "2026-02-11", { consent: "no", purposes }),
      said("mother", "given", "2026-02-09", { consent: "yes", purposes, categories: ["health.therapies", "health.conditions"] }),
    ];
    expect(disputes(child({ family: parents, consentEvents }))).toEqual([
      {
        category: "health.therapies",
        recipient: "education",
        purposes,
        positions: [
          { person: "mother", position: "given", since: new Date("2026-02-09T12:00:00Z"), consent: "yes" },
          { person: "father", position: "refused", since: new Date("2026-02-11T12:00:00Z"), consent: "no" },
        ],
      },
    ]);
  });

  test("is there too when one of two who had agreed takes it back", () => {
    const consentEvents = [
      said("mother", "given", "2026-02-09"),
      said("father", "given", "2026-02-09", { consent: "his" }),
      said("father", "withdrawn", "2026-03-09", { consent: "his" }),
    ];
    expect(disputes(child({ family: parents, consentEvents }))[0]?.positions.map(({ position }) => position)).toEqual([
      "given",
      "withdrawn",
    ]);
  });

  test("is about those alone whom both named: a refusal to one role leaves the rest of the agency out of it", () => {
    const consentEvents = [
      said("mother", "given", "2026-02-09"),
      said("father", "refused", "2026-02-11", { recipients: ["education/role/class-teacher"] }),
    ];
    expect(disputes(child({ family: parents, consentEvents })).map(({ recipient }) => recipient)).toEqual(["education/role/class-teacher"]);
  });

  test("is none with a consent that ran out or has not begun, nor between two who both say no", () => {
    const refusal = said("father", "refused", "2026-02-11");
    for (const other of [
      said("mother", "given", "2026-02-09", { validUntil: "2026-11-15" }),
      said("mother", "given", "2026-02-09", { validFrom: "2026-11-17" }),
      said("mother", "withdrawn", "2026-02-09"),
    ])
      expect(disputes(child({ family: parents, consentEvents: [refusal, other] }))).toEqual([]);
  });

  test("is none with somebody whose word does not count, or counts no more", () => {
    const consentEvents = [said("mother", "given", "2026-02-09"), said("father", "refused", "2026-02-11")];
    const bound = [restriction("court-order", { person: "father" })];
    expect(disputes(child({ family: parents, consentEvents, restrictions: bound }))).toEqual([]);
    const partner = [relative("mother"), relative("father", { parentalResponsibility: false })];
    expect(disputes(child({ family: partner, consentEvents }))).toEqual([]);
    const grown = child({ family: parents, consentEvents, dateOfBirth: "2009-05-14" });
    expect(disputes(grown)).toEqual([]);
  });

  test("is shown if and only if, of two holders alone, one would let the reader read and the other would not", () => {
    const event = fc.record({
      person: fc.constantFrom("mother", "father"),
      event: fc.constantFrom("given" as const, "refused" as const, "withdrawn" as const),
      day: fc.integer({ min: 10, max: 28 }),
      recipients: fc.subarray(["education", "health"], { minLength: 1 }),
      validUntil: fc.option(fc.constantFrom("2026-11-15", "2026-11-16")),
    });
    fc.assert(
      fc.property(fc.uniqueArray(event, { maxLength: 5, selector: ({ day }) => day }), (drawn) => {
        const consentEvents = drawn.map(({ day, ...more }) => said(more.person, more.event, `2026-02-${String(day)}`, more));
        const found = disputes(child({ family: parents, consentEvents }));
        for (const agency of ["education", "health"]) {
          const alone = parents.map((each) => consentFor(child({ family: [each], consentEvents }), { agency }));
          const differ = alone.includes("given") && alone.some((state) => state === "refused" || state === "withdrawn");
          expect(found.some(({ recipient }) => recipient === agency)).toBe(differ);
        }
      }),
      { numRuns: runs(300) },
    );
  });
});
