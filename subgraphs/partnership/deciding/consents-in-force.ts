import type { ConsentEventFacts } from "./consent-state.ts";
import { type ChildFacts, consentingPersons } from "./gather-facts.ts";

/** The consents that were given by those who may give them, and neither withdrawn nor run out, on a day; the latest first. Pure. */
export function consentsInForce<E extends ConsentEventFacts>(child: ChildFacts<E>, today: string): E[] {
  const latest = new Map<string, E>();
  for (const event of [...child.consentEvents].sort((one, other) => one.at.getTime() - other.at.getTime()))
    latest.set(event.consent, event);
  return [...latest.values()]
    .filter((event) => event.event === "given" || event.event === "limited" || event.event === "renewed")
    .filter((event) => event.categories.some((category) => consentingPersons(child, category, today).has(event.person)))
    .filter((event) => event.validFrom <= today && (event.validUntil === null || today <= event.validUntil))
    .sort((one, other) => other.at.getTime() - one.at.getTime());
}
