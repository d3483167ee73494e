import { decide, type Facts, openable, type Policy } from "../../../policies/index.ts";

/** What an override opens of one child. */
export interface Opening {
  /** The categories that every override opens to this person. */
  readonly opened: readonly string[];
  /** What it opens besides, of what is shielded and was named. */
  readonly lifted: readonly string[];
  /** What was named as shielded in vain: an override would lift nothing from it for this person now. */
  readonly idle: readonly string[];
}

/**
 * What an override opens to the person whom the facts are about, for the purpose for which they ask: all that the agreements open to an override, whatever is consented
 * just now, and of what is shielded whatever they name. Pure. Does not check the reason.
 */
export function openingOf(policy: Policy, facts: Facts, alsoShielded: readonly string[]): Opening {
  const { opened, shielded } = isPractitioner(facts) ? openable(policy, facts, facts) : { opened: [], shielded: [] };
  // Only what is shielded already: who names an address today must not come to know the one that is shielded in an hour.
  const lifted = shielded.filter((category) => alsoShielded.includes(category) && lifts(policy, facts, category));
  return { opened, lifted, idle: alsoShielded.filter((category) => !lifted.includes(category)) };
}

// The agreements speak of shields and overrides to everyone; but an override is a professional's, who answers for it. A parent has none.
function isPractitioner({ relationship }: Facts): boolean {
  return relationship === "team" || relationship === "lead";
}

function lifts(policy: Policy, facts: Facts, category: string): boolean {
  const effect = (override: boolean) => decide(policy, { ...facts, overrides: { [category]: override } }, [category]).get(category)?.effect;
  return effect(false) === "withhold" && effect(true) === "permit";
}
