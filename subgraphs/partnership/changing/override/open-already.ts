import { openOverrides } from "../../deciding/overrides.ts";
import type { AccessOverrideRow } from "../../records/access-override-row.ts";
import type { OpenChange } from "../change.ts";
import type { GlassBreaking } from "../asked/override.ts";

/** What an override would open that is asked for: at once, or, of the shielded that it lifts, once a second person agrees. */
interface Asked extends Pick<GlassBreaking, "forPurpose" | "keepFromFamilyBecause"> {
  readonly opened: readonly string[];
  readonly lifted: readonly string[];
  readonly atOnce: boolean;
}

/**
 * The override that is open already to whoever asks, in their role and for this purpose, and that opens all that is asked for; of several the one that ends last. Undefined if there is none: then
 * one is opened for all of it, so that each override says by itself what somebody could read, and why. One that the family is shown is not one that is to be kept from them.
 */
export function openAlready({ child, principal, now }: OpenChange, asked: Asked): AccessOverrideRow | undefined {
  return openOverrides(child.overrides, principal, asked.forPurpose, now)
    .filter((one) => covers(one, asked))
    .reduce<AccessOverrideRow | undefined>((last, one) => (last !== undefined && last.endsAt >= one.endsAt ? last : one), undefined);
}

function covers({ categories, awaiting, reviews, keptFromFamily }: AccessOverrideRow, asked: Asked): boolean {
  const isOpen = (category: string) => categories.includes(category);
  // Of one that an officer has judged nothing waits any more; and who needs no second person now waits for none.
  const waits = (category: string) => !asked.atOnce && reviews.length === 0 && awaiting.includes(category);
  const isKept = asked.keepFromFamilyBecause === undefined || keptFromFamily !== null;
  return isKept && asked.opened.every(isOpen) && asked.lifted.every((category) => isOpen(category) || waits(category));
}
