import { consentStates, purposes, relationships, restrictions, rightsHolders } from "../../policies/index.ts";
import type { Facts, Policy, Purpose, Relationship, Restriction } from "../../policies/index.ts";
import type { Random } from "./random.ts";

/**
 * A source of facts about people who ask, every one complete and of a role in an agency of its own. Three of four are of the likely kind
 * (practitioners on the team, families asking for themselves), so that permits are found as well as refusals.
 */
export function factsFrom(random: Random, policy: Policy): () => Facts {
  const persons = policy.roles.flatMap(({ id, agencies }) => agencies.map((agency) => ({ role: id, agency })));
  const ids = policy.categories.map(({ id }) => id);
  const byCategory = <T>(value: () => T) => Object.fromEntries(ids.map((id) => [id, value()]));
  return () => {
    const person = random.one(persons);
    return {
      ...person,
      ...(random.chance(0.75) ? likely(random, person.agency) : { relationship: random.one(relationships), purpose: random.one(purposes) }),
      // What the other engines are compared on is what the rules say; whether a purpose holds is none of them.
      purposeHolds: true,
      rightsHolder: random.one(rightsHolders),
      consent: byCategory(() => random.one(consentStates)),
      restrictions: byCategory((): readonly Restriction[] => (random.chance(0.75) ? [] : random.some(restrictions, 3))),
      overrides: byCategory(() => random.chance(0.1)),
    };
  };
}

function likely(random: Random, agency: string): { relationship: Relationship; purpose: Purpose } {
  if (agency === "family") return { relationship: random.one(["holder", "parent", "self"]), purpose: "FAMILY_ACCESS" };
  const purpose = random.one(["DIRECT_SUPPORT", "EHC_ASSESSMENT", "ANNUAL_REVIEW", "SAFEGUARDING"] as const);
  return { relationship: random.one(["team", "lead"]), purpose };
}
