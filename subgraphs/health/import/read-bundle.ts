import type { ImportFile } from "../../kit/import/file.ts";
import type { LeftOut } from "../../kit/import/left-out.ts";
import { readBundle } from "./fhir/bundle.ts";
import { marksOfLabel } from "./fhir/security.ts";
import { LocatedJson } from "./located-json.ts";
import { marksOf, type Reading } from "./reading.ts";
import { readAllergies } from "./resources/allergies.ts";
import { missedAppointments, readMissed } from "./resources/appointments.ts";
import { assessmentsIndex, readAssessments } from "./resources/assessments.ts";
import { readConditions } from "./resources/conditions.ts";
import { readImmunisations } from "./resources/immunisations.ts";
import { readEpisodes } from "./resources/mental-health.ts";
import { readChildren, readGpRegistrations } from "./resources/patients.ts";
import { readReviews } from "./resources/reviews.ts";
import { readTherapies } from "./resources/therapies.ts";
import type { Parsed } from "./store.ts";

/** Resources that are read only where others refer to them, and that say nothing about a child by themselves. */
const supporting: ReadonlySet<string> = new Set(["Practitioner", "PractitionerRole", "Organization", "Location"]);
/** Resources that are read only where others refer to them, and that are lost where none does. */
const dependent: ReadonlySet<string> = new Set(["Goal", "ServiceRequest"]);

/** Reads and checks a FHIR R4 bundle (UK Core). Throws IMPORT_REFUSED at the first thing that cannot be right; counts what it does not read. */
export function readFile(file: ImportFile, leftOut: LeftOut): Parsed {
  const json = new LocatedJson(file);
  const reading: Reading = { json, bundle: readBundle(json, leftOut), leftOut, patients: new Map(), elsewhere: new Map(), used: new Set() };
  checkBundleLabels(reading);
  const births = readChildren(reading);
  const gpRegistrations = readGpRegistrations(reading);
  const assessments = readAssessments(reading);
  const missed = readMissed(reading);
  const { episodes, taken } = readEpisodes(reading, assessments, missed);
  const { reviews, assessments: reviewed } = readReviews(reading);
  const tables = [
    gpRegistrations,
    readConditions(reading, taken),
    readAllergies(reading),
    readImmunisations(reading),
    reviews,
    readTherapies(reading, taken),
    episodes,
    missedAppointments(reading, missed, taken),
    assessmentsIndex(reading, assessments, taken, reviewed),
  ];
  countUnread(reading);
  return { json, births, elsewhere: reading.elsewhere, tables };
}

/** A label of the whole bundle is the strictest of its resources' labels (FHIR R4 §6.1.2): one that no resource bears would be lost. */
function checkBundleLabels(reading: Reading): void {
  const { json, bundle } = reading;
  bundle.labels.forEach((label, position) => {
    const marks = marksOfLabel(label);
    const path = ["meta", "security", position, "code"];
    if (marks === undefined) throw json.refusal(path, "is a security label that is not understood, so what it restricts could not be kept");
    if (!marks.aboutOther && !marks.withheldFromFamily) return;
    const borne = marksOf(reading, ...bundle.entries);
    if ((marks.aboutOther && !borne.aboutOther) || (marks.withheldFromFamily && !borne.withheldFromFamily)) {
      throw json.refusal(path, "restricts the bundle, and no resource in it bears the label: which one it restricts is unknown");
    }
  });
}

function countUnread({ bundle, used, leftOut }: Reading): void {
  for (const entry of bundle.entries) {
    if (used.has(entry) || supporting.has(entry.type)) continue;
    leftOut.add(dependent.has(entry.type) ? `${entry.type} that belongs to no record` : `resource ${entry.type}`);
  }
}
