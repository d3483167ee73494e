import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { accessOf, circumstancesAt, circumstancesCount, decide, effectOf, recordKinds } from "../../policies/index.ts";
import type { Access, CategoryDecision, Circumstances, ConsentState, Facts, Person, Policy, Restriction } from "../../policies/index.ts";
import { policyOf, shown } from "./said.ts";
import { drawing } from "./drawn.ts";
import type { Draw } from "./drawn.ts";
import { everyRow } from "./oracle.ts";
import { someRules } from "./random.ts";
import { policy as realPolicy } from "./view.ts";
import { runs } from "../runs.ts";

interface Point {
  readonly person: Person;
  readonly category: string;
  readonly number: number;
}

function drawnPoint({ persons, categories }: Policy, draw: Draw): Point {
  const person = persons[draw(persons.length)];
  const category = categories[draw(categories.length)];
  if (!person || !category) throw new Error("A policy has persons and categories.");
  return { person, category: category.id, number: draw(circumstancesCount) };
}

function decisionAt(
  policy: Policy,
  person: Person,
  category: string,
  { consent, restriction, override, ...common }: Circumstances,
): CategoryDecision | undefined {
  const facts: Facts = {
    ...person,
    ...common,
    consent: { [category]: consent },
    restrictions: { [category]: restriction },
    overrides: { [category]: override },
  };
  return decide(policy, facts, [category]).get(category);
}

/** The rows in the order of `recordKinds`, as the agency sees them. */
const rowOfKind = recordKinds.map((marks) =>
  everyRow.findIndex(
    (row) => row.aboutOther === marks.includes("aboutOther") && row.withheldFromFamily === marks.includes("withheldFromFamily"),
  ),
);

function check(policy: Policy, { person, category, number }: Point): void {
  const rows = shown(decisionAt(policy, person, category, circumstancesAt(number)));
  const effect = effectOf(policy, person, category);
  const said = recordKinds.map((_marks, kind) => effect[kind]?.has(number));
  const isShown = rowOfKind.map((row) => rows[row]);
  if (said.join() !== isShown.join())
    throw new Error(`${JSON.stringify({ person, category, ...circumstancesAt(number) })}: ${said.join()}, but ${isShown.join()}`);
}

describe("the effect of a policy on a person and a category", () => {
  test("is what is decided, in every situation, under the agreements in force", () => {
    const draw = drawing(Date.now());
    for (let count = 0; count < 6000; count += 1) check(realPolicy, drawnPoint(realPolicy, draw));
  });

  test("is what is decided, in every situation, under random agreements", () => {
    fc.assert(
      fc.property(someRules, fc.nat(), (rules, seed) => {
        const [policy, draw] = [policyOf(rules), drawing(seed)];
        for (let count = 0; count < 200; count += 1) check(policy, drawnPoint(policy, draw));
      }),
      { numRuns: runs(12) },
    );
  });

  test("is none for whom, or of what, the policy does not know", () => {
    for (const [person, category] of [
      [{ role: "senco", agency: "health" }, "education.sen"],
      [{ role: "nobody", agency: "education" }, "education.sen"],
      [{ role: "senco", agency: "education" }, "education.secrets"],
    ] as const)
      expect(effectOf(realPolicy, person, category).map(({ isEmpty }) => isEmpty)).toEqual([true, true, true, true]);
  });
});

describe("the ways in which a person reads a category", () => {
  const at = (access: Access, consent: ConsentState, override: boolean, restriction: readonly Restriction[]) => {
    const { relationship, purpose, rightsHolder } = access;
    const purposeHolds = true;
    return decisionAt(realPolicy, access.person, access.category, {
      relationship,
      purpose,
      purposeHolds,
      rightsHolder,
      consent,
      override,
      restriction,
    });
  };

  test("are those in which it is decided that they do, with the same rules and the same records left out", () => {
    const draw = drawing(Date.now());
    let compared = 0;
    while (compared < 40) {
      const { person, category } = drawnPoint(realPolicy, draw);
      const ways = accessOf(realPolicy, person, category);
      const way = ways[draw(Math.max(1, ways.length))];
      if (!way) continue;
      compared += 1;
      for (const [override, { consents, closedBy, closedInPart }] of [
        [false, way.withoutOverride],
        [true, way.withOverride],
      ] as const) {
        const read = consentStatesOf(way, override);
        expect(read).toEqual(consents);
        for (const kind of ["court-order", "serious-harm", "shielded"] as const) {
          const closed = consents.filter((consent) => at(way, consent, override, [kind])?.effect !== "permit");
          const expected = closedBy.includes(kind)
            ? consents
            : (closedInPart.find(({ restriction }) => restriction === kind)?.consents ?? []);
          expect(closed).toEqual(expected);
        }
      }
      const needed = at(way, way.need.startsWith("CONSENT") ? "given" : "none", way.need.endsWith("OVERRIDE"), []);
      expect(needed).toMatchObject({ effect: "permit", ruleIds: way.ruleIds, conditional: way.leftOut.length > 0 });
    }
  });

  test("are all there are: where none is named, nothing is read", () => {
    const draw = drawing(Date.now());
    for (let count = 0; count < 2000; count += 1) {
      const { person, category, number } = drawnPoint(realPolicy, draw);
      const { relationship, purpose, rightsHolder } = circumstancesAt(number);
      const named = accessOf(realPolicy, person, category).some(
        (way) => way.relationship === relationship && way.purpose === purpose && way.rightsHolder === rightsHolder,
      );
      if (!named) expect(decisionAt(realPolicy, person, category, circumstancesAt(number))?.effect).toBe("withhold");
    }
  });

  function consentStatesOf(way: Access, override: boolean): ConsentState[] {
    const states = ["none", "given", "refused", "withdrawn", "expired"] as const;
    return states.filter((consent) => at(way, consent, override, [])?.effect === "permit");
  }
});
