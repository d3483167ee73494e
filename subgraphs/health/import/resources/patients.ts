import { z } from "zod";
import { today } from "../../../kit/import/dates.ts";
import { isNhsNumber } from "../../../kit/identifiers.ts";
import { GpRegistration } from "../../records/gp-registration.ts";
import type { Entry } from "../fhir/bundle.ts";
import { dayPeriod, wholeDay } from "../fhir/dates.ts";
import { identifier, list, name, reference } from "../fhir/elements.ts";
import type { JsonPath } from "../located-json.ts";
import { marksOf, ofType, type Reading, refusal, take } from "../reading.ts";
import { follow, nhsNumberSystem } from "../references.ts";
import { idOf, type Table, table } from "../table.ts";

/** The system of organisation codes of the NHS Organisation Data Service in FHIR (UK Core). */
const odsSystem = "https://fhir.nhs.uk/Id/ods-organization-code";

// As the NHS Personal Demographics Service writes it: the period of the registration stands in the practice's identifier.
const practiceReference = reference.extend({ identifier: identifier.extend({ period: dayPeriod.optional() }).optional() });

const patient = z.object({
  active: z.literal(true, "says that this Patient is not in use").optional(),
  link: z.array(z.object({ type: z.enum(["seealso", "refer", "replaces"], "says that another Patient replaces this one") })).optional(),
  identifier: list(identifier),
  birthDate: wholeDay.refine((day) => day <= today(), "lies in the future"),
  generalPractitioner: list(practiceReference),
});

const organisation = z.object({ identifier: list(identifier), name: name.optional() });

/** Reads who the children are, so that the other resources can refer to them: dates of birth by NHS number. */
export function readChildren(reading: Reading): Map<string, string> {
  const births = new Map<string, string>();
  for (const entry of ofType(reading, "Patient")) {
    const { identifier: identifiers, birthDate } = take(reading, entry, patient);
    const { child, path } = nhsNumberOf(reading, entry, identifiers);
    if (births.has(child)) throw refusal(reading, entry, path, "is the NHS number of another Patient of this bundle, too");
    births.set(child, birthDate);
    reading.patients.set(entry, child);
  }
  return births;
}

function nhsNumberOf(
  reading: Reading,
  entry: Entry,
  identifiers: z.output<typeof patient>["identifier"],
): { child: string; path: JsonPath } {
  const current = identifiers.filter(({ system, use }) => system === nhsNumberSystem && use !== "old");
  const [only] = current;
  if (only === undefined) throw refusal(reading, entry, ["identifier"], `holds no NHS number (system ${nhsNumberSystem})`);
  if (current.length > 1) throw refusal(reading, entry, ["identifier"], "holds two NHS numbers in use");
  const path = ["identifier", identifiers.indexOf(only), "value"];
  if (only.value !== undefined && isNhsNumber(only.value)) return { child: only.value, path };
  throw refusal(reading, entry, path, "is not an NHS number (ten digits, the last a check digit)");
}

/** Reads the practices with which children are registered. Call after {@link readChildren}. */
export function readGpRegistrations(reading: Reading): Table {
  const rows = [...reading.patients].flatMap(([entry, child]) =>
    take(reading, entry, patient).generalPractitioner.flatMap((practice, position) =>
      registrationOf(reading, entry, child, practice, position),
    ),
  );
  return table(GpRegistration, [], () => rows);
}

function registrationOf(
  reading: Reading,
  entry: Entry,
  child: string,
  practice: z.output<typeof practiceReference>,
  position: number,
): GpRegistration[] {
  const path = ["generalPractitioner", position];
  const target =
    practice.reference === undefined
      ? undefined
      : follow(reading, entry, path, practice, ["Organization", "Practitioner", "PractitionerRole"]);
  const found = target?.type === "Organization" ? take(reading, target, organisation) : undefined;
  const practiceCode = [practice.identifier, ...(found?.identifier ?? [])].find((one) => one?.system === odsSystem)?.value;
  if (practiceCode === undefined) {
    reading.leftOut.add("Patient.generalPractitioner without the code of a practice");
    return [];
  }
  if (!/^[A-Z0-9]{3,10}$/.test(practiceCode))
    throw refusal(reading, entry, [...path, "identifier", "value"], "is not the code of an organisation (ODS)");
  const { start: registeredOn = null, end: endedOn = null } = practice.identifier?.period ?? {};
  const practiceName = found?.name ?? practice.display ?? null;
  const id = idOf(entry, "gp", practiceCode, registeredOn ?? "");
  return [{ id, child, ...marksOf(reading, entry), practiceCode, practiceName, registeredOn, endedOn }];
}
