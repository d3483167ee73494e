import { familyWhoRead, teamMembers } from "../alerting/addressees.ts";
import { type Addressee, alerts } from "../alerting/alert.ts";
import type { OpenChange } from "../change.ts";
import type { Write } from "../writes.ts";

/** Alerts everybody on the team, those of the family who read who is on it, and whoever else is named, that a membership or the lead changed. */
export function tellTeam(open: OpenChange, about: "team" | "lead", membership: string, besides: readonly Addressee[] = []): Write[] {
  return alerts(open, { about, subject: membership }, [...teamMembers(open), ...familyWhoRead(open, "child.team"), ...besides]);
}
