import type { Rule } from "../policy.ts";
import type { Matcher } from "./matching.ts";
import type { Situation } from "./situations.ts";
import type { ConsentState, ReasonCode } from "../vocabulary.ts";

// What a permit still lacks, from what is easiest to mend to what is hardest.
const lacks = ["consent", "purpose", "relationship", "role"] as const;
type Lack = (typeof lacks)[number];

const consentReasons: Readonly<Record<ConsentState, ReasonCode>> = {
  none: "NO_CONSENT",
  refused: "NO_CONSENT",
  withdrawn: "CONSENT_WITHDRAWN",
  expired: "CONSENT_EXPIRED",
  given: "RESTRICTED",
};

/**
 * Why nothing permits, told by the permits that come nearest, and their ids. `matchers` are of one category and of rules that address
 * the person; no permit among them holds. The answer does not depend on their order.
 */
export function nearestRefusal(matchers: readonly Matcher[], situation: Situation): { reason: ReasonCode; ruleIds: string[] } {
  const permits = matchers.filter(({ rule }) => rule.effect === "permit");
  const lacking = permits.map(({ rule }) => ({ id: rule.id, lack: lackOf(rule, situation) }));
  const nearest = lacks.find((lack) => lacking.some((rule) => rule.lack === lack)) ?? "role";
  const ruleIds = lacking.flatMap(({ id, lack }) => (lack === nearest ? [id] : []));
  return { reason: reasonFor(nearest, situation.consent), ruleIds: ruleIds.sort() };
}

// The hardest thing that is lacking. A permit that only an override opens is not part of what the role ordinarily reads; and someone
// on the team has a relationship already: what they lack for a lead practitioner's permit is the part they play.
function lackOf({ when }: Rule, situation: Situation): Lack {
  if (when.override === true && !situation.override) return "role";
  if (!includes(when.relationship, situation.relationship)) return situation.relationship === "team" ? "role" : "relationship";
  if (!includes(when.rightsHolder, situation.rightsHolder)) return "relationship";
  return includes(when.purpose, situation.purpose) ? "consent" : "purpose";
}

function reasonFor(lack: Lack, consent: ConsentState): ReasonCode {
  if (lack === "consent") return consentReasons[consent];
  return ({ purpose: "PURPOSE", relationship: "NO_RELATIONSHIP", role: "ROLE" } as const)[lack];
}

function includes(allowed: readonly string[] | undefined, value: string): boolean {
  return allowed === undefined || allowed.includes(value);
}
