import { CategoryDecider } from "../deciding/category-decider.ts";
import type { ActionRule, Agreement, Category, Policy, Role, Rule } from "../policy.ts";
import { fingerprint } from "./fingerprint.ts";

/** What a policy is put together from. */
export interface PolicyParts {
  readonly categories: readonly Category[];
  readonly roles: readonly Role[];
  readonly agreements: readonly Agreement[];
  readonly rules: readonly Rule[];
  readonly actions: readonly ActionRule[];
  readonly titles: ReadonlyMap<string, string>;
}

/** Puts a policy together and makes it ready to decide. Does not check that the parts are sound or belong together. */
export function assemble({ categories, roles, agreements, rules: unsorted, actions, titles }: PolicyParts): Policy {
  const rules = unsorted.toSorted(byId);
  const persons = roles.flatMap(({ id, agencies }) => agencies.map((agency) => ({ role: id, agency })));
  const byCategory = new Map(categories.map(({ id }) => [id, rules.filter((rule) => rule.categories.includes(id))]));
  let version: string | undefined;
  return {
    // Of the thousands of policies that are only tried out, nobody asks it.
    get version() {
      return (version ??= fingerprint(categories, roles, rules, actions));
    },
    categories,
    roles,
    titles,
    agreements: agreements.toSorted(byId),
    rules,
    actions,
    rulesById: new Map(rules.map((rule) => [rule.id, rule])),
    persons,
    personNumbers: new Map(
      roles.map(({ id }) => [id, new Map(persons.flatMap(({ role, agency }, number) => (role === id ? [[agency, number]] : [])))]),
    ),
    rulesByCategory: byCategory,
    deciders: new Map([...byCategory].map(([id, own]) => [id, new CategoryDecider(id, own, persons)])),
  };
}

// By code units, not by locale, so that every machine sorts alike.
function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}
