import { z } from "zod";
import { Allergy, type AllergyReaction } from "../../records/allergy.ts";
import { NoKnownAllergy } from "../../records/no-known-allergy.ts";
import { coded, codedOrNull, saysSomething } from "../coded.ts";
import { bound, boundCode } from "../fhir/bound.ts";
import type { Entry } from "../fhir/bundle.ts";
import { allergyClinical, allergyClinicalSystem, allergyVerification, allergyVerificationSystem } from "../fhir/clinical-codes.ts";
import { isAfter } from "../fhir/dates.ts";
import { concept, joined, list, notes, prose, reference } from "../fhir/elements.ts";
import { noAllergy, senseOf } from "../fhir/negations.ts";
import { age, ageRange, past, pastPeriod, whenOf } from "../fhir/timing.ts";
import { holding, leaveOut, marksOf, ofType, type Reading, refusal, take } from "../reading.ts";
import { childOf, practitionerOf } from "../references.ts";
import { idOf, type Records, records } from "../records.ts";
import { peek } from "../tracked.ts";

const reaction = z.object({
  substance: concept.optional(),
  manifestation: list(concept),
  description: prose.optional(),
  onset: past.optional(),
  severity: boundCode("reaction-event-severity", { mild: "MILD", moderate: "MODERATE", severe: "SEVERE" }).optional(),
  exposureRoute: concept.optional(),
  note: notes,
});

const allergy = z
  .object({
    clinicalStatus: concept.optional(),
    verificationStatus: concept.optional(),
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
    code: concept.optional(),
    patient: reference,
    onsetDateTime: past.optional(),
    onsetAge: age.optional(),
    onsetPeriod: pastPeriod.optional(),
    onsetRange: ageRange.optional(),
    onsetString: prose.optional(),
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
type AllergyIntolerance = z.output<typeof allergy>;

/** Reads the allergies and intolerances, and apart from them the statements that none is known: as an allergy such a statement would say the opposite. */
export function readAllergies(reading: Reading): Records[] {
  const allergies: Allergy[] = [];
  const statements: NoKnownAllergy[] = [];
  for (const entry of holding(reading, "AllergyIntolerance")) {
    const value = take(reading, entry, allergy);
    if (isStatement(reading, entry, value)) statements.push(...statementOf(reading, entry, value));
    else allergies.push(...allergyOf(reading, entry, value));
  }
  const possible = ofType(reading, "AllergyIntolerance").map((entry) => idOf(entry));
  return [records(Allergy, possible, () => allergies), records(NoKnownAllergy, possible, () => statements)];
}

/** Whether a resource says that no allergy is known. Throws IMPORT_REFUSED for one that says that and names an allergy, too. */
function isStatement(reading: Reading, entry: Entry, value: AllergyIntolerance): boolean {
  const { code, reaction: reactions } = peek(value);
  const sense = code === undefined ? "SOMETHING" : senseOf(code, noAllergy);
  if (sense === "BOTH" || (sense === "NOTHING" && reactions.length > 0))
    throw refusal(reading, entry, ["code"], "says that no allergy is known, and the same resource names one: either could be wrong");
  if (sense === "UNKNOWN") leaveOut(reading, entry, "that says only that nothing is known of allergies");
  return sense === "NOTHING";
}

function statementOf(reading: Reading, entry: Entry, value: AllergyIntolerance): NoKnownAllergy[] {
  if (value.code === undefined) return [];
  const status = bound(reading, entry, ["clinicalStatus"], value.clinicalStatus, allergyClinicalSystem, allergyClinical);
  if (status === "INACTIVE" || status === "RESOLVED") {
    leaveOut(reading, entry, "that says that no allergy was known, and is no longer held");
    return [];
  }
  const row = {
    ...headOf(reading, entry, value),
    statement: coded(reading, entry, ["code"], value.code),
  };
  return [row];
}

/** What an allergy and a statement have in common. */
function headOf(reading: Reading, entry: Entry, value: AllergyIntolerance): Omit<NoKnownAllergy, "statement"> {
  return {
    id: idOf(entry),
    child: childOf(reading, entry, ["patient"], value.patient),
    ...marksOf(reading, entry),
    certainty: bound(reading, entry, ["verificationStatus"], value.verificationStatus, allergyVerificationSystem, allergyVerification),
    recordedOn: value.recordedDate ?? null,
    recordedBy: practitionerOf(reading, entry, ["recorder"], value.recorder),
    notes: joined(value.note),
  };
}

function allergyOf(reading: Reading, entry: Entry, value: AllergyIntolerance): Allergy[] {
  if (!saysSomething(value.code)) leaveOut(reading, entry, "that does not say to what");
  if (value.code === undefined || reading.dismissed.has(entry)) return [];
  const onset = whenOf({
    dateTime: value.onsetDateTime,
    age: value.onsetAge,
    period: value.onsetPeriod,
    range: value.onsetRange,
    string: value.onsetString,
  });
  const row: Allergy = {
    ...headOf(reading, entry, value),
    substance: coded(reading, entry, ["code"], value.code),
    kind: value.type ?? null,
    categories: [...value.category],
    criticality: value.criticality ?? null,
    clinicalStatus: bound(reading, entry, ["clinicalStatus"], value.clinicalStatus, allergyClinicalSystem, allergyClinical),
    onsetOn: onset.on,
    onsetInWords: onset.words,
    lastReactionOn: value.lastOccurrence ?? null,
    reactions: value.reaction.map((one, position) => reactionOf(reading, entry, one, position)),
  };
  return [row];
}

function reactionOf(reading: Reading, entry: Entry, value: z.output<typeof reaction>, position: number): AllergyReaction {
  const path = ["reaction", position];
  return {
    substance: codedOrNull(reading, entry, [...path, "substance"], value.substance),
    manifestations: value.manifestation.flatMap((one, index) => codedOrNull(reading, entry, [...path, "manifestation", index], one) ?? []),
    severity: value.severity ?? null,
    happenedOn: value.onset ?? null,
    exposureRoute: codedOrNull(reading, entry, [...path, "exposureRoute"], value.exposureRoute),
    description: value.description ?? null,
    notes: joined(value.note),
  };
}
