import type { Policy, Rule } from "../policy.ts";
import type { ReasonCode } from "../vocabulary.ts";
import { addresses } from "./matching.ts";
import type { CategoryRules, Matcher } from "./matching.ts";
import { nearestRefusal } from "./refusal.ts";
import { residualRules } from "./residual.ts";
import type { CaslRule } from "./residual.ts";
import { circumstancesAt, circumstancesCount } from "./situations.ts";
import type { Situation } from "./situations.ts";

/**
 * What becomes of one category. A permit carries the rules that are left for the records, and is `conditional` if they depend on a
 * record's marks. `ruleIds`, sorted, are the rules that permitted or prohibited; where no rule matched, those that came nearest.
 */
export type CategoryDecision =
  | {
      readonly effect: "permit";
      readonly category: string;
      readonly rules: readonly CaslRule[];
      readonly ruleIds: readonly string[];
      readonly conditional: boolean;
    }
  | { readonly effect: "withhold"; readonly category: string; readonly reason: ReasonCode; readonly ruleIds: readonly string[] };

// Situations are finitely many, but a caller who goes through all of them should not fill the memory with what nobody asks again.
const mostRemembered = 10_000;

/**
 * Decides one category of one policy. A policy never changes and the decision depends on nothing but it and the situation, so what was decided
 * once is remembered and is right for ever.
 */
export class CategoryDecider {
  readonly #category: string;
  readonly #rules: CategoryRules;
  readonly #persons: Policy["persons"];
  readonly #ofPerson = new Map<number, CategoryRules>();
  readonly #remembered = new Map<number, CategoryDecision>();

  constructor(category: string, rules: CategoryRules, persons: Policy["persons"]) {
    this.#category = category;
    this.#rules = rules;
    this.#persons = persons;
  }

  /** Decides for the person and the circumstances with these numbers. Throws RangeError if there are none. */
  decide(person: number, circumstances: number): CategoryDecision {
    const number = person * circumstancesCount + circumstances;
    const known = this.#remembered.get(number);
    if (known) return known;
    const decided = this.#decide(person, circumstances);
    if (this.#remembered.size >= mostRemembered) this.#remembered.clear();
    this.#remembered.set(number, decided);
    return decided;
  }

  #decide(number: number, circumstances: number): CategoryDecision {
    const person = this.#persons[number];
    if (!person) throw new RangeError(`no person ${String(number)}`);
    const rules = this.#rulesOf(number);
    return decideCategory(this.#category, rules, { ...person, ...circumstancesAt(circumstances) });
  }

  // CASL would find that rules for other roles do not hold; most are for others, so not asking is most of the speed.
  #rulesOf(number: number): CategoryRules {
    const known = this.#ofPerson.get(number);
    if (known) return known;
    const person = this.#persons[number] ?? { role: "", agency: "" };
    const own = (matchers: readonly Matcher[]) => matchers.filter(({ rule }) => addresses(rule, person));
    const rules = { read: own(this.#rules.read), narrow: own(this.#rules.narrow) };
    this.#ofPerson.set(number, rules);
    return rules;
  }
}

function decideCategory(category: string, rules: CategoryRules, situation: Situation): CategoryDecision {
  const matched = holding(rules.read, situation);
  const permits = matched.filter(({ effect }) => effect === "permit");
  // Only those whom a rule would permit are told of a restriction: to the others its very existence would be news.
  if (permits.length === 0) {
    const { reason, ruleIds } = nearestRefusal(rules.read, situation);
    return withhold(category, reason, ruleIds);
  }
  const prohibitions = matched.filter(({ effect }) => effect === "prohibit");
  if (prohibitions.length > 0) return withhold(category, "RESTRICTED", idsOf(prohibitions));
  const narrowing = holding(rules.narrow, situation);
  const residual = residualRules(category, permits, narrowing);
  const conditional = residual.some(({ conditions }) => conditions !== undefined);
  return { effect: "permit", category, rules: residual, ruleIds: idsOf([...permits, ...narrowing]), conditional };
}

/** The decision to withhold a category. */
export function withhold(category: string, reason: ReasonCode, ruleIds: readonly string[]): CategoryDecision {
  return { effect: "withhold", category, reason, ruleIds };
}

function holding(matchers: readonly Matcher[], situation: Situation): readonly Rule[] {
  return matchers.filter(({ holds }) => holds(situation)).map(({ rule }) => rule);
}

function idsOf(rules: readonly Rule[]): readonly string[] {
  return rules.map(({ id }) => id).sort();
}
