import {
  basisText,
  changeSentence,
  categoryName,
  explain as explainDecision,
  listed,
  overrideWords,
  purposeHoldsWords,
  purposeWords,
  personName,
  sentenceOf,
  words,
} from "../../policies/index.ts";
import type { Explanation, FailedCondition, Policy, RuleFinding } from "../../policies/index.ts";
import { categoryNamed, personsNamed, situationFrom } from "../asked.ts";
import { type Command, optional, required, UsageError } from "../command.ts";
import { bulleted, wrapped } from "../lines.ts";
import { policyToRead } from "../policy-to-read.ts";

/** Whether a person may read a category in a situation, by which rule, and what would change it. */
export const explain: Command = {
  summary: "Whether somebody may read something of such a child, by which rule, and what would change it.",
  usage: "--role <id> [--agency <id>] --child-situation <key=value,…> --category <id or Type.field>",
  takes: 0,
  options: {
    role: { type: "string" },
    agency: { type: "string" },
    "child-situation": { type: "string" },
    category: { type: "string" },
  },
  run(input) {
    const { policy, expired, warning } = policyToRead(input);
    const [person, ...others] = personsNamed(policy, required(input, "role"), optional(input, "agency"));
    if (person === undefined || others.length > 0) throw new UsageError("the role is held in several agencies: add --agency");
    const situation = situationFrom(person, required(input, "child-situation"));
    const category = categoryNamed(policy, required(input, "category"), input.files.supergraph);
    const explanation = explainDecision(policy, situation, category);
    return {
      text: pageOf(policy, explanation),
      data: { ...dataOf(policy, explanation), expired },
      code: explanation.decision.effect === "permit" ? 0 : 1,
      warning,
    };
  },
};

function dataOf(policy: Policy, { category, situation, decision, findings, wouldOpen }: Explanation) {
  const rules = findings.map(({ rule, holds, failed }) => ({
    id: rule.id,
    effect: rule.effect,
    agreement: rule.agreement,
    holds,
    failed,
    sentence: sentenceOf(policy, rule),
    because: rule.because,
    basis: rule.basis,
  }));
  return { policy: policy.version, category, situation, decision, rules, wouldOpen };
}

function pageOf(policy: Policy, explanation: Explanation): string {
  const { decision, findings } = explanation;
  const decisive = findings.filter(({ rule }) => decision.ruleIds.includes(rule.id));
  const others = findings.filter((finding) => !decisive.includes(finding));
  return [
    verdict(policy, explanation),
    section(decisiveTitle(explanation, decisive), decisive, (finding) => inFull(policy, finding)),
    section("The other rules about it that speak of this role", others, (finding) => inBrief(finding)),
    decision.effect === "permit" ? "" : changesText(policy, explanation),
  ]
    .filter((part) => part !== "")
    .join("\n");
}

function decisiveTitle({ decision }: Explanation, decisive: readonly RuleFinding[]): string {
  if (decision.effect === "permit") return "The rules behind it";
  return decisive.some(({ rule }) => rule.effect === "prohibit") ? "What keeps it back" : "The rules that come nearest";
}

function verdict(policy: Policy, { decision, situation, category }: Explanation): string {
  const who = `${personName(policy, situation)} and ${categoryName(policy, category)} (${category})`;
  if (decision.effect === "withhold")
    return wrapped(`REFUSED: ${who}. Reason ${decision.reason}: ${words.reason[decision.reason]}.`, 0, "");
  return wrapped(`PERMITTED: ${who}${decision.conditional ? ", but for records that bear a mark" : ""}.`, 0, "");
}

function section(title: string, findings: readonly RuleFinding[], textOf: (finding: RuleFinding) => string): string {
  return findings.length === 0 ? "" : `${title}:\n${findings.map(textOf).join("")}`;
}

function inFull(policy: Policy, { rule, failed }: RuleFinding): string {
  const lines = [
    sentenceOf(policy, rule),
    `Because: ${rule.because}`,
    ...rule.basis.map((basis) => `Basis ${basisText(basis)}`),
    ...failed.map((condition) => `It does not hold here: ${failedText(condition)}.`),
  ];
  return `  ${rule.id} (${rule.agreement})\n${lines.map((line) => wrapped(line, 6)).join("")}`;
}

function inBrief({ rule, holds, failed }: RuleFinding): string {
  const effect = rule.effect === "permit" ? "permit" : rule.marks.length > 0 ? "prohibition of marked records" : "prohibition";
  return bulleted([`${rule.id} (${effect}) ${holds ? "holds" : `does not hold: ${failed.map(failedText).join("; ")}`}`]);
}

function failedText({ condition, asked, found }: FailedCondition): string {
  const texts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    ...words,
    purpose: purposeWords,
    purposeHolds: purposeHoldsWords,
    override: overrideWords,
  };
  const text = (value: string | boolean): string => texts[condition]?.[String(value)] ?? String(value);
  const foundText = found.length === 0 ? "nothing is restricted" : listed(found.map(text), "and");
  return `${foundText}, and the rule asks that ${listed(asked.map(text))}`;
}

function changesText(policy: Policy, { wouldOpen, situation }: Explanation): string {
  if (wouldOpen.length === 0)
    return `Nothing about the child or the purpose would open it to the role “${personName(policy, situation)}”.\n`;
  const title = wouldOpen.length === 1 ? "What would open it" : "Any one of these would open it";
  return `${title}:\n${bulleted(wouldOpen.map((change) => changeSentence(situation, change)))}`;
}
