import type { Policy } from "../policy.ts";
import type { TestsDocument } from "./shapes.ts";

/** Names and the ids they stand for: an id stands for itself, the name of a list for what is in it. */
export type Known = ReadonlyMap<string, readonly string[]>;

/** What tests can name. */
export interface TestNames {
  readonly roles: Known;
  readonly categories: Known;
  readonly agencies: ReadonlySet<string>;
}

/** The names of a policy and of the lists that the files under tests/ make. Does not check that the lists hold what exists. */
export function namesFor({ roles, categories }: Policy, documents: readonly TestsDocument[]): TestNames {
  const known = (kind: "roles" | "categories", entries: readonly { readonly id: string }[]) =>
    new Map<string, readonly string[]>([
      ...documents.flatMap(({ lists }) => Object.entries(lists[kind])),
      ...entries.map(({ id }): [string, string[]] => [id, [id]]),
    ]);
  return {
    roles: known("roles", roles),
    categories: known("categories", categories),
    agencies: new Set(roles.flatMap(({ agencies }) => agencies)),
  };
}

/** The ids for which the names stand, once each. An unknown name stands for nothing. */
export function resolved(known: Known, names: readonly string[]): readonly string[] {
  return [...new Set(names.flatMap((name) => known.get(name) ?? []))];
}
