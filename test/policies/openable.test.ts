import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { parse } from "yaml";
import { consentStates, openable, purposes, relationships, rightsHolders } from "../../policies/index.ts";
import type { Facts, Person, Purpose, Relationship, Restriction } from "../../policies/index.ts";
import { drawing } from "./drawn.ts";
import { consult, type WrittenRule } from "./oracle.ts";
import { categories, roles, someRules } from "./random.ts";
import { policyOf } from "./said.ts";
import { policy as agreed } from "./view.ts";
import { runs } from "../runs.ts";

const folder = "policies/agreements";
// The one rule that an override lifts says of which categories it is about only. What is said of everything is about no override.
type AsWritten = Omit<WrittenRule, "mayNotRead"> & { mayNotRead?: { only?: string[] } | "everything" };
const rules = readdirSync(folder)
  .flatMap((file) => (parse(readFileSync(join(folder, file), "utf8")) as { rules: AsWritten[] }).rules)
  .map(({ mayNotRead, ...rule }): WrittenRule => ({ ...rule, mayNotRead: (typeof mayNotRead === "object" && mayNotRead.only) || [] }));

/** The categories of all rules that speak to somebody who is this to the child and asks for this, as they are written. */
function spokenOf(select: (rule: WrittenRule) => boolean, { role }: Person, relationship: Relationship, purpose: Purpose): Set<string> {
  const speaking = rules
    .filter(select)
    .filter(({ who }) => who === "everyone" || who.roles.includes(role))
    .filter(({ when }) => when.relationship?.includes(relationship) !== false && when.purpose?.includes(purpose) !== false);
  return new Set(speaking.flatMap(({ mayRead = [], mayNotRead = [] }) => [...mayRead, ...mayNotRead]));
}

describe("what the agreements open by an override", () => {
  test("is, for each role, relationship and purpose, what their rules about overrides say, counted by hand", () => {
    let opened = 0;
    let shielded = 0;
    for (const person of agreed.persons)
      for (const relationship of relationships)
        for (const purpose of purposes) {
          const spoken = (select: (rule: WrittenRule) => boolean) => spokenOf(select, person, relationship, purpose);
          const readAnyway = spoken(({ mayRead, when }) => mayRead !== undefined && when.override !== true && when.consent === undefined);
          const byOverride = [...spoken(({ when }) => when.override === true)].filter((category) => !readAnyway.has(category));
          const keptBack = spoken(({ when }) => when.override === false);
          const read = spoken(({ mayRead }) => mayRead !== undefined);
          const found = openable(agreed, person, { relationship, purpose, purposeHolds: true });
          expect([person.role, relationship, purpose, [...found.opened].sort()]).toEqual([
            person.role,
            relationship,
            purpose,
            byOverride.sort(),
          ]);
          expect(found.shielded).toEqual([...keptBack].filter((category) => read.has(category)));
          opened += found.opened.length;
          shielded += found.shielded.length;
        }
    expect([opened > 50, shielded > 50]).toEqual([true, true]);
  });

  test("is conditions and allergies to a class teacher in an emergency, and nothing for an annual review", () => {
    const teacher = { role: "class-teacher", agency: "education" };
    expect(openable(agreed, teacher, { relationship: "team", purpose: "DIRECT_SUPPORT", purposeHolds: true })).toEqual({
      opened: ["health.conditions", "health.allergies"],
      shielded: [],
    });
    expect(openable(agreed, teacher, { relationship: "team", purpose: "ANNUAL_REVIEW", purposeHolds: true })).toEqual({
      opened: [],
      shielded: [],
    });
  });

  test("is nothing for an assessment that the child does not have", () => {
    const worker = { role: "social-worker", agency: "social-care" };
    const asking = { relationship: "team", purpose: "EHC_ASSESSMENT" } as const;
    expect(openable(agreed, worker, { ...asking, purposeHolds: false })).toEqual({ opened: [], shielded: [] });
    expect(openable(agreed, worker, { ...asking, purposeHolds: true }).shielded).toEqual(["child.address"]);
  });

  test("is nothing to a role in an agency where it cannot be held", () => {
    const foreign = { role: "social-worker", agency: "health" };
    expect(openable(agreed, foreign, { relationship: "team", purpose: "SAFEGUARDING", purposeHolds: true })).toEqual({
      opened: [],
      shielded: [],
    });
  });
});

const restrictionSets: Restriction[][] = [[], ["court-order"], ["serious-harm"], ["shielded"]];

/** Whether somebody reads more of a category with an override, tried out in one situation after the other by the plain reading of the rules. */
function gains(
  written: readonly WrittenRule[],
  asking: Person & Pick<Facts, "relationship" | "purpose" | "purposeHolds">,
  category: string,
): boolean {
  const readable = (facts: Facts) => {
    const verdict = consult(written, roles, facts, category);
    return "readable" in verdict ? verdict.readable : [false, false, false, false];
  };
  return rightsHolders.some((rightsHolder) =>
    consentStates.some((consent) =>
      restrictionSets.some((barring) => {
        const facts = { ...asking, rightsHolder, consent: { [category]: consent }, restrictions: { [category]: barring } };
        const [without, with_] = [false, true].map((override) => readable({ ...facts, overrides: { [category]: override } }));
        return with_?.some((read, row) => read && without?.[row] === false);
      }),
    ),
  );
}

describe("under any agreements", () => {
  test("an override opens what is read with it and not without it, and has to name what it lifts a restriction from", () => {
    fc.assert(
      fc.property(someRules, fc.nat(), (written, seed) => {
        const draw = drawing(seed);
        const policy = policyOf(written);
        for (let count = 0; count < 10; count += 1) {
          const person = policy.persons[draw(policy.persons.length)] as Person;
          const asking = {
            relationship: relationships[draw(6)] as Relationship,
            purpose: purposes[draw(6)] as Purpose,
            purposeHolds: draw(4) > 0,
          };
          const { opened, shielded } = openable(policy, person, asking);
          expect(opened.filter((category) => shielded.includes(category))).toEqual([]);
          expect([...opened, ...shielded].sort()).toEqual(categories.filter((one) => gains(written, { ...person, ...asking }, one)).sort());
        }
      }),
      { numRuns: runs(60) },
    );
  });

  const protection: WrittenRule = {
    id: "override-for-protection",
    effect: "permit",
    who: { roles: ["nurse"] },
    mayRead: ["health.therapies", "education.sen"],
    when: { relationship: ["team"], purpose: ["SAFEGUARDING"], override: true },
  };
  const shield: WrittenRule = {
    id: "shielded-therapies",
    effect: "prohibit",
    who: "everyone",
    mayNotRead: ["health.therapies"],
    when: { restriction: ["shielded"], override: false },
  };
  const nurse = { role: "nurse", agency: "health" };
  const asking = { relationship: "team", purpose: "SAFEGUARDING", purposeHolds: true } as const;

  test("what is shielded has to be named even where a rule opens it to overrides besides", () => {
    expect(openable(policyOf([protection, shield]), nurse, asking)).toEqual({ opened: ["education.sen"], shielded: ["health.therapies"] });
  });

  test("a shield that no override lifts hides nothing that has to be named", () => {
    const lasting = { ...shield, when: { restriction: ["shielded" as const] } };
    expect(openable(policyOf([protection, lasting]), nurse, asking)).toEqual({
      opened: ["education.sen", "health.therapies"],
      shielded: [],
    });
  });
});
