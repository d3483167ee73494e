import type { Policy, Relationship } from "../../../policies/index.ts";
import type { Principal } from "../../../trust/access-token.ts";
import type { Moment } from "../deciding/moment.ts";
import type { IndexedChild } from "../facts-reader.ts";
import type { AccessOverrideRow } from "../records/access-override-row.ts";
import type { PractitionerRow } from "../records/practitioner-row.ts";
import type { ServiceInvolvementRow } from "../records/service-involvement-row.ts";
import type { Write } from "./writes.ts";

/**
 * What a change is made from: the facts about one child as they are at one moment, who asks, and what the agreements say. Plain data: a change reads nothing else and
 * does nothing but say what is to be written, so that the same code changes a database and explores where chains of changes lead.
 */
export interface OpenChange extends Moment {
  readonly child: IndexedChild;
  readonly principal: Principal;
  /** What the person who asks is to the child. */
  readonly relationship: Relationship;
  readonly policy: Policy;
  /** Which agencies work with the child, and when. */
  readonly services: readonly ServiceInvolvementRow[];
  /** The other children who live where the child lives now. Whoever shields the child shields them too. */
  readonly household: readonly { readonly child: string }[];
  /** The partnership's directory of staff, as far as the change names people of it, they are or were on the team, or ask for it. */
  readonly practitioner: (id: string) => PractitionerRow | undefined;
  /** A new id, which nobody can guess. */
  readonly newId: () => string;
  /** What the clock says. `now` is later where the last change was made by a clock that is ahead. */
  readonly clock: Date;
}

/** The same for a change to an override. Officers who make one have no relationship with the child. */
export interface OpenOverride extends OpenChange {
  readonly override: AccessOverrideRow;
}

/** What a change comes to: the id of what was made or changed, and all that is to be written, or nothing of it. */
export interface Change {
  readonly id: string;
  readonly writes: readonly Write[];
}
