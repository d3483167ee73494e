import { recipientFrom } from "../../deciding/recipients.ts";
import { isToldOf } from "../../deciding/told-of-restrictions.ts";
import type { RestrictionRow } from "../../records/restriction-row.ts";
import { agenciesOnTeam, membersWho, officersOf } from "../alerting/addressees.ts";
import { type Addressee, alerts } from "../alerting/alert.ts";
import type { OpenChange } from "../change.ts";
import type { Write } from "../writes.ts";
import { actionOfKind } from "./may-restrict.ts";

type Told = Pick<RestrictionRow, "id" | "kind" | "agency" | "recordedBy">;

/**
 * Alerts those who answer for a restriction that it was recorded, confirmed, contested or ended: whoever recorded it, the privacy officers of its agency and of the
 * agencies on the team, and the members of the team who answer for it by their role. Nobody of the family: that something is kept back can put somebody at risk.
 */
export function tellOfRestriction(open: OpenChange, restriction: Told): Write[] {
  const { agency, person } = recipientFrom(restriction.recordedBy ?? "") ?? {};
  const recorder = agency === undefined || person === undefined ? [] : [{ agency, person }];
  const officers = officersOf([restriction.agency, ...agenciesOnTeam(open)].filter((each) => each !== "partnership"));
  const addressees = [...recorder, ...officers, ...membersToldOf(open, restriction)];
  return alerts(open, { about: "restriction", subject: restriction.id }, addressees);
}

// Of a court order all are told who could confirm it.
function membersToldOf(open: OpenChange, restriction: Told): Addressee[] {
  const members = membersWho(open, [actionOfKind[restriction.kind]]);
  if (restriction.kind === "court-order") return members;
  return members.filter(({ agency, person }) => isToldOf(restriction, { agency, role: open.practitioner(person ?? "")?.role ?? "" }, true));
}
