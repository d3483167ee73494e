import { type Policy, type Purpose, purposes as allPurposes } from "../../../policies/index.ts";
import type { Moment } from "../deciding/moment.ts";
import { codesIn, codesOf } from "./coded.ts";
import { mustKnow } from "./elements.ts";
import { readRecipient } from "./read-recipient.ts";
import { all, mustHaveNone, refused } from "./refused.ts";
import type { Coding, Rule } from "./shape.ts";
import { others, own, purposeOfUse } from "./systems.ts";

/** What has to be known besides the resource to read its rules. */
export interface Reading extends Moment {
  readonly policy: Pick<Policy, "categories" | "persons" | "personNumbers">;
}

/** The conditions of a rule, as far as it has them: what, to whom and for what. */
export interface Conditions {
  readonly categories: readonly string[] | undefined;
  readonly recipients: readonly string[] | undefined;
  readonly purpose: Purpose | undefined;
}

const known = ["type", "period", "actor", "action", "purpose", "class", "provision"];
const someRecords = "picks out some records, and a consent here is about all of a category";
const untakeable = new Map(["securityLabel", "code", "dataPeriod", "data"].map((name) => [name, someRecords]));

/**
 * Reads the conditions of a rule; its period is for `readPeriod`. `path` is where it stands. Throws CONSENT_RESOURCE_REFUSED for all that is not exactly understood. A
 * condition that is missing stays so: to FHIR it means everybody, everything or any purpose, which nobody agrees to here.
 */
export function readConditions(rule: Rule, path: string, reading: Pick<Reading, "policy">): Conditions {
  const [categories, recipients, purpose] = all(
    () => readCategories(rule, path, reading),
    () => readRecipients(rule, path, reading),
    () => readPurpose(rule, path),
    () => mustBeRule(rule, path),
  );
  return { categories, recipients, purpose };
}

/** Throws CONSENT_RESOURCE_REFUSED for an element that no rule here may have, and for an action that is not reading. */
export function mustBeRule(rule: Rule, path: string): void {
  all(
    () => mustKnow(rule, path, known, untakeable),
    () => mustBeAboutReading(rule, path),
  );
}

/** The categories that a rule names, undefined if it names none; as `readConditions`. */
export function readCategories(rule: Rule, path: string, { policy }: Pick<Reading, "policy">): Conditions["categories"] {
  return distinct(all(...(rule.class ?? []).map((coding, at) => () => readCategory(coding, `${path}.class[${String(at)}]`, policy))));
}

/** The recipients that a rule names, undefined if it names none; as `readConditions`. */
export function readRecipients(rule: Rule, path: string, { policy }: Pick<Reading, "policy">): Conditions["recipients"] {
  return distinct(all(...(rule.actor ?? []).map((actor, at) => () => readRecipient(actor, `${path}.actor[${String(at)}]`, policy))));
}

/** The purpose that a rule names, undefined if it names none; as `readConditions`. */
export function readPurpose({ purpose = [] }: Rule, path: string): Conditions["purpose"] {
  return purpose.length === 0 ? undefined : purposeAmong(purpose, `${path}.purpose`);
}

function distinct(values: readonly string[]): readonly string[] | undefined {
  return values.length === 0 ? undefined : [...new Set(values)];
}

// To let somebody read is to disclose to them. A rule that names no action is about all of them, so about this one too.
function mustBeAboutReading({ action = [] }: Rule, path: string): void {
  const strange = action.flatMap((each, at) => {
    const codes = codesIn(each, others.action);
    return codes.includes("access") || codes.includes("disclose") ? [] : [at];
  });
  mustHaveNone(
    strange.map((at) => `${path}.action[${String(at)}] is neither access nor disclose, and there is nothing else that is shared here.`),
  );
}

function readCategory({ system, code }: Coding, path: string, { categories }: Pick<Policy, "categories">): string {
  const category = system === own.category ? categories.find(({ id }) => id === code) : undefined;
  if (category === undefined) throw refused(`${path} is no category of information that is known here.`);
  return category.id;
}

// By R4 an operation must have all the purposes that a rule lists; many who write them mean any of them. So only one is understood, with HL7's word for it.
function purposeAmong(codings: readonly Coding[], path: string): Purpose {
  const [code, ...more] = new Set(codesOf(codings, own.purpose));
  const purpose = allPurposes.find((each) => each === code);
  if (purpose === undefined) throw refused(`${path} has no purpose that is known here.`);
  if (more.length > 0)
    throw refused(`${path} has several purposes, and FHIR leaves open whether all of them have to be met; write a rule for each.`);
  const companions = codings.filter(({ system }) => system !== own.purpose);
  if (companions.some((each) => each.system !== others.actReason || each.code !== purposeOfUse[purpose]))
    throw refused(`${path} has a purpose that is not known here.`);
  return purpose;
}
