import { z } from "zod";
import { today } from "../../../kit/import/dates.ts";
import { Allergy, type AllergyReaction } from "../../records/allergy.ts";
import { coded } from "../coded.ts";
import { boundCode, boundConcept } from "../fhir/bound.ts";
import type { Entry } from "../fhir/bundle.ts";
import { allergyClinical, allergyClinicalSystem, allergyVerification, allergyVerificationSystem } from "../fhir/clinical-codes.ts";
import { isAfter, partialDay } from "../fhir/dates.ts";
import { concept, list, notes, prose, reference } from "../fhir/elements.ts";
import { holding, marksOf, ofType, type Reading, take } from "../reading.ts";
import { childOf, practitionerOf } from "../references.ts";
import { idOf, type Table, table } from "../table.ts";

const past = partialDay.refine((day) => !isAfter(day, today()), "lies in the future");

const reaction = z.object({
  manifestation: list(concept),
  severity: boundCode("reaction-event-severity", { mild: "MILD", moderate: "MODERATE", severe: "SEVERE" }).optional(),
  onset: past.optional(),
  description: prose.optional(),
});

const allergy = z
  .object({
    clinicalStatus: boundConcept(allergyClinicalSystem, allergyClinical).optional(),
    verificationStatus: boundConcept(allergyVerificationSystem, allergyVerification).optional(),
    type: boundCode("allergy-intolerance-type", { allergy: "ALLERGY", intolerance: "INTOLERANCE" }).optional(),
    category: list(
      boundCode("allergy-intolerance-category", {
        food: "FOOD",
        medication: "MEDICATION",
        environment: "ENVIRONMENT",
        biologic: "BIOLOGIC",
      }),
    ),
    criticality: boundCode("allergy-intolerance-criticality", {
      low: "LOW",
      high: "HIGH",
      "unable-to-assess": "UNABLE_TO_ASSESS",
    }).optional(),
    code: concept,
    patient: reference,
    onsetDateTime: past.optional(),
    recordedDate: past.optional(),
    recorder: reference.optional(),
    lastOccurrence: past.optional(),
    note: notes,
    reaction: list(reaction),
  })
  .refine(
    ({ onsetDateTime, lastOccurrence }) =>
      onsetDateTime === undefined || lastOccurrence === undefined || !isAfter(onsetDateTime, lastOccurrence),
    {
      path: ["lastOccurrence"],
      error: "lies before the onset",
    },
  );

/** Reads the allergies and intolerances. */
export function readAllergies(reading: Reading): Table {
  const rows = holding(reading, "AllergyIntolerance").map((entry) => allergyOf(reading, entry));
  return table(
    Allergy,
    ofType(reading, "AllergyIntolerance").map((entry) => idOf(entry)),
    () => rows,
  );
}

function allergyOf(reading: Reading, entry: Entry): Allergy {
  const value = take(reading, entry, allergy);
  return {
    id: idOf(entry),
    child: childOf(reading, entry, ["patient"], value.patient),
    ...marksOf(reading, entry),
    substance: coded(reading, entry, ["code"], value.code),
    kind: value.type ?? null,
    categories: value.category,
    criticality: value.criticality ?? null,
    clinicalStatus: value.clinicalStatus ?? null,
    certainty: value.verificationStatus ?? null,
    onsetOn: value.onsetDateTime ?? null,
    lastReactionOn: value.lastOccurrence ?? null,
    reactions: value.reaction.map((one, position) => reactionOf(reading, entry, one, position)),
    recordedOn: value.recordedDate ?? null,
    recordedBy: practitionerOf(reading, entry, ["recorder"], value.recorder),
    notes: value.note,
  };
}

function reactionOf(reading: Reading, entry: Entry, value: z.output<typeof reaction>, position: number): AllergyReaction {
  return {
    manifestations: value.manifestation.map((one, index) => coded(reading, entry, ["reaction", position, "manifestation", index], one)),
    severity: value.severity ?? null,
    happenedOn: value.onset ?? null,
    description: value.description ?? null,
  };
}
