import { type Conditions, readConditions, type Reading } from "./read-conditions.ts";
import { readDecision } from "./read-word.ts";
import { all, refused } from "./refused.ts";
import type { Rule } from "./shape.ts";
import type { Word } from "./words.ts";

/**
 * What a rule with exceptions comes to: what is left of it, and the opposite for each exception. An exception names some of the categories or some of the recipients of
 * the rule and is in all else as the rule is, so that what is left can be said exactly. Throws CONSENT_RESOURCE_REFUSED for any other. `path` is where they stand.
 */
export function withExceptions(whole: Word, rules: readonly Rule[], path: string, reading: Reading): Word[] {
  const exceptions = all(...rules.map((rule, at) => () => exceptionTo(whole, rule, `${path}[${String(at)}]`, reading)));
  const taken = (part: "categories" | "recipients") =>
    exceptions.filter((each) => each[part].length < whole[part].length).flatMap((each) => each[part]);
  const [categories, recipients] = [leftOf(whole.categories, taken("categories")), leftOf(whole.recipients, taken("recipients"))];
  if (categories.length === 0 || recipients.length === 0) throw refused(`${path} leaves nothing of the rule around it.`);
  return [{ ...whole, categories, recipients }, ...exceptions];
}

function leftOf(all: readonly string[], taken: readonly string[]): string[] {
  return all.filter((each) => !taken.includes(each));
}

function exceptionTo(whole: Word, rule: Rule, path: string, reading: Reading): Word {
  const conditions = readConditions(rule, path, reading);
  const decision = readDecision(rule, path);
  if (decision === whole.decision) throw refused(`${path} says the same as the rule to which it is to be an exception.`);
  if (rule.period !== undefined)
    throw refused(`${path}.period makes an exception for a time, after which the rule around it would come back.`);
  const { categories, recipients } = within(whole, conditions, path);
  const [fewerCategories, fewerRecipients] = [categories.length < whole.categories.length, recipients.length < whole.recipients.length];
  if (fewerCategories === fewerRecipients)
    throw refused(`${path} is to name some of the classes or some of the actors of the rule around it, and not of both.`);
  return { ...whole, decision, categories, recipients };
}

function within(whole: Word, { categories = whole.categories, recipients = whole.recipients, purpose }: Conditions, path: string) {
  const inside =
    categories.every((each) => whole.categories.includes(each)) &&
    recipients.every((each) => whole.recipients.includes(each)) &&
    (purpose === undefined || whole.purposes.includes(purpose));
  if (!inside) throw refused(`${path} names what the rule around it does not name.`);
  return { categories, recipients };
}
