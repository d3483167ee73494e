import type { Policy, Purpose } from "../../../policies/index.ts";
import type { OverrideFacts, RestrictionFacts } from "./child-facts.ts";
import type { Reader } from "./recipients.ts";

/** The overrides that a reader has open for a purpose at a moment: their own, opened in the role in which they ask, and neither revoked nor over. */
export function openOverrides<O extends OverrideFacts>(overrides: readonly O[], reader: Reader, purpose: Purpose, now: Date): readonly O[] {
  return overrides.filter((one) => isOwn(one, reader) && one.role === reader.role && one.purpose === purpose && isOpen(one, now));
}

/** Whether an override is in force at a moment. A clock that is behind the one it was opened by does not keep it closed. */
export function isOpen({ endsAt, revokedAt }: Pick<OverrideFacts, "endsAt" | "revokedAt">, now: Date): boolean {
  return revokedAt === null && now < endsAt;
}

/** Whether somebody opened an override themself, in whichever role. A subject is unique only within its agency. */
export function isOwn(override: Pick<OverrideFacts, "practitioner" | "agency">, person: Pick<Reader, "subject" | "agency">): boolean {
  return override.practitioner === person.subject && override.agency === person.agency;
}

/**
 * The agencies whose privacy officers an override concerns, in order: the practitioner's own, and each that answers for a category that it opens. For what the partnership
 * holds, such as a shielded address, those answer that shield the child; where that is nobody but the practitioner's own agency, all do, since none judges itself alone.
 */
export function agenciesConcerned(
  { categories, personNumbers }: Pick<Policy, "categories" | "personNumbers">,
  { agency, categories: opened }: Pick<OverrideFacts, "agency" | "categories">,
  shields: readonly Pick<RestrictionFacts, "agency">[],
): string[] {
  const all = [...personNumbers.values()].flatMap((agencies) => [...agencies.keys()]).filter((one) => one !== "family");
  const owners = categories.filter(({ id }) => opened.includes(id)).map(({ owner }) => owner);
  // Of a shield that was imported nobody may be known to answer for it.
  const shielding = shields.map((shield) => shield.agency).filter((one) => one !== agency && all.includes(one));
  const others = owners.flatMap((owner) => (owner !== "partnership" ? [owner] : shielding.length > 0 ? shielding : all));
  return [...new Set([agency, ...others])].sort();
}
