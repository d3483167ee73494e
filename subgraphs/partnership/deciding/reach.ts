import type { Principal } from "../../../trust/access-token.ts";
import { type Contradiction, contradictionOnTeam } from "./contradiction.ts";
import type { DirectoryEntry } from "./directory.ts";
import { grouped } from "./grouped.ts";
import { inForce } from "./in-force.ts";
import { type FamilyFacts, isMember, type MembershipFacts, relationship } from "./relationship.ts";

interface OfChild {
  readonly child: string;
}

/** What makes somebody's relationships: their own relations to children, and their own entry in the directory. Of anybody else it has nothing. */
export interface OwnRelations {
  readonly family: readonly (FamilyFacts & OfChild)[];
  readonly memberships: readonly (MembershipFacts & OfChild)[];
  readonly directory: readonly DirectoryEntry[];
}

/** To which children somebody has to do with, each set in the order of their ids. */
export interface Reach {
  /** Those of whose family or team they are. Of no others is anything read, and of these it is decided once more by their own facts whether they are within reach. */
  readonly related: ReadonlySet<string>;
  /** Those to whom they have a relationship: just the children that a decision on each would find within reach. */
  readonly within: ReadonlySet<string>;
  /** What the person's token says of them that the directory does not, if they are on any team. */
  readonly contradiction: Contradiction | undefined;
}

/**
 * Which children are within somebody's reach on a day (ISO 8601), by the same rule by which it is decided of each: a relationship rests on nothing but the person's own relations and their own entry.
 * Pure.
 */
export function reachOf(principal: Principal, own: OwnRelations, today: string): Reach {
  const [family, teams] = [grouped(own.family, ({ child }) => child), grouped(own.memberships, ({ child }) => child)];
  const lasting =
    principal.agency === "family" ? own.family.filter((one) => inForce(one, today)) : own.memberships.filter((one) => isMember(one, today));
  const related = [...new Set(lasting.map(({ child }) => child))].sort();
  const around = (child: string) => ({ family: family.get(child) ?? [], memberships: teams.get(child) ?? [], directory: own.directory });
  return {
    related: new Set(related),
    within: new Set(related.filter((child) => relationship(principal, around(child), today) !== "none")),
    contradiction: contradictionOnTeam(principal, own, today),
  };
}
