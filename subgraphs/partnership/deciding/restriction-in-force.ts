import type { ChildFacts, RestrictionFacts } from "./child-facts.ts";
import { inForce, isEnded } from "./in-force.ts";

/** Whether a restriction is in force on a day. One that somebody ended is not, nor one that nobody of another agency confirmed in time. */
export function bars(fact: RestrictionFacts, today: string): boolean {
  const { confirmBy, confirmedBy } = fact;
  return inForce(fact, today) && !isEnded(fact) && (confirmedBy !== null || confirmBy === null || today <= confirmBy);
}

/** The persons whom a court order binds on a day. */
export function boundByOrder({ restrictions }: Pick<ChildFacts, "restrictions">, today: string): ReadonlySet<string> {
  return new Set(
    restrictions.flatMap((fact) => (fact.kind === "court-order" && fact.person !== null && bars(fact, today) ? [fact.person] : [])),
  );
}
