import { basisText, capitalised, listed, partyTitle, sentenceOf, words } from "../../policies/index.ts";
import type { Agreement, Policy } from "../../policies/index.ts";
import { actionsPage } from "../actions-text.ts";
import { type Command, UsageError } from "../command.ts";
import { bulleted, counted, wrapped } from "../lines.ts";
import { policyToRead } from "../policy-to-read.ts";

/** Agreements as sentences. */
export const read: Command = {
  summary: "An agreement as sentences, or `actions`: who may change what. Without a name, which agreements there are.",
  usage: "[<agreement> | actions]",
  takes: 1,
  options: {},
  run(input) {
    const [name] = input.words;
    const { policy, expired, warning } = policyToRead(input);
    const about = { policy: policy.version, expired };
    if (name === undefined) return { text: list(policy), data: { ...about, agreements: policy.agreements }, code: 0, warning };
    if (name === "actions") return { text: actionsPage(policy), data: { ...about, actions: policy.actions }, code: 0, warning };
    const agreement = policy.agreements.find(({ id }) => id === name);
    if (!agreement)
      throw new UsageError(`there is no agreement "${name}", only ${policy.agreements.map(({ id }) => id).join(", ")}, and actions`);
    const rules = policy.rules.filter((rule) => rule.agreement === agreement.id);
    const data = { ...about, ...agreement, rules: rules.map((rule) => ({ ...rule, sentence: sentenceOf(policy, rule) })) };
    return { text: page(policy, agreement), data, code: 0, warning };
  },
};

function list({ agreements, rules, version }: Policy): string {
  const lines = agreements.map(
    ({ id, title, owner, reviewBy }) =>
      `${title} (${id}): ${counted(rules.filter(({ agreement }) => agreement === id).length, "rule")}; ${owner}; review by ${reviewBy}`,
  );
  return `${bulleted(lines, 0)}\nPolicy version ${version}\n`;
}

function page(policy: Policy, agreement: Agreement): string {
  const { title, parties, purposes, owner, approved, reviewBy, bases, rights, dataItems } = agreement;
  const items = policy.categories.filter(({ id }) => dataItems.includes(id)).map(({ name }) => name);
  const rules = policy.rules.filter((rule) => rule.agreement === agreement.id);
  const between = parties.map((party) => partyTitle(policy, party));
  return [
    `${title}\n${"=".repeat(title.length)}\n`,
    wrapped(`Between ${listed(between, "and")}. Owner: ${owner}. Approved ${approved}, to be reviewed by ${reviewBy}.`, 0, ""),
    wrapped(
      `Purposes: ${listed(
        purposes.map((purpose) => words.purpose[purpose]),
        "and",
      )}.`,
      0,
      "",
    ),
    wrapped(`Data items: ${listed(items, "and")}.`, 0, ""),
    `Legal bases:\n${bulleted(bases.map(basisText))}`,
    `Rights of the people concerned:\n${bulleted(rights)}`,
    `Rules:\n`,
    ...rules.map((rule) => ruleText(policy, rule)),
  ].join("\n");
}

function ruleText(policy: Policy, rule: Policy["rules"][number]): string {
  const basis = `Basis: ${listed(
    rule.basis.map(({ id }) => id),
    "and",
  )}.`;
  return `  ${rule.id}\n${wrapped(sentenceOf(policy, rule), 6)}${wrapped(`Because: ${capitalised(rule.because)} ${basis}`, 6)}`;
}
