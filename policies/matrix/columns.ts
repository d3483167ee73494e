import { agencyTitle, type Person } from "../policy.ts";
import { alike } from "../questions/alike.ts";
import { personName } from "../questions/sentences.ts";
import { listed } from "../questions/words.ts";
import type { Matrix, Pair } from "./matrix.ts";
import { waysOf } from "./ways.ts";

/** Persons who stand in one column, since they have one role and read alike in every agency where it is held. */
export interface Column {
  readonly name: string;
  readonly persons: readonly [Person, ...Person[]];
}

/** The columns of the matrix, in the order of its persons. */
export function columnsOf({ policy, persons, pairs }: Matrix): readonly Column[] {
  const groups = alike(persons, (person) => {
    const own = pairs.filter((pair) => pair.person === person);
    return JSON.stringify([person.role, own.map(({ cells }) => waysOf(cells, { withRules: true }))]);
  });
  return groups.map((group) => ({ name: nameOf(policy, group), persons: group }));
}

/** The pair of a column and a category. */
export function pairIn({ pairs }: Matrix, { persons: [person] }: Column, category: Pair["category"]): Pair | undefined {
  return pairs.find((pair) => pair.person === person && pair.category === category);
}

function nameOf(policy: Matrix["policy"], [person, ...others]: Column["persons"]): string {
  if (others.length === 0) return personName(policy, person);
  const role = policy.roles.find(({ id }) => id === person.role);
  const agencies = [person, ...others].map(({ agency }) => agency);
  const titles = agencies.map((agency) => agencyTitle(policy, agency));
  const name = role?.name ?? person.role;
  return role?.agencies.every((agency) => agencies.includes(agency)) === true ? name : `${name} (${listed(titles, "and")})`;
}
