import type { Policy, Rule } from "../policy.ts";

/** What one prohibition does not keep back, and why that is meant. An agency's own rule is only about its own categories, so only these are told. */
export interface ProhibitionLeavesOut {
  readonly rule: string;
  /** Agencies of which nothing is kept back, and single categories of the others, each group with the reason that the rule states. */
  readonly leavesOut: readonly { readonly allOf: readonly string[]; readonly categories: readonly string[]; readonly because: string }[];
}

/** Of each prohibition which categories it does not cover: those that were there when it was written, and those that came since. */
export function leftOutByProhibitions(policy: Policy): readonly ProhibitionLeavesOut[] {
  return policy.rules
    .filter(({ effect }) => effect === "prohibit")
    .map((rule) => ({ rule: rule.id, leavesOut: (rule.leavesOut ?? []).flatMap((group) => grouped(policy, rule, group)) }));
}

type Group = NonNullable<Rule["leavesOut"]>[number];

function grouped({ categories }: Policy, { ofAgency }: Rule, { categories: leftOut, because }: Group): ProhibitionLeavesOut["leavesOut"] {
  const told = categories.filter(({ id, owner }) => leftOut.includes(id) && (ofAgency === undefined || owner === ofAgency));
  if (told.length === 0) return [];
  const owners = [...new Set(told.map(({ owner }) => owner))];
  const allOf = owners.filter((owner) => categories.every((category) => category.owner !== owner || told.includes(category)));
  return [{ allOf, categories: told.flatMap(({ id, owner }) => (allOf.includes(owner) ? [] : [id])), because }];
}
