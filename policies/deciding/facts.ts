import { z } from "zod";
import type { Situation } from "./matching.ts";
import type { ConsentState, Purpose, Relationship, Restriction, RightsHolder } from "../vocabulary.ts";
import { consentStates, purposes, relationships, restrictions, rightsHolders } from "../vocabulary.ts";

/**
 * What is known of one person who asks about one child. The three records have an entry for every category of the policy;
 * a category without one is withheld. Who established the facts, and whether they are true, is not checked here.
 */
export interface Facts {
  readonly role: string;
  readonly agency: string;
  readonly relationship: Relationship;
  readonly purpose: Purpose;
  readonly rightsHolder: RightsHolder;
  readonly consent: Readonly<Record<string, ConsentState>>;
  readonly restrictions: Readonly<Record<string, readonly Restriction[]>>;
  readonly overrides: Readonly<Record<string, boolean>>;
}

const shape = z.object({
  role: z.string(),
  agency: z.string(),
  relationship: z.enum(relationships),
  purpose: z.enum(purposes),
  rightsHolder: z.enum(rightsHolders),
  consent: z.record(z.string(), z.enum(consentStates)),
  restrictions: z.record(z.string(), z.array(z.enum(restrictions))),
  overrides: z.record(z.string(), z.boolean()),
});

/** The facts with every value checked, or nothing if one is missing or unknown. Whether all categories have entries is seen later. */
export function checkFacts(facts: unknown): Facts | undefined {
  return shape.safeParse(facts).data;
}

/** The facts for one category, or nothing if one of the three is missing for it. Expects facts that were checked. */
export function situationIn(facts: Facts, category: string): Situation | undefined {
  const consent = facts.consent[category];
  const restriction = facts.restrictions[category];
  const override = facts.overrides[category];
  if (consent === undefined || restriction === undefined || override === undefined) return undefined;
  const { role, agency, relationship, purpose, rightsHolder } = facts;
  return { role, agency, relationship, purpose, rightsHolder, consent, restriction, override };
}
