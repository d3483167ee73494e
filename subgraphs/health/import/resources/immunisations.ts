import { z } from "zod";
import { today } from "../../../kit/import/day-of-import.ts";
import { Immunisation } from "../../records/immunisation.ts";
import { coded, codedOrNull, saysSomething } from "../coded.ts";
import { boundCode } from "../fhir/bound.ts";
import type { Entry } from "../fhir/bundle.ts";
import { isAfter, partialDay } from "../fhir/dates.ts";
import { concept, list, name, positive, reference } from "../fhir/elements.ts";
import { noImmunisation, senseOf } from "../fhir/negations.ts";
import { holding, leaveOut, marksOf, ofType, type Reading, refusal, take } from "../reading.ts";
import { childOf } from "../references.ts";
import { idOf, type Records, records } from "../records.ts";
import { checked, peek } from "../tracked.ts";

/** UK Core's extension that names the vaccination as a procedure beside the product. */
const procedureExtension = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-VaccinationProcedure";

const protocol = z.object({
  targetDisease: list(concept),
  doseNumberPositiveInt: positive.optional(),
  seriesDosesPositiveInt: positive.optional(),
});

const immunisation = z
  .object({
    extension: list(z.object({ url: name, valueCodeableConcept: concept.optional() })),
    status: boundCode("immunization-status", { completed: "GIVEN", "not-done": "NOT_GIVEN" }),
    statusReason: concept.optional(),
    vaccineCode: concept,
    patient: reference,
    occurrenceDateTime: partialDay.refine((day) => !isAfter(day, today()), "lies in the future").optional(),
    occurrenceString: name.optional(),
    primarySource: z.boolean().optional(),
    lotNumber: name.optional(),
    site: concept.optional(),
    isSubpotent: z.boolean().optional(),
    protocolApplied: list(protocol),
  })
  .refine(({ occurrenceDateTime, occurrenceString }) => occurrenceDateTime !== undefined || occurrenceString !== undefined, {
    path: ["occurrenceDateTime"],
    error: "is missing",
  });

/** Reads the immunisations. A dose that was too weak to count is left out: it would pass for one that protects. */
export function readImmunisations(reading: Reading): Records {
  const rows = holding(reading, "Immunization").flatMap((entry) => immunisationOf(reading, entry));
  return records(
    Immunisation,
    ofType(reading, "Immunization").map((entry) => idOf(entry)),
    () => rows,
  );
}

function immunisationOf(reading: Reading, entry: Entry): Immunisation[] {
  const value = take(reading, entry, immunisation);
  if (value.isSubpotent === true) leaveOut(reading, entry, "whose dose was too weak to count");
  if (senseOf(value.vaccineCode, noImmunisation) !== "SOMETHING") leaveOut(reading, entry, "that says that none is known");
  if (!saysSomething(value.vaccineCode)) leaveOut(reading, entry, "that does not say which");
  if (reading.dismissed.has(entry)) return [];
  const extension = peek(value).extension.findIndex(({ url }) => url === procedureExtension);
  const named = value.extension[extension];
  if (named !== undefined) checked(named, "url");
  const procedure = named?.valueCodeableConcept;
  const [first] = value.protocolApplied;
  const { doseNumberPositiveInt: doseNumber = null, seriesDosesPositiveInt: dosesInSeries = null } = first ?? {};
  if (doseNumber !== null && dosesInSeries !== null && doseNumber > dosesInSeries) {
    throw refusal(reading, entry, ["protocolApplied", 0, "doseNumberPositiveInt"], "is more than the doses of the series");
  }
  const row: Immunisation = {
    id: idOf(entry),
    child: childOf(reading, entry, ["patient"], value.patient),
    ...marksOf(reading, entry),
    status: value.status,
    vaccine: coded(reading, entry, ["vaccineCode"], value.vaccineCode),
    procedure: codedOrNull(reading, entry, ["extension", extension, "valueCodeableConcept"], procedure),
    protectsAgainst: (first?.targetDisease ?? []).flatMap(
      (one, position) => codedOrNull(reading, entry, ["protocolApplied", 0, "targetDisease", position], one) ?? [],
    ),
    givenOn: value.occurrenceDateTime ?? null,
    doseNumber,
    dosesInSeries,
    notGivenBecause: value.status === "GIVEN" ? null : codedOrNull(reading, entry, ["statusReason"], value.statusReason),
    site: codedOrNull(reading, entry, ["site"], value.site),
    batch: value.lotNumber ?? null,
    firstHand: value.primarySource ?? null,
  };
  return [row];
}
