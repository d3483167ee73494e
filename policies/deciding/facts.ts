import type { ConsentState, Purpose, Relationship, Restriction, RightsHolder } from "../vocabulary.ts";

/**
 * What is known of one person who asks about one child. The three records have an entry for every category of the policy;
 * a category without one is withheld. Who established the facts, and whether they are true, is not checked here.
 */
export interface Facts {
  readonly role: string;
  readonly agency: string;
  readonly relationship: Relationship;
  readonly purpose: Purpose;
  /** Whether the purpose holds; see `purposeHolds`. */
  readonly purposeHolds: boolean;
  readonly rightsHolder: RightsHolder;
  readonly consent: Readonly<Record<string, ConsentState>>;
  readonly restrictions: Readonly<Record<string, readonly Restriction[]>>;
  readonly overrides: Readonly<Record<string, boolean>>;
}
