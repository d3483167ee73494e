import { recipientFrom } from "../../deciding/recipients.ts";
import { isMember } from "../../deciding/relationship.ts";
import { isSettled } from "../../deciding/settled.ts";
import { shieldsOf } from "../../deciding/shields.ts";
import type { AccessOverrideRow } from "../../records/access-override-row.ts";
import { membersWho, officersOf } from "../alerting/addressees.ts";
import { type Addressee, alerts } from "../alerting/alert.ts";
import type { OpenChange } from "../change.ts";
import type { Write } from "../writes.ts";

/** An override as far as it says whom it concerns. */
type Concerning = Pick<AccessOverrideRow, "id" | "practitioner" | "agency" | "concerned" | "awaiting">;

/**
 * Who is told that an override was opened: the officers whom it concerns and the lead practitioner; of one that names what is `shielded` also whoever shielded it, and of
 * one that waits those who could agree.
 */
export function toldOfOpening(open: OpenChange, override: Concerning, shielded: boolean): Addressee[] {
  const { child, today } = open;
  const leads = child.memberships.filter((one) => one.lead && isMember(one, today));
  const recorders = shielded ? shieldsOf(child, today).map(({ recordedBy }) => recipientFrom(recordedBy ?? "")) : [];
  return [
    ...officersOf(override.concerned),
    ...leads.map(({ agency, practitioner }) => ({ agency, person: practitioner })),
    ...recorders.flatMap((one) => (one?.person === undefined ? [] : [{ agency: one.agency, person: one.person }])),
    ...(override.awaiting.length > 0 ? whoCouldAgree(open, override) : []),
  ];
}

/** Tells whoever opened an override, and the officers whom it concerns, that something became of it. */
export function tellOfOverride(open: OpenChange, { id, practitioner, agency, concerned }: Omit<Concerning, "awaiting">): Write[] {
  return alerts(open, { about: "override", subject: id }, [{ agency, person: practitioner }, ...officersOf(concerned)]);
}

// As `agree` has it.
function whoCouldAgree(open: OpenChange, override: Concerning): Addressee[] {
  const { child, now } = open;
  const settled = child.memberships.filter((one) => one.agency !== override.agency && isSettled(one, now));
  return membersWho(open, ["agree-to-override"]).filter(({ agency, person }) =>
    settled.some((one) => one.agency === agency && one.practitioner === person),
  );
}
