import { listed, type ProhibitionLeavesOut } from "../policies/index.ts";
import { bulleted } from "./lines.ts";

/** What prohibitions do not cover, each with the reason that it states: for whoever adds a category, to see which of them do not reach it. */
export function leftOutText(prohibitions: readonly ProhibitionLeavesOut[]): string {
  return `What prohibitions do not cover, and why that is meant:\n${bulleted(prohibitions.map(sentenceOf))}`;
}

function sentenceOf({ rule, leavesOut }: ProhibitionLeavesOut): string {
  if (leavesOut.length === 0) return `${rule}: nothing is left out.`;
  const groups = leavesOut.map(({ allOf, categories, because }) => {
    const whole = allOf.length === 0 ? [] : [`everything of ${listed(allOf, "and")}`];
    return `${listed([...whole, ...categories], "and")} (${because})`;
  });
  return `${rule}: ${groups.join("; ")}`;
}
