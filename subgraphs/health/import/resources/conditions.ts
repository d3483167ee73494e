import { z } from "zod";
import type { ClinicalStatus } from "../../code-lists/clinical.ts";
import { Condition } from "../../records/condition.ts";
import { coded, codedOrNull, saysSomething } from "../coded.ts";
import { bound } from "../fhir/bound.ts";
import type { Entry } from "../fhir/bundle.ts";
import { conditionClinical, conditionClinicalSystem, conditionVerification, conditionVerificationSystem } from "../fhir/clinical-codes.ts";
import { isAfter, partialDay, partialPeriod } from "../fhir/dates.ts";
import { type Concept, concept, joined, notes, prose, reference } from "../fhir/elements.ts";
import { noProblem, senseOf } from "../fhir/negations.ts";
import { age, ageRange, past, pastPeriod, whenOf } from "../fhir/timing.ts";
import { holding, leaveOut, marksOf, ofType, type Reading, refusal, take } from "../reading.ts";
import { childOf, practitionerOf } from "../references.ts";
import { idOf, type Records, records } from "../records.ts";
import { peek } from "../tracked.ts";

const condition = z
  .object({
    clinicalStatus: concept.optional(),
    verificationStatus: concept.optional(),
    severity: concept.optional(),
    code: concept.optional(),
    subject: reference,
    onsetDateTime: past.optional(),
    onsetAge: age.optional(),
    onsetPeriod: pastPeriod.optional(),
    onsetRange: ageRange.optional(),
    onsetString: prose.optional(),
    abatementDateTime: partialDay.optional(),
    abatementAge: age.optional(),
    abatementPeriod: partialPeriod.optional(),
    abatementRange: ageRange.optional(),
    abatementString: prose.optional(),
    recordedDate: past.optional(),
    recorder: reference.optional(),
    note: notes,
  })
  .refine(
    ({ onsetDateTime, abatementDateTime }) =>
      onsetDateTime === undefined || abatementDateTime === undefined || !isAfter(onsetDateTime, abatementDateTime),
    {
      path: ["abatementDateTime"],
      error: "lies before the onset",
    },
  );

/** Reads the conditions, but for those that stand in an episode of mental health care. */
export function readConditions(reading: Reading, inEpisodes: ReadonlySet<Entry>): Records {
  const rows = holding(reading, "Condition")
    .filter((entry) => !inEpisodes.has(entry))
    .flatMap((entry) => conditionOf(reading, entry));
  return records(
    Condition,
    ofType(reading, "Condition").map((entry) => idOf(entry)),
    () => rows,
  );
}

function conditionOf(reading: Reading, entry: Entry): Condition[] {
  const value = take(reading, entry, condition);
  const { code } = value;
  if (code === undefined || !saysOne(reading, entry, code)) {
    leaveOut(reading, entry, "that does not say which");
    return [];
  }
  const [onset, ended] = timesOf(value);
  const row: Condition = {
    id: idOf(entry),
    child: childOf(reading, entry, ["subject"], value.subject),
    ...marksOf(reading, entry),
    code: coded(reading, entry, ["code"], code),
    clinicalStatus: statusOf(reading, entry, value),
    certainty: bound(reading, entry, ["verificationStatus"], value.verificationStatus, conditionVerificationSystem, conditionVerification),
    severity: codedOrNull(reading, entry, ["severity"], value.severity),
    onsetOn: onset.on,
    onsetInWords: onset.words,
    endedOn: ended.on,
    endedInWords: ended.words,
    recordedOn: value.recordedDate ?? null,
    recordedBy: practitionerOf(reading, entry, ["recorder"], value.recorder),
    notes: joined(value.note),
  };
  return [row];
}

/** Whether a code names a condition. One that says that there is none is no condition: it is left out, and counted. */
function saysOne(reading: Reading, entry: Entry, code: Concept): boolean {
  const sense = senseOf(code, noProblem);
  if (sense === "BOTH")
    throw refusal(reading, entry, ["code"], "says that there is no problem, and the same resource names one: either could be wrong");
  if (sense === "NOTHING") leaveOut(reading, entry, "that says that there is none");
  if (sense === "UNKNOWN") leaveOut(reading, entry, "that says only that nothing is known of any");
  return sense === "SOMETHING" && saysSomething(code);
}

/** When it began and ended. */
function timesOf(value: z.output<typeof condition>) {
  const onset = whenOf({
    dateTime: value.onsetDateTime,
    age: value.onsetAge,
    period: value.onsetPeriod,
    range: value.onsetRange,
    string: value.onsetString,
  });
  const ended = whenOf({
    dateTime: value.abatementDateTime,
    age: value.abatementAge,
    period: value.abatementPeriod,
    range: value.abatementRange,
    string: value.abatementString,
  });
  return [onset, ended] as const;
}

/** Whether it affects the child now. Throws IMPORT_REFUSED for one that ended and goes on (FHIR R4, invariant con-4). */
function statusOf(reading: Reading, entry: Entry, value: z.output<typeof condition>): ClinicalStatus | null {
  const status = bound(reading, entry, ["clinicalStatus"], value.clinicalStatus, conditionClinicalSystem, conditionClinical);
  const ended = Object.keys(peek(value)).find((key) => key.startsWith("abatement"));
  if (ended === undefined || status === null || ["INACTIVE", "REMISSION", "RESOLVED"].includes(status)) return status;
  throw refusal(reading, entry, [ended], "says that the condition ended, but its clinical status says that it has not");
}
