import { listed, partyTitle, type Policy, type ProhibitionLeavesOut } from "../policies/index.ts";
import { bulleted } from "./lines.ts";

/** What prohibitions do not cover, each with the reason that it states: for whoever adds a category, to see which of them do not reach it. */
export function leftOutText(policy: Pick<Policy, "titles">, prohibitions: readonly ProhibitionLeavesOut[]): string {
  return `What prohibitions do not cover, and why that is meant:\n${bulleted(prohibitions.map((prohibition) => sentenceOf(policy, prohibition)))}`;
}

function sentenceOf(policy: Pick<Policy, "titles">, { rule, leavesOut }: ProhibitionLeavesOut): string {
  if (leavesOut.length === 0) return `${rule}: nothing is left out.`;
  const groups = leavesOut.map(({ allOf, categories, because }) => {
    const owners = allOf.map((owner) => partyTitle(policy, owner));
    const whole = owners.length === 0 ? [] : [`everything of ${listed(owners, "and")}`];
    return `${listed([...whole, ...categories], "and")} (${because})`;
  });
  return `${rule}: ${groups.join("; ")}`;
}
