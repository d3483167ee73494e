import type { ChildFacts, RestrictionFacts } from "./child-facts.ts";
import { bars } from "./restriction-in-force.ts";

/** A child's own restrictions, and the shields of those who live with the child. */
type Restricted<R extends RestrictionFacts> = Pick<ChildFacts, "restrictions" | "householdShields"> & {
  readonly restrictions: readonly R[];
  readonly householdShields: readonly R[];
};

/** The shields that keep a child's whereabouts on a day: those of the child, and of whoever lives at the same address. */
export function shieldsOf<R extends RestrictionFacts>({ restrictions, householdShields }: Restricted<R>, today: string): readonly R[] {
  return [...restrictions, ...householdShields].filter((fact) => fact.kind === "shielded" && bars(fact, today));
}
