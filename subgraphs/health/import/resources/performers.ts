import { z } from "zod";
import { codedOrNull } from "../coded.ts";
import { hasCode } from "../fhir/bound.ts";
import type { Entry } from "../fhir/bundle.ts";
import { concept, list, type Reference } from "../fhir/elements.ts";
import { mentalHealthPractitioners } from "../fhir/mental-health-codes.ts";
import type { JsonPath } from "../located-json.ts";
import { type Reading, take } from "../reading.ts";
import { follow } from "../references.ts";
import { snomedSystem } from "../snomed.ts";

const role = z.object({ code: list(concept), specialty: list(concept) });

/** The profession in which someone acted. */
interface Performer {
  profession: string;
  /** Whether the profession itself tells of mental health care. */
  mentalHealth: boolean;
}

/** The profession of whoever a reference to a PractitionerRole leads to; undefined for one that names no profession. */
export function performerOf(reading: Reading, entry: Entry, path: JsonPath, target: Reference): Performer | undefined {
  const found = follow(reading, entry, path, target, ["PractitionerRole", "Practitioner", "Organization"]);
  if (found?.type !== "PractitionerRole") return undefined;
  const { code, specialty } = take(reading, found, role);
  const profession = codedOrNull(reading, found, ["code", 0], code[0])?.label;
  const mentalHealth = [...code, ...specialty].some((one) => hasCode(one, snomedSystem, (given) => mentalHealthPractitioners.has(given)));
  return profession === undefined ? undefined : { profession, mentalHealth };
}
