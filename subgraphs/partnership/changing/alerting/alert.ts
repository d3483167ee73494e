import type { AlertRow } from "../../records/alert-row.ts";
import type { OpenChange } from "../change.ts";
import { adding, type Write } from "../writes.ts";

/** Whom an alert is for: one person of an agency or of the family, or, without one, the agency's privacy officers. */
export type Addressee = Pick<AlertRow, "agency" | "person">;

/** What changed. */
export type Changed = Pick<AlertRow, "subject"> & { readonly about: Exclude<AlertRow["about"], "role"> };

/** Alerts to each of these once, and not to whoever makes the change. An alert says what changed and when, and nothing of it. */
export function alerts(open: OpenChange, changed: Changed, addressees: readonly Addressee[]): Write[] {
  const { child, principal, now, newId } = open;
  const others = addressees.filter(({ agency, person }) => agency !== principal.agency || person !== principal.subject);
  const once = new Map(others.map(({ agency, person }) => [JSON.stringify([agency, person]), { agency, person }]));
  return [...once.values()].map((addressee) =>
    adding("alerts", { id: newId(), child: child.id, ...changed, ...addressee, at: now, claimedRole: null, knownRole: null, readAt: null }),
  );
}
