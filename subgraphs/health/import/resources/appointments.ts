import { z } from "zod";
import type { CodeOrWords } from "../../../kit/coded-value.ts";
import { today } from "../../../kit/import/dates.ts";
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
import { type Births, idOf, type Table, table } from "../table.ts";
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
  serviceType: z.array(concept).min(1, "is empty"),
  start: wholeDay,
  comment: prose.optional(),
  basedOn: list(reference),
  participant: list(z.object({ actor: reference.optional() })),
});

/** An appointment that did not take place, before it is known how old the child was. */
export interface Missed {
  readonly entry: Entry;
  readonly child: string;
  readonly service: CodeOrWords;
  /** Whether the service tells of mental health care. */
  readonly mentalHealth: boolean;
  readonly scheduledOn: string;
  readonly cancelled: MissedAppointmentOutcome | undefined;
  readonly reason: string | null;
  readonly practitioner: Practitioner | null;
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
  if (!cancelled && value.start > today()) throw refusal(reading, entry, ["start"], "lies in the future, and nobody came");
  const actors = value.participant.map(({ actor }, position) => ({ actor, path: ["participant", position, "actor"] }));
  const patient = actors.find(({ actor }) => isPatient(reading, actor));
  if (patient?.actor === undefined) throw refusal(reading, entry, ["participant"], "names no Patient of this bundle, and no NHS number");
  const practitioners = actors.filter((one) => one !== patient).map(({ actor, path }) => practitionerOf(reading, entry, path, actor));
  const service = codedOrNull(reading, entry, ["serviceType", 0], value.serviceType[0]);
  if (service?.system !== snomedSystem) {
    leaveOut(reading, entry, "whose service has no SNOMED CT code (it may be of mental health)");
    return [];
  }
  const made: Missed = {
    entry,
    child: childOf(reading, entry, patient.path, patient.actor),
    service,
    mentalHealth: value.serviceType.some((one) => hasCode(one, snomedSystem, (code) => mentalHealthServices.has(code))),
    scheduledOn: value.start,
    cancelled: cancelled ? cancelledBy(value.cancelationReason) : undefined,
    reason: value.comment ?? codedOrNull(reading, entry, ["cancelationReason"], value.cancelationReason)?.label ?? null,
    practitioner: practitioners.find((one) => one !== null) ?? null,
    referrals: value.basedOn.flatMap((one) => locate(reading, entry, one) ?? []),
  };
  return [made];
}

function isPatient(reading: Reading, actor: Reference | undefined): boolean {
  const { reference: literal, identifier } = peek(actor) ?? {};
  if (identifier?.system === nhsNumberSystem) return true;
  return literal !== undefined && reading.bundle.find(literal)?.type === "Patient";
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
export function missedAppointments(reading: Reading, missed: readonly Missed[], inEpisodes: ReadonlySet<Entry>): Table {
  const rows = missed.filter(({ entry }) => !inEpisodes.has(entry)).filter((one) => mayStandAlone(reading, one));
  const marks = new Map(rows.map(({ entry }) => [entry, marksOf(reading, entry)]));
  return table(
    MissedAppointment,
    ofType(reading, "Appointment").map((entry) => idOf(entry)),
    (births) =>
      rows.map((one) => ({
        id: idOf(one.entry),
        child: one.child,
        aboutOther: marks.get(one.entry)?.aboutOther ?? false,
        withheldFromFamily: marks.get(one.entry)?.withheldFromFamily ?? false,
        service: one.service,
        scheduledOn: one.scheduledOn,
        outcome: outcomeOf(one, births),
        reason: one.reason,
        practitioner: one.practitioner,
      })),
  );
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
