import { addresses } from "../deciding/reach.ts";
import type { Category, Person, Policy, Rule } from "../policy.ts";
import { accessOf } from "../questions/access.ts";
import type { Access } from "../questions/access.ts";
import { listed } from "../questions/words.ts";
import type { Purpose } from "../vocabulary.ts";

/** To what a matrix is narrowed. What is not named is not narrowed. */
export interface MatrixFilter {
  readonly role?: string | undefined;
  readonly category?: string | undefined;
  readonly purpose?: Purpose | undefined;
}

/** A person, a category, and all the ways in which the one reads the other: none, if it is never read or never within the filter. */
export interface Pair {
  readonly person: Person;
  readonly category: Category;
  readonly cells: readonly Access[];
}

/** The agreements as a matrix. Its order comes from names, so that it does not change with the order of anything in the documents. */
export interface Matrix {
  /** The policy, with its roles and categories in the order of the matrix. */
  readonly policy: Policy;
  readonly filter: MatrixFilter;
  readonly persons: readonly Person[];
  readonly categories: readonly Category[];
  /** For each category each person. */
  readonly pairs: readonly Pair[];
}

/** Makes the matrix of a policy. A filter that names what the policy does not have leaves nothing. */
export function matrixOf(unordered: Policy, filter: MatrixFilter = {}): Matrix {
  const policy = ordered(unordered);
  const persons = policy.persons.filter(({ role }) => filter.role === undefined || role === filter.role);
  const categories = policy.categories.filter(({ id }) => filter.category === undefined || id === filter.category);
  const isAsked = ({ purpose }: Access) => filter.purpose === undefined || purpose === filter.purpose;
  const pairs = categories.flatMap((category) =>
    persons.map((person) => ({ person, category, cells: accessOf(policy, person, category.id).filter(isAsked) })),
  );
  return { policy, filter, persons, categories, pairs };
}

/** To what a matrix is narrowed, in the middle of a sentence: `senco and SAFEGUARDING`; undefined for a whole one. */
export function narrowingOf({ filter }: Pick<Matrix, "filter">): string | undefined {
  const parts = [filter.role, filter.category, filter.purpose].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : listed(parts, "and");
}

/** Those of the pairs that are about a category, in the order of the persons. */
export function pairsOf({ pairs }: Matrix, category: Category): readonly Pair[] {
  return pairs.filter((pair) => pair.category.id === category.id);
}

/** The rules of the policy that are about the matrix: its categories, and persons in it. */
export function rulesOf({ policy, persons, categories }: Matrix): readonly Rule[] {
  return policy.rules.filter(
    (rule) => categories.some(({ id }) => rule.categories.includes(id)) && persons.some((person) => addresses(rule, person)),
  );
}

// The family and the partnership first: they are nobody's colleagues. The rest by name, as one looks things up.
function ordered(policy: Policy): Policy {
  const rank = (agency: string) => `${agency === "family" || agency === "partnership" ? "0" : "1"} ${agency}`;
  const roles = policy.roles.toSorted(by(({ name, id }) => `${name.toLowerCase()} ${id}`));
  const place = (role: string) => String(roles.findIndex(({ id }) => id === role)).padStart(4, "0");
  return {
    ...policy,
    roles,
    categories: policy.categories.toSorted(by(({ owner, name, id }) => `${rank(owner)} ${name.toLowerCase()} ${id}`)),
    persons: policy.persons.toSorted(by(({ role, agency }) => `${rank(agency)} ${place(role)}`)),
  };
}

/** Orders by a text, by code units so that every machine sorts alike. */
export function by<T>(keyOf: (value: T) => string): (one: T, other: T) => number {
  return (one, other) => {
    const [key, otherKey] = [keyOf(one), keyOf(other)];
    return key === otherKey ? 0 : key < otherKey ? -1 : 1;
  };
}
