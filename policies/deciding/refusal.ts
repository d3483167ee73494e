import type { Rule } from "../policy.ts";
import type { Circumstances } from "./situations.ts";
import type { ConsentState, ReasonCode } from "../vocabulary.ts";

// What a permit still lacks, and how hard that is to mend.
const hardness = { consent: 0, purpose: 1, relationship: 2, role: 3 };
type Lack = keyof typeof hardness;

const consentReasons: Readonly<Record<ConsentState, ReasonCode>> = {
  none: "NO_CONSENT",
  refused: "NO_CONSENT",
  withdrawn: "CONSENT_WITHDRAWN",
  expired: "CONSENT_EXPIRED",
  given: "RESTRICTED",
};

/**
 * Why nothing permits, told by the permits that come nearest, and their ids. All are about one category and address the person, and none
 * of them holds. The answer does not depend on their order.
 */
export function nearestRefusal(
  permits: readonly { readonly rule: Rule }[],
  circumstances: Circumstances,
): { reason: ReasonCode; ruleIds: string[] } {
  let nearest: Lack = "role";
  let ruleIds: string[] = [];
  for (const { rule } of permits) {
    const lack = lackOf(rule, circumstances);
    if (hardness[lack] < hardness[nearest]) [nearest, ruleIds] = [lack, []];
    if (lack === nearest) ruleIds.push(rule.id);
  }
  return { reason: reasonFor(nearest, circumstances.consent), ruleIds: ruleIds.sort() };
}

// The hardest thing that is lacking. A permit that only an override opens is not part of what the role ordinarily reads; and someone
// on the team has a relationship already: what they lack for a lead practitioner's permit is the part they play.
function lackOf({ when }: Rule, circumstances: Circumstances): Lack {
  if (when.override === true && !circumstances.override) return "role";
  if (!includes(when.relationship, circumstances.relationship)) return circumstances.relationship === "team" ? "role" : "relationship";
  if (!includes(when.rightsHolder, circumstances.rightsHolder)) return "relationship";
  return circumstances.purposeHolds && includes(when.purpose, circumstances.purpose) ? "consent" : "purpose";
}

function reasonFor(lack: Lack, consent: ConsentState): ReasonCode {
  if (lack === "consent") return consentReasons[consent];
  return ({ purpose: "PURPOSE", relationship: "NO_RELATIONSHIP", role: "ROLE" } as const)[lack];
}

function includes(allowed: readonly string[] | undefined, value: string): boolean {
  return allowed === undefined || allowed.includes(value);
}
