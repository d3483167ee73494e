import { z } from "zod";
import { today } from "../../../kit/import/day-of-import.ts";
import type { Practitioner } from "../../../kit/practitioner.ts";
import type { MissedAppointmentOutcome } from "../../code-lists/services.ts";
import { MissedAppointment } from "../../records/missed-appointment.ts";
import { codedOrNull } from "../coded.ts";
import { boundCode, hasCode } from "../fhir/bound.ts";
import type { Entry } from "../fhir/bundle.ts";
import { wholeDay } from "../fhir/dates.ts";
import { type Concept, concept, list, prose, type Reference, reference } from "../fhir/elements.ts";
import { mentalHealthServices } from "../fhir/mental-health-codes.ts";
import { nhsNumberSystem } from "../nhs-number.ts";
import { holding, leaveOut, marksOf, ofType, type Reading, refusal, take } from "../reading.ts";
import { childOf, locate, practitionerOf } from "../references.ts";
import { snomedSystem } from "../snomed.ts";
import { type Births, idOf, type Records, records } from "../records.ts";
import { peek } from "../tracked.ts";

/** FHIR's codes of why an appointment was cancelled; those of the patient's side begin with `pat`, those of the provider's with `prov`. */
const cancellationSystem = "http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason";

/** From this age a young person attends for themselves (NHS: a child under 16 is brought). In years. */
const attendsAlone = 16;

const outline = z.object({
  status: boundCode("appointmentstatus", {
    proposed: "OTHER",
    pending: "OTHER",
    booked: "OTHER",
    arrived: "OTHER",
    fulfilled: "OTHER",
    "checked-in": "OTHER",
    waitlist: "OTHER",
    noshow: "NO_SHOW",
    cancelled: "CANCELLED",
  }),
});

const appointment = z.object({
  cancelationReason: concept.optional(),
  serviceType: list(concept),
  start: wholeDay.optional(),
  comment: prose.optional(),
  basedOn: list(reference),
  participant: list(z.object({ actor: reference.optional() })),
});

/** An appointment that did not take place, before it is known how old the child was, and whether it stands in an episode. */
export interface Missed {
  readonly entry: Entry;
  readonly child: string;
  /** Whether the service tells of mental health care. */
  readonly mentalHealth: boolean;
  readonly scheduledOn: string;
  readonly cancelled: MissedAppointmentOutcome | undefined;
  /** The referrals it belongs to. */
  readonly referrals: readonly Entry[];
}

/** Reads the appointments that did not take place; the others are counted as left out. */
export function readMissed(reading: Reading): Missed[] {
  return holding(reading, "Appointment").flatMap((entry) => {
    const { status } = take(reading, entry, outline);
    if (status !== "OTHER") return missedOf(reading, entry, status === "CANCELLED");
    leaveOut(reading, entry, "that was not missed");
    return [];
  });
}

function missedOf(reading: Reading, entry: Entry, cancelled: boolean): Missed[] {
  const value = take(reading, entry, appointment);
  const { start } = value;
  if (start === undefined) {
    leaveOut(reading, entry, "of which the day is not known");
    return [];
  }
  if (!cancelled && start > today()) throw refusal(reading, entry, ["start"], "lies in the future, and nobody came");
  const position = patientIn(reading, entry, value);
  const patient = value.participant[position]?.actor;
  if (patient === undefined) throw refusal(reading, entry, ["participant"], "names no Patient of this bundle, and no NHS number");
  const made: Missed = {
    entry,
    child: childOf(reading, entry, ["participant", position, "actor"], patient),
    mentalHealth: value.serviceType.some((one) => hasCode(one, snomedSystem, (code) => mentalHealthServices.has(code))),
    scheduledOn: start,
    cancelled: cancelled ? cancelledBy(value.cancelationReason) : undefined,
    referrals: value.basedOn.flatMap((one) => locate(reading, entry, one) ?? []),
  };
  return [made];
}

function patientIn(reading: Reading, entry: Entry, { participant }: z.output<typeof appointment>): number {
  return participant.findIndex(({ actor }) => isPatient(reading, entry, actor));
}

function isPatient(reading: Reading, entry: Entry, actor: Reference | undefined): boolean {
  const seen = peek(actor);
  return seen?.identifier?.system === nhsNumberSystem || locate(reading, entry, seen)?.type === "Patient";
}

function cancelledBy(reason: Concept | undefined): MissedAppointmentOutcome {
  if (hasCode(reason, cancellationSystem, (code) => code.startsWith("pat"))) return "CANCELLED_BY_FAMILY";
  return hasCode(reason, cancellationSystem, (code) => code.startsWith("prov")) ? "CANCELLED_BY_SERVICE" : "CANCELLED";
}

/** What happened to an appointment. One whose child's age is unknown counts as that of a child. */
export function outcomeOf({ cancelled, child, scheduledOn }: Missed, births: Births): MissedAppointmentOutcome {
  if (cancelled !== undefined) return cancelled;
  const born = births.get(child);
  const grown = born !== undefined && `${Number(born.slice(0, 4)) + attendsAlone}${born.slice(4)}` <= scheduledOn;
  return grown ? "DID_NOT_ATTEND" : "WAS_NOT_BROUGHT";
}

/** The missed appointments that stand outside mental health episodes. `inEpisodes` are those that episodes took. */
export function missedAppointments(reading: Reading, missed: readonly Missed[], inEpisodes: ReadonlySet<Entry>): Records {
  const rows = missed
    .filter(({ entry }) => !inEpisodes.has(entry))
    .flatMap((one) => {
      const said = mayStandAlone(reading, one) ? detailsOf(reading, one.entry) : undefined;
      return said === undefined ? [] : [{ ...one, said, marks: marksOf(reading, one.entry) }];
    });
  return records(
    MissedAppointment,
    ofType(reading, "Appointment").map((entry) => idOf(entry)),
    (births) =>
      rows.map((one) => ({
        id: idOf(one.entry),
        child: one.child,
        ...one.marks,
        scheduledOn: one.scheduledOn,
        outcome: outcomeOf(one, births),
        ...one.said,
      })),
  );
}

/** What is kept of an appointment that stands alone; undefined, and counted, where it could be one of a mental health service. */
function detailsOf(reading: Reading, entry: Entry): Pick<MissedAppointment, "service" | "reason" | "practitioner"> | undefined {
  const value = take(reading, entry, appointment);
  if (!hasCode(value.serviceType[0], snomedSystem, () => true)) {
    leaveOut(reading, entry, "whose service has no SNOMED CT code (it may be of mental health)");
    return undefined;
  }
  const service = codedOrNull(reading, entry, ["serviceType", 0], value.serviceType[0]);
  const patient = patientIn(reading, entry, peek(value));
  let practitioner: Practitioner | null = null;
  for (const [position, { actor }] of value.participant.entries()) {
    if (position !== patient) practitioner ??= practitionerOf(reading, entry, ["participant", position, "actor"], actor);
  }
  return service === null
    ? undefined
    : {
        service,
        reason: value.comment ?? codedOrNull(reading, entry, ["cancelationReason"], value.cancelationReason)?.label ?? null,
        practitioner,
      };
}

function mayStandAlone(reading: Reading, { entry, mentalHealth }: Missed): boolean {
  if (mentalHealth)
    leaveOut(
      reading,
      entry,
      "with a mental health service that is based on no referral of an episode (elsewhere it would tell of the care)",
    );
  return !mentalHealth;
}
