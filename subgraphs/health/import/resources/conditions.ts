import { z } from "zod";
import { today } from "../../../kit/import/dates.ts";
import { Condition } from "../../records/condition.ts";
import { codedOrNull, coded } from "../coded.ts";
import { boundConcept } from "../fhir/bound.ts";
import type { Entry } from "../fhir/bundle.ts";
import { conditionClinical, conditionClinicalSystem, conditionVerification, conditionVerificationSystem } from "../fhir/clinical-codes.ts";
import { isAfter, partialDay } from "../fhir/dates.ts";
import { concept, notes, reference } from "../fhir/elements.ts";
import { holding, marksOf, ofType, type Reading, take } from "../reading.ts";
import { childOf, practitionerOf } from "../references.ts";
import { idOf, type Table, table } from "../table.ts";

const condition = z
  .object({
    clinicalStatus: boundConcept(conditionClinicalSystem, conditionClinical),
    verificationStatus: boundConcept(conditionVerificationSystem, conditionVerification).optional(),
    severity: concept.optional(),
    code: concept,
    subject: reference,
    onsetDateTime: partialDay.refine((day) => !isAfter(day, today()), "lies in the future").optional(),
    abatementDateTime: partialDay.optional(),
    recordedDate: partialDay.refine((day) => !isAfter(day, today()), "lies in the future").optional(),
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
  )
  // FHIR R4, invariant con-4.
  .refine(
    ({ clinicalStatus, abatementDateTime }) =>
      abatementDateTime === undefined || ["INACTIVE", "REMISSION", "RESOLVED"].includes(clinicalStatus),
    {
      path: ["abatementDateTime"],
      error: "says that the condition ended, but its clinical status says that it has not",
    },
  );

/** Reads the conditions, but for those that stand in an episode of mental health care. */
export function readConditions(reading: Reading, inEpisodes: ReadonlySet<Entry>): Table {
  const rows = holding(reading, "Condition")
    .filter((entry) => !inEpisodes.has(entry))
    .map((entry) => conditionOf(reading, entry));
  return table(
    Condition,
    ofType(reading, "Condition").map((entry) => idOf(entry)),
    () => rows,
  );
}

function conditionOf(reading: Reading, entry: Entry): Condition {
  const value = take(reading, entry, condition);
  return {
    id: idOf(entry),
    child: childOf(reading, entry, ["subject"], value.subject),
    ...marksOf(reading, entry),
    code: coded(reading, entry, ["code"], value.code),
    clinicalStatus: value.clinicalStatus,
    certainty: value.verificationStatus ?? null,
    severity: codedOrNull(reading, entry, ["severity"], value.severity),
    onsetOn: value.onsetDateTime ?? null,
    endedOn: value.abatementDateTime ?? null,
    recordedOn: value.recordedDate ?? null,
    recordedBy: practitionerOf(reading, entry, ["recorder"], value.recorder),
    notes: value.note,
  };
}
