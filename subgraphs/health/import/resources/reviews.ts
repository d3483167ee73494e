import { z } from "zod";
import { type HealthyChildReviewKind, reviewNames } from "../../code-lists/development.ts";
import type { HealthAssessmentEntry } from "../../records/health-assessment-entry.ts";
import { HealthyChildReview, type ReviewMeasurement } from "../../records/healthy-child-review.ts";
import { coded } from "../coded.ts";
import { boundCode, boundValue, hasCode } from "../fhir/bound.ts";
import type { Entry } from "../fhir/bundle.ts";
import { dayIn } from "../fhir/dates.ts";
import { asqSystem, measurements, reviewKinds, reviewSystem } from "../fhir/development-codes.ts";
import { type Concept, concept, joined, list, notes, reference, unit } from "../fhir/elements.ts";
import { pastPeriod } from "../fhir/timing.ts";
import { holding, leaveOut, marksOf, ofType, type Reading, refusal, take } from "../reading.ts";
import { childOf, locate, practitionerOf, sameChild } from "../references.ts";
import { snomedSystem } from "../snomed.ts";
import { type Births, idOf, type Records, records } from "../records.ts";
import { checked, peek } from "../tracked.ts";
import { noComparator, readAsq } from "./asq.ts";

const encounterOutline = z.object({
  status: boundCode("encounter-status", {
    planned: "NOT_HELD",
    arrived: "NOT_HELD",
    triaged: "NOT_HELD",
    "in-progress": "NOT_HELD",
    onleave: "NOT_HELD",
    finished: "HELD",
    cancelled: "NOT_HELD",
    unknown: "NOT_HELD",
  }),
  type: list(concept),
});

const encounter = z.object({
  subject: reference,
  participant: list(z.object({ individual: reference.optional() })),
  period: pastPeriod.optional(),
});

const observationOutline = z.object({
  status: boundCode("observation-status", {
    registered: "NOT_FINAL",
    preliminary: "NOT_FINAL",
    final: "FINAL",
    amended: "FINAL",
    corrected: "FINAL",
    cancelled: "NOT_FINAL",
    unknown: "NOT_FINAL",
  }),
  code: concept,
  encounter: reference.optional(),
});

const observation = z.object({ code: concept, subject: reference, note: notes });
type Observation = z.output<typeof observation>;

const measured = z.object({
  valueQuantity: unit
    .extend({ value: z.number().min(0, "is less than 0").max(500_000, "is too large").optional(), comparator: noComparator })
    .optional(),
});

/** The reviews of a bundle, and that they were made. */
interface Reviews {
  readonly reviews: Records;
  readonly assessments: readonly HealthAssessmentEntry[];
}

/** Reads the Healthy Child reviews: an Encounter each, with the Observations that were made in it (an ASQ-3, measurements). */
export function readReviews(reading: Reading): Reviews {
  const found = observationsByEncounter(reading);
  const made = holding(reading, "Encounter").flatMap((entry) => reviewOf(reading, entry, found.get(entry) ?? []));
  const reviews = records(
    HealthyChildReview,
    ofType(reading, "Encounter").map((entry) => idOf(entry)),
    (births) => made.map(({ entry, row }) => agreesWithBirth(reading, entry, row, births)),
  );
  return { reviews, assessments: made.map(({ entry, row }) => assessmentOf(entry, row)) };
}

function observationsByEncounter(reading: Reading): Map<Entry, Entry[]> {
  const found = new Map<Entry, Entry[]>();
  for (const entry of holding(reading, "Observation")) {
    const { encounter: within, status, code } = take(reading, entry, observationOutline);
    const target = locate(reading, entry, within);
    if (target?.type !== "Encounter")
      leaveOut(reading, entry, isAsq(code) ? "with an ASQ-3 that belongs to no review in the file" : outside);
    else if (status === "NOT_FINAL") leaveOut(reading, entry, "that is not final");
    else found.set(target, [...(found.get(target) ?? []), entry]);
  }
  return found;
}

const outside = "outside a Healthy Child review";

function isAsq(code: Concept): boolean {
  return hasCode(code, asqSystem, (one) => one === "asq-3");
}

