import { z } from "zod";
import type { Entry } from "../fhir/bundle.ts";
import { concept, list, type Reference } from "../fhir/elements.ts";
import { mentalHealthPractitioners } from "../fhir/mental-health-codes.ts";
import type { JsonPath } from "../located-json.ts";
import { type Reading, refusal, take } from "../reading.ts";
import { follow } from "../references.ts";
import { snomedSystem } from "../snomed.ts";

const role = z.object({ code: list(concept), specialty: list(concept) });

/** The profession in which someone acted. */
interface Performer {
  profession: string;
  /** Whether the profession itself tells of mental health care. */
  mentalHealth: boolean;
}

/** The profession of whoever a reference to a PractitionerRole leads to. Throws IMPORT_REFUSED for one that names no profession. */
export function performerOf(reading: Reading, entry: Entry, path: JsonPath, target: Reference): Performer {
  const found = follow(reading, entry, path, target, ["PractitionerRole"]);
  if (found === undefined) throw refusal(reading, entry, path, "leads to what was entered in error");
  const { code, specialty } = take(reading, found, role);
  const profession = code[0]?.text ?? code[0]?.coding[0]?.display;
  if (profession === undefined) throw refusal(reading, found, ["code"], "names no profession");
  const codings = [...code, ...specialty].flatMap(({ coding }) => coding);
  return { profession, mentalHealth: codings.some((one) => one.system === snomedSystem && mentalHealthPractitioners.has(one.code ?? "")) };
}
