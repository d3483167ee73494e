import { decidedByChild, rightsHolderOf } from "./capacity.ts";
import type { ChildFacts, RestrictionFacts } from "./child-facts.ts";
import { inForce, isEnded } from "./in-force.ts";

/**
 * Whose word about a category counts on a day: the young person's own once they hold their rights, or that of a child who was assessed as competent to decide about it;
 * else each holder's. A person whom a court order restricts speaks in none of these.
 */
export function consentingPersons(child: ChildFacts, category: string, today: string): ReadonlySet<string> {
  return speakersOn(child, today)(category);
}

/** The persons whom a court order binds on a day. */
export function boundByOrder({ restrictions }: Pick<ChildFacts, "restrictions">, today: string): ReadonlySet<string> {
  return new Set(
    restrictions.flatMap((fact) => (fact.kind === "court-order" && fact.person !== null && bars(fact, today) ? [fact.person] : [])),
  );
}

/** The same for all categories. Categories about which the same persons decide share one set. */
export function speakersOn(child: ChildFacts, today: string): (category: string) => ReadonlySet<string> {
  const bound = boundByOrder(child, today);
  const family = child.family.filter((fact) => inForce(fact, today) && !bound.has(fact.person));
  const self = new Set(family.filter(({ kind }) => kind === "self").map(({ person }) => person));
  if (rightsHolderOf(child, today) === "young-person") return () => self;
  const holders = new Set(family.filter(({ parentalResponsibility }) => parentalResponsibility).map(({ person }) => person));
  const childs = decidedByChild(child, today);
  return (category) => (childs.has(category) ? self : holders);
}

/** Whether a restriction is in force on a day. One that somebody ended is not, nor one that nobody of another agency confirmed in time. */
export function bars(fact: RestrictionFacts, today: string): boolean {
  const { confirmBy, confirmedBy } = fact;
  return inForce(fact, today) && !isEnded(fact) && (confirmedBy !== null || confirmBy === null || today <= confirmBy);
}
