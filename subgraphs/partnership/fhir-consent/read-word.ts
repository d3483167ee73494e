import { readPeriod } from "./read-period.ts";
import { readConditions, type Reading } from "./read-conditions.ts";
import { refused } from "./refused.ts";
import type { Rule } from "./shape.ts";
import type { Word } from "./words.ts";

/** What a rule that stands for itself comes to. `path` is where it stands. Throws CONSENT_RESOURCE_REFUSED unless it says all: what, to whom, for what, and whether or not. */
export function readWord(rule: Rule, path: string, reading: Reading): Word {
  const { categories, recipients, purpose } = readConditions(rule, path, reading);
  const decision = readDecision(rule, path);
  if (recipients === undefined) throw refused(`${path}.actor is missing, which means everybody, and a consent here names to whom.`);
  if (categories === undefined) throw refused(`${path}.class is missing, which means everything, and a consent here names what.`);
  if (purpose === undefined) throw refused(`${path}.purpose is missing, which means any, and a consent here names for what.`);
  return { decision, categories, recipients, purposes: [purpose], ...readPeriod(rule.period, `${path}.period`, reading) };
}

/** Whether a rule permits or denies. Throws CONSENT_RESOURCE_REFUSED where it does not say, and where it holds rules itself. */
export function readDecision(rule: Rule, path: string): Word["decision"] {
  if (rule["provision"] !== undefined) throw refused(`${path}.provision is an exception to an exception.`);
  if (rule.type === undefined) throw refused(`${path}.type is missing, so the rule does not say whether it permits or denies.`);
  return rule.type === "permit" ? "given" : "refused";
}
