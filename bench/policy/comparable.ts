import type { Facts, Policy, Restriction, Rule } from "../../policies/index.ts";

/** What a rule can depend on, for one person and one category: the part of the facts that other engines are told. */
export interface Situation {
  readonly role: string;
  readonly agency: string;
  readonly relationship: string;
  readonly purpose: string;
  readonly rightsHolder: string;
  readonly consent: string;
  readonly restriction: readonly Restriction[];
  readonly override: boolean;
}

/** The situation for one category. Throws RangeError if a fact is missing for it. */
export function situationOf(facts: Facts, category: string): Situation {
  const { role, agency, relationship, purpose, rightsHolder } = facts;
  const consent = facts.consent[category];
  const restriction = facts.restrictions[category];
  const override = facts.overrides[category];
  if (consent === undefined || restriction === undefined || override === undefined) throw new RangeError(`no facts about ${category}`);
  return { role, agency, relationship, purpose, rightsHolder, consent, restriction, override };
}

/**
 * The rules that decide whether a record without marks may be read. Prohibitions of marked records are not among them: the other engines
 * decide about a whole category, and would have to be asked about every record.
 */
export function comparableRules(policy: Policy): readonly Rule[] {
  return policy.rules.filter(({ effect, marks }) => effect === "permit" || marks.length === 0);
}
