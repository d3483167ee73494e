import type { Policy } from "../policy.ts";
import type { Purpose, ReasonCode } from "../vocabulary.ts";
import { categoryName } from "./sentences.ts";
import { capitalised, listed, words } from "./words.ts";

/** Who can or cannot see what, for what. */
export interface Telling {
  /** In words, at the head of a sentence: `Helen Marsh (SENCO, education)`, `SENCO (education)`. */
  readonly who: string;
  readonly categories: readonly string[];
  readonly purposes: readonly Purpose[];
}

/** On what it rests that somebody can see something; the reason is a rule's `because`, consent and override are told in words of their own. */
export type Ground =
  | { readonly restsOn: "law" | "family"; readonly because: string }
  | { readonly restsOn: "consent"; readonly agreed: string }
  | { readonly restsOn: "override"; readonly until: string };

/** That somebody can see something and why, as families and officers are told it alike. */
export function canSee(policy: Pick<Policy, "categories">, telling: Telling, ground: Ground): string {
  const seen = `${telling.who} can see ${what(policy, telling)}`;
  switch (ground.restsOn) {
    case "law":
      return `${seen}, which the law allows without asking for consent. ${capitalised(ground.because)}`;
    case "family":
      return `${seen}. ${capitalised(ground.because)}`;
    case "consent":
      return `${seen}, because ${ground.agreed}.`;
    case "override":
      return `${seen} until ${ground.until}, because they opened it by an override.`;
  }
}

/** That somebody cannot see something and why, as families and officers are told it alike. `because` is that of the rule by which an agency keeps it back. */
export function cannotSee(
  policy: Pick<Policy, "categories">,
  telling: Telling,
  { reason, although = "", because = "" }: { readonly reason: ReasonCode; readonly although?: string; readonly because?: string },
): string {
  return `${telling.who} cannot see ${what(policy, telling)}${although}: ${words.reason[reason]}. ${capitalised(because)}`.trim();
}

function what(policy: Pick<Policy, "categories">, { categories, purposes }: Telling): string {
  const named = categories.map((id) => categoryName(policy, id));
  return `${listed(named, "and")} for ${listed(
    purposes.map((purpose) => words.purpose[purpose]),
    "and",
  )}`;
}
