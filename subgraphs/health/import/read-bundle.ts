import type { LeftOut } from "../../kit/import/left-out.ts";
import { outlineOf } from "./fhir/bundle.ts";
import { marksOfLabel } from "./fhir/security.ts";
import type { LocatedJson } from "./located-json.ts";
import { marksOf, type Reading } from "./reading.ts";
import { readAllergies } from "./resources/allergies.ts";
import { missedAppointments, readMissed } from "./resources/appointments.ts";
import { assessmentsIndex, readAssessments } from "./resources/assessments.ts";
import { readConditions } from "./resources/conditions.ts";
import { readGpRegistrations } from "./resources/gp-registrations.ts";
import { readImmunisations } from "./resources/immunisations.ts";
import { readEpisodes } from "./resources/mental-health.ts";
import { readChildren } from "./resources/patients.ts";
import { readReviews } from "./resources/reviews.ts";
import { readTherapies } from "./resources/therapies.ts";
import type { Parsed } from "./store.ts";
import { Touched, unread } from "./tracked.ts";

/** Resources that are read only where others refer to them. */
const dependent: ReadonlySet<string> = new Set(["Goal", "ServiceRequest", "Practitioner", "PractitionerRole", "Organization", "Location"]);

/**
 * Reads and checks a FHIR R4 bundle (UK Core). Throws IMPORT_REFUSED at the first thing that cannot be right; counts what it does not read: whole resources with the
 * reason, and of those that it reads each element of which nothing was used.
 */
export function readBundle(json: LocatedJson, leftOut: LeftOut): Parsed {
  const reading = begin(json, leftOut);
  checkBundleLabels(reading);
  const { births, deaths } = readChildren(reading);
  const gpRegistrations = readGpRegistrations(reading);
  const assessments = readAssessments(reading);
  const missed = readMissed(reading);
  const { episodes, taken } = readEpisodes(reading, assessments, missed);
  const { reviews, assessments: reviewed } = readReviews(reading);
  const records = [
    deaths,
    gpRegistrations,
    readConditions(reading, taken),
    ...readAllergies(reading),
    readImmunisations(reading),
    reviews,
    readTherapies(reading, taken),
    episodes,
    missedAppointments(reading, missed, taken),
    assessmentsIndex(reading, assessments, taken, reviewed),
  ];
  countUnread(reading);
  return { json, births, elsewhere: reading.elsewhere, records };
}

function begin(json: LocatedJson, leftOut: LeftOut): Reading {
  const touched = new Touched();
  return {
    json,
    bundle: outlineOf(json, leftOut, touched),
    leftOut,
    patients: new Map(),
    elsewhere: new Map(),
    used: new Set(),
    dismissed: new Set(),
    ofNobody: new Set(),
    contained: new Map(),
    touched,
  };
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

function countUnread({ json, bundle, used, dismissed, touched, leftOut }: Reading): void {
  for (const entry of bundle.entries) {
    if (dismissed.has(entry)) continue;
    if (used.has(entry)) for (const path of unread(entry.resource, entry.type, touched)) leftOut.add(`element ${path}`);
    else leftOut.add(dependent.has(entry.type) ? `${entry.type} that belongs to no record` : `resource ${entry.type}`);
  }
  if (typeof json.value !== "object" || json.value === null) return;
  for (const path of unread(json.value, "Bundle", touched, new Set(["Bundle.entry.resource"]))) leftOut.add(`element ${path}`);
}
