import { z } from "zod";
import { today } from "../../../kit/import/day-of-import.ts";
import { Death } from "../../records/death.ts";
import type { Entry } from "../fhir/bundle.ts";
import { isAfter, partialDay } from "../fhir/dates.ts";
import { identifier, list, reference } from "../fhir/elements.ts";
import { identityOf } from "../nhs-number.ts";
import { leaveOut, marksOf, ofType, type Reading, refusal, take } from "../reading.ts";
import { locate } from "../references.ts";
import { idOf, type Records, records } from "../records.ts";
import { peek } from "../tracked.ts";
import { setAsideWhatIsNobodys, subjectsOf } from "./of-nobody.ts";

const past = partialDay.refine((day) => !isAfter(day, today()), "lies in the future");

const patient = z
  .object({
    link: list(
      z.object({
        type: z.enum(["replaced-by", "replaces", "refer", "seealso"], "is not a code of link-type"),
        other: reference.optional(),
      }),
    ),
    identifier: list(identifier),
    birthDate: past.optional(),
    deceasedBoolean: z.boolean().optional(),
    deceasedDateTime: past.optional(),
  })
  .refine(({ deceasedBoolean, deceasedDateTime }) => deceasedBoolean === undefined || deceasedDateTime === undefined, {
    path: ["deceasedDateTime"],
    error: "stands beside deceasedBoolean: only one of them can be there",
  })
  .refine(
    ({ birthDate, deceasedDateTime }) => birthDate === undefined || deceasedDateTime === undefined || !isAfter(birthDate, deceasedDateTime),
    {
      path: ["deceasedDateTime"],
      error: "lies before the birth",
    },
  );
type Patient = z.output<typeof patient>;

/** Who the children of a bundle are. */
interface Children {
  /** Dates of birth by NHS number. */
  readonly births: ReadonlyMap<string, string>;
  /** The children who died. */
  readonly deaths: Records;
}

/**
 * Reads who the children are, so that the other resources can refer to them. A Patient who cannot be told from another child is left out with all that belongs to
 * them: without an NHS number, with one that is not verified, without a date of birth, or replaced by another Patient. Throws IMPORT_REFUSED for two Patients with
 * one number and different dates of birth.
 */
export function readChildren(reading: Reading): Children {
  const births = new Map<string, string>();
  const replaced = new Map<Entry, Patient>();
  for (const entry of patientsOf(reading)) {
    const value = take(reading, entry, patient);
    if (replacementOf(value) === undefined) readChild(reading, entry, value, births);
    else replaced.set(entry, value);
  }
  for (const [entry, value] of replaced) readReplaced(reading, entry, value, births);
  setAsideWhatIsNobodys(reading);
  return { births, deaths: readDeaths(reading) };
}

/** The Patients of the bundle, and those that resources about them contain (as NHS England's records of vaccinations do). */
function patientsOf(reading: Reading): Set<Entry> {
  const subjects = reading.bundle.entries.flatMap((entry) => subjectsOf(entry).flatMap((target) => locate(reading, entry, target) ?? []));
  return new Set([...ofType(reading, "Patient"), ...subjects.filter(({ type }) => type === "Patient")]);
}

function readChild(reading: Reading, entry: Entry, value: Patient, births: Map<string, string>): void {
  const identity = identityOf(reading, entry, value.identifier);
  if ("unknown" in identity) return leaveOut(reading, entry, identity.unknown);
  const { birthDate } = value;
  if (birthDate === undefined) return leaveOut(reading, entry, "without a date of birth");
  if (birthDate.length < 10) return leaveOut(reading, entry, "whose date of birth is known in part only");
  const known = births.get(identity.child);
  if (known !== undefined && known !== birthDate)
    throw refusal(reading, entry, ["birthDate"], `contradicts another Patient of this bundle with the same NHS number, born on ${known}`);
  births.set(identity.child, birthDate);
  reading.patients.set(entry, identity.child);
}

function replacementOf({ link }: Patient) {
  const position = peek(link).findIndex(({ type }) => type === "replaced-by");
  const found = link[position];
  return found?.type === undefined ? undefined : { position, other: found.other };
}

/**
 * A Patient who was merged into another "must no longer be used", and the other instead (FHIR R4, link-type): what belongs to them is the other's, if the other is in the
 * file and nothing says that it is another child.
 */
function readReplaced(reading: Reading, entry: Entry, value: Patient, births: ReadonlyMap<string, string>): void {
  const other = locate(reading, entry, replacementOf(value)?.other);
  const child = other === undefined ? undefined : reading.patients.get(other);
  const born = value.birthDate;
  leaveOut(reading, entry, "that was replaced by another");
  if (child !== undefined && (born === undefined || births.get(child) === born)) reading.patients.set(entry, child);
}

/** A death is kept as a record of its own, so that the marks of the Patient hold for it. One that is denied takes an earlier one back. */
function readDeaths(reading: Reading): Records {
  const said = [...reading.patients].filter(([entry]) => !reading.dismissed.has(entry));
  const rows = said.flatMap(([entry, child]): Death[] => {
    const { deceasedBoolean, deceasedDateTime } = take(reading, entry, patient);
    if (deceasedBoolean !== true && deceasedDateTime === undefined) return [];
    return [{ id: idOf(entry, "death"), child, ...marksOf(reading, entry), diedOn: deceasedDateTime ?? null }];
  });
  const denied = said.filter(([entry]) => entry.resource["deceasedBoolean"] === false);
  return records(
    Death,
    denied.map(([entry]) => idOf(entry, "death")),
    () => rows,
  );
}
