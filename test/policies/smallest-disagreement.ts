import { decide, PolicyError, restrictions } from "../../policies/index.ts";
import type { CategoryDecision, Facts, Policy } from "../../policies/index.ts";
import { isSaid, policyOf, shown } from "./said.ts";
import { consult, everyRow } from "./oracle.ts";
import type { WrittenRule } from "./oracle.ts";
import { roles } from "./random.ts";

/** Rules, the situations that were decided one after the other, and the category about which the last decision is not what the agreements say. */
export interface Disagreement {
  readonly rules: readonly WrittenRule[];
  readonly asked: readonly Facts[];
  readonly category: string;
}

/** The same disagreement with as few situations, rules and conditions, and with facts as plain, as still show it. */
export function smallest(found: Disagreement): Disagreement {
  return withPlainFacts(withFewRules(withFewSituations(found)));
}

/** A disagreement for somebody who looks for the mistake. */
export function disagreementText(found: Disagreement): string {
  const { rules, asked, category } = found;
  const last = asked.at(-1);
  const decision = lastDecision(found);
  return [
    `The engine and the agreements disagree about ${category}. The rules:`,
    ...rules.map((rule) => `  ${JSON.stringify(rule)}`),
    asked.length === 1 ? "The facts:" : `The facts, which must be decided in this order, so that it is about what is remembered:`,
    ...asked.map((facts) => `  ${JSON.stringify(facts)}`),
    `Of the rows ${everyRow.map((row) => JSON.stringify(row)).join(", ")}`,
    `  expected: ${JSON.stringify(last && consult(rules, roles, last, category))}`,
    `  decided:  ${JSON.stringify({ readable: shown(decision), ...decision })}`,
  ].join("\n");
}

function withFewSituations({ rules, asked, category }: Disagreement): Disagreement {
  const last = asked.slice(-1);
  const enough = [last, ...asked.slice(0, -1).map((earlier) => [earlier, ...last])].find((few) => differs({ rules, asked: few, category }));
  return { rules, asked: enough ?? asked, category };
}

function withFewRules(found: Disagreement): Disagreement {
  for (const rules of simpler(found.rules)) {
    if (differs({ ...found, rules })) return withFewRules({ ...found, rules });
  }
  return found;
}

function* simpler(rules: readonly WrittenRule[]): Iterable<WrittenRule[]> {
  for (const [index, rule] of rules.entries()) {
    const put = (...instead: WrittenRule[]) => rules.toSpliced(index, 1, ...instead);
    yield put();
    for (const part of ["who", "mayRead", "mayNotRead", "when"] as const) {
      for (const value of shorter(rule[part])) yield put({ ...rule, [part]: value });
    }
  }
}

/** The value without one of its parts, or with one of them shorter. */
function* shorter(value: unknown): Iterable<unknown> {
  if (Array.isArray(value)) {
    for (const index of value.keys()) yield value.toSpliced(index, 1);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, part] of Object.entries(value)) {
      yield Object.fromEntries(Object.entries(value).filter(([other]) => other !== key));
      for (const less of shorter(part)) yield { ...value, [key]: less };
    }
  }
}

function withPlainFacts(found: Disagreement): Disagreement {
  return found.asked.reduce<Disagreement>((before, _facts, index) => {
    return plainer(before.category).reduce((now, change) => changed(now, index, change), before);
  }, found);
}

type Change = (facts: Facts) => readonly Facts[];

function changed(found: Disagreement, index: number, change: Change): Disagreement {
  const facts = found.asked[index];
  const others = (facts ? change(facts) : []).map((other) => ({ ...found, asked: found.asked.toSpliced(index, 1, other) }));
  return others.find(differs) ?? found;
}

/** For each fact what it could be instead, the plainest first. */
function plainer(category: string): readonly Change[] {
  const only = <T>(values: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(values).filter(([id]) => id === category));
  return [
    (facts) => [{ ...facts, consent: only(facts.consent), restrictions: only(facts.restrictions), overrides: only(facts.overrides) }],
    (facts) => [[], ...restrictions.map((kind) => [kind])].map((set) => ({ ...facts, restrictions: { [category]: set } })),
    (facts) => [{ ...facts, overrides: { [category]: false } }],
    (facts) => [{ ...facts, consent: { [category]: "none" } }],
    (facts) => [{ ...facts, purposeHolds: true }],
    (facts) => [{ ...facts, rightsHolder: "parent" }],
  ];
}

function differs(found: Disagreement): boolean {
  const last = found.asked.at(-1);
  const decision = lastDecision(found);
  return last !== undefined && decision !== undefined && !isSaid(decision, consult(found.rules, roles, last, found.category));
}

/** The last of the decisions that a policy makes which has decided nothing before; none, if the compiler refuses the rules. */
function lastDecision({ rules, asked, category }: Disagreement): CategoryDecision | undefined {
  const policy = compiled(rules);
  return policy && asked.map((facts) => decide(policy, facts, [category]).get(category)).at(-1);
}

function compiled(rules: readonly WrittenRule[]): Policy | undefined {
  try {
    return policyOf(rules);
  } catch (error) {
    if (error instanceof PolicyError) return undefined;
    throw error;
  }
}
