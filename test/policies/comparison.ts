import { subject } from "@casl/ability";
import fc from "fast-check";
import { compile, decide, restrictions } from "../../policies/index.ts";
import type { CategoryDecision, Facts, Policy } from "../../policies/index.ts";
import { drawing, drawnFacts } from "./drawn.ts";
import { consult, everyRow } from "./oracle.ts";
import type { Verdict, WrittenRule } from "./oracle.ts";
import { roles, someRules, written } from "./random.ts";
import { abilityFrom } from "./view.ts";

/** The policy that the rules make, each list as an agreement of its own. */
export function policyOf(...lists: readonly (readonly WrittenRule[])[]): Policy {
  return compile(written(...lists), "2026-11-21");
}

const known = new Map<string, readonly boolean[]>();

/** Which of the four kinds of row an agency would show that holds the decision's rules. It builds its ability from nothing else, so the same rules show the same. */
export function shown(decision: CategoryDecision | undefined): readonly boolean[] {
  if (decision?.effect !== "permit") return everyRow.map(() => false);
  const key = JSON.stringify(decision.rules);
  const before = known.get(key);
  if (before) return before;
  const ability = abilityFrom(decision);
  const now = everyRow.map((row) => ability.can("read", subject(decision.category, { ...row })));
  known.set(key, now);
  return now;
}

/** Rules and a situation of which the engine says something else than the agreements. */
interface Disagreement {
  readonly rules: readonly WrittenRule[];
  readonly facts: Facts;
  readonly category: string;
}

/**
 * Random rules, each compared with the agreements in so many random situations, category by category and row by row. What fails is made as small as it can be:
 * the rules by fast-check, the situation here.
 */
export function engineSaysWhatAgreementsSay(situations: number): fc.IProperty<[WrittenRule[], number]> {
  return fc.property(someRules, fc.nat(), (rules, seed) => {
    const found = firstDisagreement(rules, seed, situations);
    if (found) throw new Error(textOf(smallest(found)));
  });
}

function firstDisagreement(rules: readonly WrittenRule[], seed: number, situations: number): Disagreement | undefined {
  const policy = policyOf(rules);
  const draw = drawing(seed);
  for (let count = 0; count < situations; count += 1) {
    const facts = drawnFacts(draw);
    for (const [category, decision] of decide(policy, facts)) {
      if (!isSaid(decision, consult(rules, roles, facts, category))) return { rules, facts, category };
    }
  }
  return undefined;
}

function isSaid(decision: CategoryDecision, expected: Verdict): boolean {
  if (decision.effect === "withhold") return "reason" in expected && expected.reason === decision.reason;
  return "readable" in expected && shown(decision).every((read, row) => read === expected.readable[row]);
}

/** The same disagreement in facts of one category, as plain as they can be. */
function smallest({ rules, facts, category }: Disagreement): Disagreement {
  const policy = policyOf(rules);
  const differs = (one: Facts): boolean => {
    const decision = decide(policy, one, [category]).get(category);
    return decision !== undefined && !isSaid(decision, consult(rules, roles, one, category));
  };
  const only = <T>(values: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(values).filter(([id]) => id === category));
  const alone: Facts = { ...facts, consent: only(facts.consent), restrictions: only(facts.restrictions), overrides: only(facts.overrides) };
  // For each fact what it could be instead, the plainest first.
  const instead: readonly ((before: Facts) => readonly Facts[])[] = [
    (before) => [[], ...restrictions.map((kind) => [kind])].map((set) => ({ ...before, restrictions: { [category]: set } })),
    (before) => [{ ...before, overrides: { [category]: false } }],
    (before) => [{ ...before, consent: { [category]: "none" } }],
    (before) => [{ ...before, rightsHolder: "parent" }],
  ];
  const start = differs(alone) ? alone : facts;
  return { rules, facts: instead.reduce((before, others) => others(before).find(differs) ?? before, start), category };
}

function textOf({ rules, facts, category }: Disagreement): string {
  const decision = decide(policyOf(rules), facts, [category]).get(category);
  return [
    `The engine and the agreements disagree about ${category}. The rules:`,
    ...rules.map((rule) => `  ${JSON.stringify(rule)}`),
    `The facts: ${JSON.stringify(facts)}`,
    `Rows that bear ${everyRow.map((row) => JSON.stringify(row)).join(", ")}.`,
    `Expected: ${JSON.stringify(consult(rules, roles, facts, category))}`,
    `Decided:  ${JSON.stringify({ ...decision, shown: shown(decision) })}`,
  ].join("\n");
}
