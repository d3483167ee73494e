import type { PolicyErrorCode } from "./policy-error.ts";
import type { RuleDocument } from "./spelled-out.ts";

/** Something wrong in a rule: the code, the way to it from the rule, and what it is. */
export interface Finding {
  readonly code: PolicyErrorCode;
  readonly at: readonly PropertyKey[];
  readonly detail: string;
}

/**
 * What would make the rule unsafe, whatever names it uses. Permits must be bounded, and every condition must work in the rule's own
 * direction: giving consent or an override never takes anything away, and adding a restriction or a prohibition never gives anything.
 */
export function unsafeIn(rule: RuleDocument): readonly Finding[] {
  return rule.effect === "permit" ? [...unboundedIn(rule), ...contraryInPermit(rule)] : contraryInProhibition(rule);
}

function unboundedIn({ who, when }: RuleDocument): Finding[] {
  const found: Finding[] = [];
  if (who === "everyone" || "everyoneOutside" in who) found.push(unbounded(["who"], "A permit for everyone."));
  if (!when.relationship) found.push(unbounded(["when"], "A permit without a relationship to the child."));
  if (when.relationship?.includes("none")) found.push(unbounded(["when", "relationship"], "A permit for those with no relationship."));
  if (!when.purpose) found.push(unbounded(["when"], "A permit without a purpose."));
  return found;
}

function contraryInPermit({ when, ...rule }: RuleDocument): Finding[] {
  const found: Finding[] = [];
  if (!rule.mayRead) found.push(missing("mayRead", "A permit says what may be read."));
  if (rule.mayNotRead) found.push(contrary(["mayNotRead"], "A permit cannot say what may not be read."));
  if (when.consent?.some((state) => state !== "given")) found.push(contrary(["when", "consent"], "Only consent given permits."));
  if (when.restriction) found.push(contrary(["when", "restriction"], "A restriction cannot permit."));
  if (when.override === false) found.push(contrary(["when", "override"], "A permit cannot end because of an override."));
  if (marks(when.record, true)) found.push(contrary(["when", "record"], "A permit can only leave marked records out."));
  return found;
}

function contraryInProhibition({ when, ...rule }: RuleDocument): Finding[] {
  const found: Finding[] = [];
  if (!rule.mayNotRead) found.push(missing("mayNotRead", "A prohibition says what may not be read."));
  if (rule.mayNotRead?.length === 0) found.push(missing("mayNotRead", "Of what it is about there is nothing, so it keeps nothing back."));
  if (rule.mayRead) found.push(contrary(["mayRead"], "A prohibition cannot say what may be read."));
  if (when.consent?.includes("given")) found.push(contrary(["when", "consent"], "Giving consent cannot prohibit."));
  if (when.override === true) found.push(contrary(["when", "override"], "An override cannot prohibit."));
  if (marks(when.record, false)) found.push(contrary(["when", "record"], "A prohibition can only be about marked records."));
  return found;
}

function marks(record: RuleDocument["when"]["record"], value: boolean): boolean {
  return Object.values(record ?? {}).includes(value);
}

function unbounded(at: readonly string[], detail: string): Finding {
  return { code: "PERMIT_UNBOUNDED", at, detail };
}

function contrary(at: readonly string[], detail: string): Finding {
  return { code: "CONDITION_CONTRARY", at, detail };
}

function missing(key: string, detail: string): Finding {
  return { code: "KEY_MISSING", at: [key], detail };
}
