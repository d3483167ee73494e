import { decidedByChild, rightsHolderOf } from "./capacity.ts";
import type { ChildFacts } from "./child-facts.ts";
import { inForce } from "./in-force.ts";
import { boundByOrder } from "./restriction-in-force.ts";

/**
 * Whose word about a category counts on a day: the young person's own once they hold their rights, or that of a child who was assessed as competent to decide about it;
 * else each holder's. A person whom a court order restricts speaks in none of these.
 */
export function consentingPersons(child: ChildFacts, category: string, today: string): ReadonlySet<string> {
  return consentingPersonsOn(child, today)(category);
}

/** The same for all categories. Categories about which the same persons decide share one set. */
export function consentingPersonsOn(child: ChildFacts, today: string): (category: string) => ReadonlySet<string> {
  const bound = boundByOrder(child, today);
  const family = child.family.filter((fact) => inForce(fact, today) && !bound.has(fact.person));
  const self = new Set(family.filter(({ kind }) => kind === "self").map(({ person }) => person));
  if (rightsHolderOf(child, today) === "young-person") return () => self;
  const holders = new Set(family.filter(({ parentalResponsibility }) => parentalResponsibility).map(({ person }) => person));
  const childs = decidedByChild(child, today);
  return (category) => (childs.has(category) ? self : holders);
}
