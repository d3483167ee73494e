import { familyWhoRead, teamMembers } from "../alerting/addressees.ts";
import { alerts } from "../alerting/alert.ts";
import type { OpenChange } from "../change.ts";
import type { Write } from "../writes.ts";

/** Alerts to everybody on the team, and to those of the family who read which processes there are, that one was opened or closed: with it, what the team may read moves. */
export function tellOfProcess(open: OpenChange, process: string): Write[] {
  return alerts(open, { about: "process", subject: process }, [...teamMembers(open), ...familyWhoRead(open, "child.steps")]);
}
