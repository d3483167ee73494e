import type { Circumstances, Situation } from "../deciding/situations.ts";
import { agencyTitle, type Basis, type Person, type Policy, type Rule } from "../policy.ts";
import { capitalised, listed, overrideWords, purposeHoldsWords, purposeWords, words } from "./words.ts";

/** The name of a role and, where the role is held in several agencies, of the agency: `SENCO`, `Information governance officer (health)`. */
export function personName(policy: Pick<Policy, "roles" | "titles">, { role, agency }: Person): string {
  const found = policy.roles.find(({ id }) => id === role);
  if (found && found.agencies.length < 2 && found.agencies.includes(agency)) return found.name;
  return `${found?.name ?? role} (${agencyTitle(policy, agency)})`;
}

/** The name of a category, in quotation marks. */
export function categoryName({ categories }: Pick<Policy, "categories">, id: string): string {
  return `“${categories.find((category) => category.id === id)?.name ?? id}”`;
}

/** The rule as one sentence, without its reason and its basis. */
export function sentenceOf(policy: Policy, rule: Rule): string {
  const everyone = rule.roles === "everyone";
  const verb = rule.effect === "permit" || everyone ? "may read" : "may not read";
  const what = subjectMatterOf(policy, rule);
  const marked = rule.marks.map((mark) => words.mark[mark]);
  const records =
    marked.length === 0
      ? ""
      : rule.effect === "permit"
        ? `, but no record that is ${listed(marked)}`
        : `, as far as records are ${listed(marked, "and")}`;
  return `${subjectOf(policy, rule)} ${verb} ${what}${records}${conditionsOf(rule)}.`;
}

function subjectMatterOf(policy: Policy, { effect, categories }: Rule): string {
  if (effect === "prohibit" && categories.length === policy.categories.length) return "anything about the child";
  return listed(
    categories.map((id) => categoryName(policy, id)),
    "and",
  );
}

function subjectOf(policy: Policy, { roles, agencies }: Rule): string {
  const where = agencies ? ` in ${listed(agencies.map((agency) => agencyTitle(policy, agency)))}` : "";
  if (roles === "everyone") return `Nobody${where}`;
  const names = policy.roles.filter(({ id }) => roles.includes(id)).map(({ name }) => name);
  return capitalised(`${listed(names)}${where}`);
}

function conditionsOf({ when, effect }: Rule): string {
  const each = <K extends string>(values: readonly K[] | undefined, texts: Readonly<Record<K, string>>): string[] =>
    values ? [listed(textsOf(values, texts))] : [];
  const parts = [
    ...each(when.relationship, words.relationship),
    ...(when.purpose ? [`the purpose is ${listed(textsOf(when.purpose, effect === "permit" ? purposeWords : words.purpose))}`] : []),
    ...each(when.rightsHolder, words.rightsHolder),
    ...each(when.consent, words.consent),
    ...each(when.restriction, words.restriction),
    ...(when.override === undefined ? [] : [overrideWords[`${when.override}`]]),
  ];
  return parts.length === 0 ? "" : `, when ${parts.join(", and ")}`;
}

// In the order of the vocabulary, where what goes together stands together; rules themselves are sorted by code units.
function textsOf<K extends string>(values: readonly K[], texts: Readonly<Record<K, string>>): string[] {
  return (Object.keys(texts) as K[]).filter((key) => values.includes(key)).map((key) => texts[key]);
}

/** A legal basis in one line. */
export function basisText({ id, ukGdpr6, ukGdpr9, dpa2018, confidentiality }: Basis): string {
  return `${id}: UK GDPR ${ukGdpr6}; UK GDPR ${ukGdpr9}; DPA 2018 ${dpa2018}; confidentiality: ${confidentiality}`;
}

/** What would have to be so instead, as one sentence. The restrictions that would be lifted are those of the situation that the change does not keep. */
export function changeSentence({ restriction: present }: Pick<Situation, "restriction">, change: Partial<Circumstances>): string {
  const { relationship, purpose, purposeHolds, rightsHolder, consent, restriction, override } = change;
  const lifted = restriction && present.filter((one) => !restriction.includes(one));
  const parts = [
    ...(relationship ? [words.relationship[relationship]] : []),
    ...(purpose ? [`the purpose is ${purposeWords[purpose]}`] : purposeHolds === undefined ? [] : [purposeHoldsWords[`${purposeHolds}`]]),
    ...(rightsHolder ? [words.rightsHolder[rightsHolder]] : []),
    ...(consent ? [words.consent[consent]] : []),
    ...(lifted ? lifted.map((one) => `it is no longer so that ${words.restriction[one]}`) : []),
    ...(override === undefined ? [] : [overrideWords[`${override}`]]),
  ];
  return capitalised(`${listed(parts, "and")}.`);
}
