import { z } from "zod";
import { GpRegistration } from "../../records/gp-registration.ts";
import type { Entry } from "../fhir/bundle.ts";
import { dayIn } from "../fhir/dates.ts";
import { identifier, list, name, type Reference, reference } from "../fhir/elements.ts";
import { marksOf, type Reading, take } from "../reading.ts";
import { follow } from "../references.ts";
import { idOf, type Records, records } from "../records.ts";
import { peek } from "../tracked.ts";

/** The system of organisation codes of the NHS Organisation Data Service in FHIR (UK Core). */
const odsSystem = "https://fhir.nhs.uk/Id/ods-organization-code";

// As the NHS Personal Demographics Service writes it: the period of the registration stands in the practice's identifier.
const registered = z.object({ generalPractitioner: list(reference) });
const organisation = z.object({ identifier: list(identifier), name: name.optional() });

/** Reads the practices with which children are registered, once it is known who the children are. */
export function readGpRegistrations(reading: Reading): Records {
  const rows = [...reading.patients]
    .filter(([entry]) => !reading.dismissed.has(entry))
    .flatMap(([entry, child]) =>
      take(reading, entry, registered).generalPractitioner.flatMap((practice, position) =>
        registrationOf(reading, entry, child, practice, position),
      ),
    );
  return records(GpRegistration, [], () => rows);
}

function registrationOf(reading: Reading, entry: Entry, child: string, practice: Reference, position: number): GpRegistration[] {
  const path = ["generalPractitioner", position];
  const target =
    practice.reference === undefined
      ? undefined
      : follow(reading, entry, path, practice, ["Organization", "Practitioner", "PractitionerRole"]);
  const found = target?.type === "Organization" ? take(reading, target, organisation) : undefined;
  const practiceCode = codeOf([practice.identifier, ...(found?.identifier ?? [])]);
  if (practiceCode === undefined || !/^[A-Z0-9]{3,10}$/.test(practiceCode)) {
    const without = practiceCode === undefined ? "without the code of a practice" : "whose code is not one of an organisation (ODS)";
    reading.leftOut.add(`Patient.generalPractitioner ${without}`);
    return [];
  }
  const period = practice.identifier?.period;
  const [registeredOn, endedOn] = [dayIn(period, "start"), dayIn(period, "end")];
  const practiceName = found?.name ?? practice.display ?? null;
  const id = idOf(entry, "gp", practiceCode, registeredOn ?? "");
  return [{ id, child, ...marksOf(reading, entry), practiceCode, practiceName, registeredOn, endedOn }];
}

function codeOf(identifiers: readonly (z.output<typeof identifier> | undefined)[]): string | undefined {
  const found = identifiers.find((one) => peek(one)?.system === odsSystem);
  return found?.system === undefined ? undefined : found.value;
}
