import type { CategoryDecision } from "../category-decision.ts";
import type { Decider, Policy, Rule } from "../policy.ts";
import type { ReasonCode } from "../vocabulary.ts";
import type { CircumstancesSet } from "./circumstances-set.ts";
import { addresses, reachOf } from "./reach.ts";
import { nearestRefusal } from "./refusal.ts";
import { residualRules } from "./residual.ts";
import { circumstancesAt, circumstancesCount } from "./situations.ts";

// Situations are finitely many, but a caller who goes through all of them should not fill the memory with what nobody asks again.
const mostRemembered = 10_000;

/**
 * Decides one category of one policy. A policy never changes and the decision depends on nothing but it and the situation, so what was decided
 * once is remembered and is right for ever.
 */
export class CategoryDecider implements Decider {
  readonly #category: string;
  /** For each person by number, the rules that address them. */
  readonly #addressing: readonly Addressing[];
  readonly #remembered = new Map<number, CategoryDecision>();

  constructor(category: string, rules: readonly Rule[], persons: Policy["persons"]) {
    this.#category = category;
    const reaching = rules.map((rule) => ({ rule, reach: reachOf(rule) }));
    this.#addressing = persons.map((person) => sorted(reaching.filter(({ rule }) => addresses(rule, person))));
  }

  /** See {@link Decider}. */
  decide(person: number, circumstances: number): CategoryDecision {
    const number = person * circumstancesCount + circumstances;
    const known = this.#remembered.get(number);
    if (known) return known;
    const rules = this.#addressing[person];
    if (!rules) throw new RangeError(`no person ${String(person)}`);
    const decided = decideCategory(this.#category, rules, circumstances);
    if (this.#remembered.size >= mostRemembered) this.#remembered.clear();
    this.#remembered.set(number, decided);
    return decided;
  }
}

interface Reaching {
  readonly rule: Rule;
  readonly reach: CircumstancesSet;
}

interface Addressing {
  readonly permits: readonly Reaching[];
  /** Prohibitions of the whole category by agreements. */
  readonly prohibitions: readonly Reaching[];
  /** Those by the agency that holds it. */
  readonly ofAgency: readonly Reaching[];
  /** Prohibitions of marked records only. */
  readonly narrowing: readonly Reaching[];
}

function sorted(rules: readonly Reaching[]): Addressing {
  const prohibitions = rules.filter(({ rule }) => rule.effect === "prohibit");
  const whole = prohibitions.filter(({ rule }) => rule.marks.length === 0);
  return {
    permits: rules.filter(({ rule }) => rule.effect === "permit"),
    prohibitions: whole.filter(({ rule }) => rule.ofAgency === undefined),
    ofAgency: whole.filter(({ rule }) => rule.ofAgency !== undefined),
    narrowing: prohibitions.filter(({ rule }) => rule.marks.length > 0),
  };
}

/** What somebody could do something about: ask for consent, or to be brought to the team. */
const mendable: ReadonlySet<ReasonCode> = new Set(["NO_CONSENT", "CONSENT_WITHDRAWN", "CONSENT_EXPIRED", "NO_RELATIONSHIP"]);

function decideCategory(category: string, rules: Addressing, circumstances: number): CategoryDecision {
  const permits = holding(rules.permits, circumstances);
  const ofAgency = holding(rules.ofAgency, circumstances);
  // Only those whom a rule would permit are told of a restriction: to the others its very existence would be news.
  if (permits.length === 0) {
    const { reason, ruleIds } = nearestRefusal(rules.permits, circumstancesAt(circumstances));
    // Nobody is sent to ask for what the agency would keep back all the same.
    return ofAgency.length > 0 && mendable.has(reason)
      ? withhold(category, "AGENCY_RULE", idsOf(ofAgency))
      : withhold(category, reason, ruleIds);
  }
  // An agency's own rule turns on who asks and why alone: it tells nothing, and so it stands before what must not be told.
  if (ofAgency.length > 0) return withhold(category, "AGENCY_RULE", idsOf(ofAgency));
  const prohibitions = holding(rules.prohibitions, circumstances);
  if (prohibitions.length > 0) return withhold(category, "RESTRICTED", idsOf(prohibitions));
  const narrowing = holding(rules.narrowing, circumstances);
  const residual = residualRules(category, permits, narrowing);
  const conditional = residual.some(({ conditions }) => conditions !== undefined);
  return { effect: "permit", category, rules: residual, ruleIds: idsOf([...permits, ...narrowing]), conditional };
}

function holding(rules: readonly Reaching[], circumstances: number): readonly Rule[] {
  const found: Rule[] = [];
  for (const { rule, reach } of rules) if (reach.has(circumstances)) found.push(rule);
  return found;
}

/** The decision to withhold a category. */
export function withhold(category: string, reason: ReasonCode, ruleIds: readonly string[]): CategoryDecision {
  return { effect: "withhold", category, reason, ruleIds };
}

function idsOf(rules: readonly Rule[]): readonly string[] {
  return rules.map(({ id }) => id).sort();
}