function reviewOf(reading: Reading, entry: Entry, observations: readonly Entry[]): { entry: Entry; row: HealthyChildReview }[] {
  const { type, status } = take(reading, entry, encounterOutline);
  const kind = kindOf(reading, entry, type);
  if (kind === undefined || status === "NOT_HELD") {
    leaveOut(reading, entry, kind === undefined ? "that is no Healthy Child review" : "that is not finished");
    for (const observation of observations) leaveOut(reading, observation, outside);
    return [];
  }
  const value = take(reading, entry, encounter);
  const reviewedOn = dayIn(value.period, "start");
  if (reviewedOn === null) {
    leaveOut(reading, entry, "of which the day is not known");
    for (const observation of observations) leaveOut(reading, observation, outside);
    return [];
  }
  const child = childOf(reading, entry, ["subject"], value.subject);
  const row: HealthyChildReview = {
    id: idOf(entry),
    child,
    ...marksOf(reading, entry, ...observations),
    kind,
    reviewedOn,
    practitioner: practitionerOf(reading, entry, ["participant", 0, "individual"], value.participant[0]?.individual),
    ...findings(reading, child, observations),
  };
  return [{ entry, row }];
}

function kindOf(reading: Reading, entry: Entry, types: readonly Concept[]): HealthyChildReviewKind | undefined {
  const position = types.findIndex((one) => boundValue(one, reviewSystem, reviewKinds) !== undefined);
  const type = types[position];
  const kind = type === undefined ? undefined : boundValue(type, reviewSystem, reviewKinds);
  if (kind === undefined) return undefined;
  if (kind.value === undefined)
    throw refusal(reading, entry, ["type", position, "coding", kind.position, "code"], "is not a review of the Healthy Child Programme");
  return kind.value;
}

type Findings = Pick<HealthyChildReview, "asqQuestionnaire" | "asqScores" | "measurements" | "summary">;

function findings(reading: Reading, child: string, entries: readonly Entry[]): Findings {
  const found: Findings = { asqQuestionnaire: null, asqScores: [], measurements: [], summary: null };
  const words: string[] = [];
  let asqs = 0;
  for (const entry of entries) {
    const value = take(reading, entry, observation);
    sameChild(reading, entry, ["subject"], value.subject, child);
    const note = joined(value.note);
    if (note !== null) words.push(note);
    if (isAsq(value.code)) {
      asqs += 1;
      if (asqs > 1) throw refusal(reading, entry, ["encounter"], "has two ASQ-3 questionnaires");
      Object.assign(found, readAsq(reading, entry));
    } else {
      found.measurements.push(...measurementOf(reading, entry, value));
    }
  }
  return { ...found, summary: words.length === 0 ? null : words.join("\n\n") };
}

function measurementOf(reading: Reading, entry: Entry, value: Observation): ReviewMeasurement[] {
  if (!hasCode(value.code, snomedSystem, (code) => Object.hasOwn(measurements, code))) {
    if (peek(value).note.length === 0) leaveOut(reading, entry, "of a kind that is not read");
    return [];
  }
  const what = coded(reading, entry, ["code"], value.code);
  const { valueQuantity } = take(reading, entry, measured);
  // What has no value, or is in a unit in which this is not measured, stays unread and is thus counted.
  if (measurements[what.code ?? ""]?.includes(peek(valueQuantity)?.code ?? "") !== true) return [];
  if (valueQuantity?.value === undefined || valueQuantity.code === undefined) return [];
  checked(valueQuantity, "system");
  return [{ what, value: valueQuantity.value, unit: valueQuantity.code }];
}

/** A review before the child's birth, unless it is the antenatal one, belongs to another child or has a wrong date. */
function agreesWithBirth(reading: Reading, entry: Entry, row: HealthyChildReview, births: Births): HealthyChildReview {
  const born = births.get(row.child);
  if (born === undefined) return row;
  if (row.kind === "ANTENATAL" ? row.reviewedOn <= born : row.reviewedOn >= born) return row;
  throw refusal(
    reading,
    entry,
    ["period", "start"],
    row.kind === "ANTENATAL" ? "lies after the child's birth, and the review is antenatal" : "lies before the child's birth",
  );
}

/** Only the review can be about another person; that it was made is about the child alone. */
function assessmentOf(entry: Entry, { child, withheldFromFamily, kind, reviewedOn }: HealthyChildReview): HealthAssessmentEntry {
  const code = Object.entries(reviewKinds).find(([, value]) => value === kind)?.[0] ?? kind;
  return {
    id: idOf(entry, "assessment"),
    child,
    aboutOther: false,
    withheldFromFamily,
    kind: { code, label: reviewNames[kind], system: reviewSystem },
    assessedOn: reviewedOn,
    profession: "Health visitor",
  };
}
