import { stopsAnother } from "../../deciding/override-review.ts";
import { isOwn } from "../../deciding/overrides.ts";
import type { Reader } from "../../deciding/recipients.ts";
import type { IndexedChild } from "../../facts-reader.ts";

/** Whether somebody, in whichever role, opens no override of the child until an officer allows it: one that they opened was found unjustified. */
export function isStopped({ overrides }: Pick<IndexedChild, "overrides">, person: Pick<Reader, "subject" | "agency">): boolean {
  return overrides.some((one) => isOwn(one, person) && stopsAnother(one));
}
