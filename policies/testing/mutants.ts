import type { Policy, Rule } from "../policy.ts";
import { changesOf } from "./rule-changes.ts";
import type { MutationKind } from "./rule-changes.ts";
import { sameConditions } from "./same-conditions.ts";

/** A policy that is one change away. */
export interface Mutant {
  readonly kind: MutationKind;
  /** What was changed, as the middle of "if …, no test would fail". */
  readonly change: string;
  readonly original: Rule;
  /** What the rule becomes: nothing, if it is dropped. */
  readonly rule: Rule | undefined;
  /** All rules with the change, in the order in which they would be written. */
  readonly rules: readonly Rule[];
}

/**
 * Every policy that is one small change away: of each rule, each part left out, turned round, narrowed by each value and widened by each; and each rule in
 * another place. Conditions that are alike are the same object, so that what is known of them is found again.
 */
export function mutantsOf(policy: Policy): readonly Mutant[] {
  const same = sameConditions(policy.rules);
  return policy.rules.flatMap((original) => {
    const others = policy.rules.filter((rule) => rule !== original);
    const named = (change: string) => `the rule ${original.id} ${change}`;
    const moved = { kind: "order changed", original, rule: original } as const;
    return [
      ...changesOf(original, policy, same).map(({ kind, change, rule }) => {
        return { kind, change: named(change), original, rule, rules: rule ? [...others, rule] : others };
      }),
      { ...moved, change: named("stood first"), rules: [original, ...others] },
      { ...moved, change: named("stood last"), rules: [...others, original] },
    ];
  });
}
