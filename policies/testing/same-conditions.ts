import type { Conditions, Rule } from "../policy.ts";

type Written = { readonly [K in keyof Conditions]?: readonly string[] | boolean | undefined };

/** Finds the one object for conditions. */
export type Same = (when: Written) => Conditions;

const conditions = ["relationship", "purpose", "rightsHolder", "consent", "restriction", "override"] as const;

/** Gives conditions that are written alike, with their values in the order of the alphabet, the same object, so that what is known of one is known of all. */
export function sameConditions(rules: readonly Rule[]): Same {
  const known = new Map<string, Conditions>();
  const keyOf = (when: Written) => JSON.stringify(conditions.map((condition) => [condition, when[condition]]));
  for (const { when } of rules) if (!known.has(keyOf(when))) known.set(keyOf(when), when);
  return (when) => {
    const key = keyOf(when);
    const found: Conditions = known.get(key) ?? Object.fromEntries(Object.entries(when).filter(([, value]) => value !== undefined));
    known.set(key, found);
    return found;
  };
}
