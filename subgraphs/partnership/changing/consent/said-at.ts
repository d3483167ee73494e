import { englandMidnight } from "../../../../service/england-midnight.ts";
import type { OpenChange } from "../change.ts";

/**
 * The moment from which a consent counts among all that was said: this one; or, for one that was said on an earlier day, the first of that day, so that a paper never
 * overrules what was said online after it was signed. It is later than `after`, and no event before has it: of two papers of a day, the one that was
 * written down last counts.
 */
export function saidAt({ child, now }: Pick<OpenChange, "child" | "now">, saidOn: string | undefined, after?: Date): Date {
  if (saidOn === undefined) return now;
  const taken = new Set(child.consentEvents.map(({ at }) => at.getTime()));
  let at = Math.max(englandMidnight(saidOn).getTime(), after === undefined ? 0 : after.getTime() + 1);
  while (taken.has(at)) at += 1;
  return new Date(at);
}
