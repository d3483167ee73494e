import { z } from "zod";
import type { Entry } from "../fhir/bundle.ts";
import { identifier } from "../fhir/elements.ts";
import { doubtOf, numberOf } from "../nhs-number.ts";
import { leaveOut, type Reading } from "../reading.ts";
import { locate } from "../references.ts";

const one = z
  .object({ reference: z.string().optional(), identifier: identifier.optional().catch(undefined) })
  .optional()
  .catch(undefined);
type Target = z.output<typeof one>;

/** Where a resource names the child whom it is about. */
const about = z.object({
  subject: one,
  patient: one,
  participant: z
    .array(z.object({ actor: one }))
    .default([])
    .catch([]),
});

/** The resources that are read and of which FHIR does not require that they are about somebody. */
const mayHaveNoSubject: ReadonlySet<string> = new Set(["Encounter", "Observation"]);

/** Leaves out, and counts, every resource of which nobody could say whose it is: about a Patient who is left out, or by a number that is not verified. */
export function setAsideWhatIsNobodys(reading: Reading): void {
  for (const entry of reading.bundle.entries) {
    const doubt = entry.type === "Patient" ? undefined : doubtOfSubject(reading, entry);
    if (doubt === undefined) continue;
    leaveOut(reading, entry, doubt);
    reading.ofNobody.add(entry);
  }
}

/** Everybody whom a resource may be about. */
export function subjectsOf(entry: Entry): NonNullable<Target>[] {
  const { subject, patient, participant } = about.parse(entry.resource);
  return [subject, patient, ...participant.map(({ actor }) => actor)].filter((target) => target !== undefined);
}

function doubtOfSubject(reading: Reading, entry: Entry): string | undefined {
  if (mayHaveNoSubject.has(entry.type) && entry.resource["subject"] === undefined) return "that does not say whose it is";
  return subjectsOf(entry).flatMap((target) => doubtAbout(reading, entry, target) ?? [])[0];
}

function doubtAbout(reading: Reading, entry: Entry, target: NonNullable<Target>): string | undefined {
  const found = locate(reading, entry, target);
  if (found?.type === "Patient") return reading.patients.has(found) ? undefined : "of a Patient who is left out";
  if (target.identifier === undefined || numberOf(target.identifier) === undefined) return undefined;
  const doubt = doubtOf(target.identifier);
  return doubt === undefined ? undefined : `of a child whose NHS number ${doubt}`;
}
