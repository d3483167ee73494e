import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { loadPolicy, processes, type Purpose, purposes } from "../../policies/index.ts";
import { audiencesOf } from "../../subgraphs/partnership/deciding/audiences.ts";
import { type ConsentEffect, consentEffects } from "../../subgraphs/partnership/deciding/consent-effects.ts";
import { consentLives } from "../../subgraphs/partnership/deciding/consent-lives.ts";
import type { ChildFacts, ConsentEventFacts } from "../../subgraphs/partnership/deciding/child-facts.ts";
import { decisionsOn } from "../../subgraphs/partnership/deciding/decisions-on.ts";
import { openedNow } from "../../subgraphs/partnership/deciding/opened-now.ts";
import { child, member, person, restriction, said, today } from "./facts.ts";
import { someChild } from "./some-child.ts";
import { runs } from "../runs.ts";

const policy = loadPolicy("policies", today);
const moment = { now: new Date(`${today}T12:00:00Z`), today };
const categories = policy.categories.map(({ id }) => id);
const roleOf = (agency: string, name: string) =>
  agency === "family" ? (name === "child" ? "young-person" : "parent") : name === "martin.shaw" ? "designated-safeguarding-lead" : "senco";
const around = [
  person("helen.marsh"),
  person("martin.shaw", "education", "designated-safeguarding-lead"),
  person("mother", "family", "parent"),
  person("father", "family", "parent"),
  person("child", "family", "young-person"),
];

const effectsOn = (facts: ChildFacts, word: ConsentEventFacts) =>
  consentEffects({ policy, parts: [{ child: facts, categories }], roleOf, moment }, word);
const livesOn = (facts: ChildFacts) => consentLives(facts, audiencesOf(facts.consentEvents, roleOf), today);
const openedOn = (facts: ChildFacts) =>
  openedNow({ policy, parts: [{ child: facts, categories }], readers: around, moment }, livesOn(facts));
/** The categories that a reader reads, decided as when they ask. */
const readBy = (facts: ChildFacts, reader: (typeof around)[number], purpose: Purpose) =>
  new Set(
    [...decisionsOn(policy, facts, reader, purpose, moment)].flatMap(([category, { effect }]) => (effect === "permit" ? [category] : [])),
  );
const short = ({ roles, categories: what, purposes: why, outcome, reason, relationship }: ConsentEffect) => ({
  roles,
  what,
  why,
  outcome,
  reason,
  relationship,
});

describe("what a consent changes", () => {
  const memberships = [member("helen.marsh"), member("martin.shaw")];
  const one = (word: ConsentEventFacts, more: Partial<ChildFacts> = {}) =>
    effectsOn(child({ memberships, consentEvents: [word], ...more }), word).map(short);
  const helen = { recipients: ["education/person/helen.marsh"] };

  test("is nothing where no rule asks for consent: child protection is opened to no SENCO by it, and to no safeguarding lead for another purpose", () => {
    const word = said("mother", "given", "2026-03-02", {
      categories: ["social-care.child-protection"],
      recipients: ["education/role/senco", "education/role/designated-safeguarding-lead"],
    });
    const common = { what: ["social-care.child-protection"], why: ["DIRECT_SUPPORT"], outcome: "never-read", relationship: "team" };
    expect(one(word)).toEqual([
      { ...common, roles: ["senco"], reason: "ROLE" },
      { ...common, roles: ["designated-safeguarding-lead"], reason: "PURPOSE" },
    ]);
    expect(openedOn(child({ memberships, consentEvents: [word] })).size).toBe(0);
  });

  test("is nothing where the law lets them read it, whether it is agreed to or refused", () => {
    for (const event of ["given", "refused"] as const) {
      const word = said("mother", event, "2026-03-02", { categories: ["child.names"], ...helen });
      expect(one(word)).toMatchObject([{ outcome: "read-anyway", what: ["child.names"], reason: undefined }]);
    }
  });

  test("is that it opens, or that it closes, what is read by consent alone", () => {
    expect(one(said("mother", "given", "2026-03-02", helen))).toMatchObject([{ outcome: "opens", what: ["health.therapies"] }]);
    expect(one(said("mother", "refused", "2026-03-02", helen))).toMatchObject([{ outcome: "closes", reason: "NO_CONSENT" }]);
    expect(one(said("mother", "withdrawn", "2026-03-02", helen))).toMatchObject([{ outcome: "closes", reason: "CONSENT_WITHDRAWN" }]);
  });

  test("is nothing where an agency keeps it back by a rule of its own, and names the rule", () => {
    const word = said("mother", "given", "2026-03-02", {
      ...helen,
      categories: ["health.mental-health"],
      purposes: ["DIRECT_SUPPORT", "EHC_ASSESSMENT"],
    });
    const effects = effectsOn(child({ memberships, consentEvents: [word] }), word);
    expect(effects).toMatchObject([
      { outcome: "never-read", purposes: ["DIRECT_SUPPORT"], reason: "AGENCY_RULE", rule: "mental-health-stays-in-health" },
      { outcome: "opens", purposes: ["EHC_ASSESSMENT"] },
    ]);
  });

  test("is nothing while another's refusal stands, or once another word of the same person took its place", () => {
    const yes = said("mother", "given", "2026-03-02", helen);
    const facts = (other: ConsentEventFacts) =>
      child({
        memberships,
        family: [
          { person: "mother", kind: "mother", parentalResponsibility: true, from: "2020-01-01", until: null },
          { person: "father", kind: "father", parentalResponsibility: true, from: "2020-01-01", until: null },
        ],
        consentEvents: [yes, other],
      });
    expect(effectsOn(facts(said("father", "refused", "2026-03-03")), yes)).toMatchObject([
      { outcome: "another-word", reason: "NO_CONSENT" },
    ]);
    expect(effectsOn(facts(said("mother", "refused", "2026-03-03")), yes)).toMatchObject([
      { outcome: "another-word", reason: "NO_CONSENT" },
    ]);
    expect(effectsOn(facts(said("mother", "given", "2026-03-03")), yes)).toMatchObject([{ outcome: "another-word", reason: undefined }]);
  });

  test("of one that begins later is what it changes from then on", () => {
    const word = said("mother", "given", "2026-03-02", { ...helen, validFrom: "2026-12-24" });
    expect(one(word)).toMatchObject([{ outcome: "opens" }]);
    expect(openedOn(child({ memberships, consentEvents: [word] })).size).toBe(0);
  });

  test("is nothing for now where a restriction bars it", () => {
    const word = said("young", "given", "2026-03-02", {
      categories: ["health.therapies"],
      recipients: ["family/role/parent"],
      purposes: ["FAMILY_ACCESS"],
    });
    const restricted = { restrictions: [restriction("serious-harm", { categories: ["health.therapies"] })] };
    expect(one(word, restricted)).toMatchObject([{ outcome: "never-read", reason: "RESTRICTED" }]);
  });
});

