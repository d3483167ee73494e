import { readPeriod } from "./read-period.ts";
import { mustBeRule, readCategories, type Reading, readPurpose, readRecipients } from "./read-conditions.ts";
import { all, refused } from "./refused.ts";
import type { Rule } from "./shape.ts";
import type { Word } from "./words.ts";

/** What a rule that stands for itself comes to. `path` is where it stands. Throws CONSENT_RESOURCE_REFUSED unless it says all: what, to whom, for what, and whether or not. */
export function readWord(rule: Rule, path: string, reading: Reading): Word {
  const [recipients, categories, purpose, decision, period] = all(
    () =>
      readRecipients(rule, path, reading) ?? missing(`${path}.actor is missing, which means everybody, and a consent here names to whom.`),
    () =>
      readCategories(rule, path, reading) ?? missing(`${path}.class is missing, which means everything, and a consent here names what.`),
    () => readPurpose(rule, path) ?? missing(`${path}.purpose is missing, which means any, and a consent here names for what.`),
    () => readDecision(rule, path),
    () => readPeriod(rule.period, `${path}.period`, reading),
    () => mustBeRule(rule, path),
  );
  return { decision, categories, recipients, purposes: [purpose], ...period };
}

function missing(reason: string): never {
  throw refused(reason);
}

/** Whether a rule permits or denies. Throws CONSENT_RESOURCE_REFUSED where it does not say, and where it holds rules itself. */
export function readDecision(rule: Rule, path: string): Word["decision"] {
  if (rule["provision"] !== undefined) throw refused(`${path}.provision is an exception to an exception.`);
  if (rule.type === undefined) throw refused(`${path}.type is missing, so the rule does not say whether it permits or denies.`);
  return rule.type === "permit" ? "given" : "refused";
}
