import { z } from "zod";
import { identifier } from "../fhir/elements.ts";
import { doubtOf, numberOf } from "../nhs-number.ts";
import { leaveOut, type Reading } from "../reading.ts";

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

/** Leaves out, and counts, every resource of which nobody could say whose it is: about a Patient who is left out, or by a number that is not verified. */
export function setAsideWhatIsNobodys(reading: Reading): void {
  for (const entry of reading.bundle.entries) {
    if (entry.type === "Patient") continue;
    const { subject, patient, participant } = about.parse(entry.resource);
    const [doubt] = [subject, patient, ...participant.map(({ actor }) => actor)].flatMap((target) => doubtAbout(reading, target) ?? []);
    if (doubt === undefined) continue;
    leaveOut(reading, entry, doubt);
    reading.ofNobody.add(entry);
  }
}

function doubtAbout(reading: Reading, target: Target): string | undefined {
  const found = target?.reference === undefined ? undefined : reading.bundle.find(target.reference);
  if (found?.type === "Patient") return reading.patients.has(found) ? undefined : "of a Patient who is left out";
  if (target?.identifier === undefined || numberOf(target.identifier) === undefined) return undefined;
  const doubt = doubtOf(target.identifier);
  return doubt === undefined ? undefined : `of a child whose NHS number ${doubt}`;
}
