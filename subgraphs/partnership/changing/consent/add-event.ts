import { inForce } from "../../deciding/in-force.ts";
import { rightsHolder } from "../../deciding/rights-holder.ts";
import { boundByOrder } from "../../deciding/restriction-in-force.ts";
import type { ConsentEventRow } from "../../records/consent-event-row.ts";
import { alerts } from "../alerting/alert.ts";
import type { OpenChange } from "../change.ts";
import { adding, type Write } from "../writes.ts";
import { mustHaveRoomFor } from "./room.ts";

/** How something was said, and what proves it. */
export interface Saying {
  readonly method: ConsentEventRow["method"];
  readonly evidence: string;
  /** The day on which it was said (ISO 8601), as the practitioner has it who writes it down; it was said this moment if it names none. */
  readonly saidOn?: string | undefined;
}

/** What an event says; the rest of it is who, when and how. */
export type Said = Pick<
  ConsentEventRow,
  "consent" | "person" | "capacity" | "event" | "categories" | "recipients" | "purposes" | "validFrom" | "validUntil"
>;

/**
 * Adds an event to the life of a consent, and alerts whose word a practitioner says it is, so that nobody says yes without knowing. `at` is the moment from which it
 * counts: this one, unless it is a paper from an earlier day. Throws TOO_MANY_CONSENTS; checks nothing else.
 */
export function addEvent(open: OpenChange, said: Said, { method, evidence, saidOn }: Saying, at: Date = open.now): Write[] {
  mustHaveRoomFor(open, said);
  const { child, principal, now, today } = open;
  const added = adding("consentEvents", {
    id: open.newId(),
    child: child.id,
    ...said,
    at,
    method,
    evidence,
    saidOn: saidOn ?? null,
    recordedBy: principal.name,
    recordedAt: now,
    recorder: principal.subject,
    recorderAgency: principal.agency,
  });
  // Whom an order of a court binds is told of nothing, not even of what they once said themself.
  const bound = boundByOrder(child, today);
  const told = [said.person, ...spokenFor(open)].filter((person) => !bound.has(person));
  return [
    added,
    ...alerts(
      open,
      { about: "consent", subject: said.consent },
      told.map((person) => ({ agency: "family", person })),
    ),
  ];
}

// A young person who would decide but for an assessment is told of what others say for them.
function spokenFor({ child, today }: OpenChange): readonly string[] {
  if (rightsHolder(child.dateOfBirth, today) !== "young-person") return [];
  return child.family.filter((fact) => fact.kind === "self" && inForce(fact, today)).map(({ person }) => person);
}