describe("whatever was said, restricted, assessed and opened", () => {
  // Whether they read it, and whether they would without any consent.
  const happens: Readonly<Record<ConsentEffect["outcome"], readonly boolean[][]>> = {
    opens: [[true, false]],
    closes: [[false, false]],
    "read-anyway": [[true, true]],
    "never-read": [[false, false]],
    "another-word": [
      [true, false],
      [false, false],
    ],
  };
  const withoutConsents = (facts: ChildFacts): ChildFacts => ({ ...facts, consentEvents: [], overrides: [] });
  const withoutOverrides = (facts: ChildFacts): ChildFacts => ({ ...facts, overrides: [] });
  // What a word changes for a purpose that belongs to a process is told as while that is open.
  const withProcessesOpen = (facts: ChildFacts): ChildFacts => ({
    ...facts,
    processEvents: processes.map((kind) => ({ process: kind, kind, event: "opened" })),
  });

  test("a consent is in force for what somebody around the child reads by it, asked as that person, and would not read without", () => {
    fc.assert(
      fc.property(someChild, (facts) => {
        const opened = openedOn(facts);
        const [now, without] = [withoutOverrides(facts), withoutConsents(facts)];
        const found = new Set(
          around.flatMap((reader) =>
            purposes.flatMap((purpose) => {
              const anyway = readBy(without, reader, purpose);
              return [...readBy(now, reader, purpose)].filter((category) => !anyway.has(category));
            }),
          ),
        );
        expect(new Set([...opened.values()].flatMap((each) => [...each]))).toEqual(found);
        // Each that is said to open something covers it.
        for (const { consent, last } of livesOn(facts))
          for (const category of opened.get(consent) ?? []) expect(last.categories).toContain(category);
      }),
      { numRuns: runs(40) },
    );
  });

  test("what a word is said to change for a named person is what happens to them by it, for each category and purpose", () => {
    fc.assert(
      fc.property(someChild, fc.constantFrom(...around), (facts, reader) => {
        const named = `${reader.agency}/person/${reader.subject}`;
        for (const { last } of livesOn(facts).filter(({ standing }) => standing === "given" || standing === "refused")) {
          // The same word, spoken of this person alone.
          const word = { ...last, recipients: [named] };
          const all = { ...facts, consentEvents: facts.consentEvents.map((each) => (each === last ? word : each)) };
          const whileOpen = withProcessesOpen(all);
          const [now, without] = [withoutOverrides(whileOpen), withoutConsents(whileOpen)];
          const opened = openedOn(whileOpen).get(last.consent);
          const effects = effectsOn(all, word);
          for (const purpose of word.purposes as Purpose[]) {
            const [reads, anyway] = [readBy(now, reader, purpose), readBy(without, reader, purpose)];
            for (const { outcome, categories: about } of effects.filter((effect) => effect.purposes.includes(purpose)))
              for (const category of about) {
                expect(happens[outcome]).toContainEqual([reads.has(category), anyway.has(category)]);
                if (outcome === "opens") expect(opened).toContain(category);
              }
          }
          expect(effects.flatMap((effect) => effect.categories.flatMap(() => effect.purposes))).toHaveLength(
            word.categories.length * word.purposes.length,
          );
        }
      }),
      { numRuns: runs(60) },
    );
  });
});
