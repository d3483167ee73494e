import { z } from "zod";
import { today } from "../../../kit/import/dates.ts";
import type { CodedValue } from "../../../kit/coded-value.ts";
import { HealthAssessmentEntry } from "../../records/health-assessment-entry.ts";
import { coded } from "../coded.ts";
import { boundCode } from "../fhir/bound.ts";
import type { Entry } from "../fhir/bundle.ts";
import { wholeDay } from "../fhir/dates.ts";
import { concept, list, reference } from "../fhir/elements.ts";
import { holding, marksOf, ofType, type Reading, refusal, take } from "../reading.ts";
import { childOf } from "../references.ts";
import { snomedSystem } from "../snomed.ts";
import { idOf, type Table, table } from "../table.ts";
import { performerOf } from "./performers.ts";

/** The SNOMED CT code of Procedure.category that makes it an assessment: Evaluation procedure. */
const evaluation = "386053000";

const outline = z.object({
  status: boundCode("event-status", {
    preparation: "NOT_DONE",
    "in-progress": "NOT_DONE",
    "not-done": "NOT_DONE",
    "on-hold": "NOT_DONE",
    stopped: "NOT_DONE",
    completed: "DONE",
    unknown: "NOT_DONE",
  }),
  category: concept.optional(),
});

const past = wholeDay.refine((day) => day <= today(), "lies in the future");

const procedure = z
  .object({
    code: concept,
    subject: reference,
    performedDateTime: past.optional(),
    performedPeriod: z.object({ start: past }).optional(),
    performer: z.array(z.object({ actor: reference })).min(1, "is empty"),
    basedOn: list(reference),
  })
  .refine(({ performedDateTime, performedPeriod }) => performedDateTime !== undefined || performedPeriod !== undefined, {
    path: ["performedDateTime"],
    error: "is missing",
  });

/** An assessment that was made. */
export interface Assessment {
  readonly entry: Entry;
  readonly child: string;
  readonly kind: CodedValue;
  readonly assessedOn: string;
  readonly profession: string;
  /** Whether the profession itself tells of mental health care. */
  readonly mentalHealth: boolean;
  /** The referrals it belongs to. */
  readonly referrals: readonly Entry[];
}

/** Reads the assessments: completed Procedures of the category "Evaluation procedure". What they found is not in them. */
export function readAssessments(reading: Reading): Assessment[] {
  return holding(reading, "Procedure").flatMap((entry) => {
    const { status, category } = take(reading, entry, outline);
    const assessment = category?.coding.some(({ system, code }) => system === snomedSystem && code === evaluation) === true;
    if (assessment && status === "DONE") return [assessmentOf(reading, entry)];
    reading.leftOut.add(assessment ? "Procedure that is not completed" : "Procedure that is no assessment");
    return [];
  });
}

function assessmentOf(reading: Reading, entry: Entry): Assessment {
  const value = take(reading, entry, procedure);
  const [performer] = value.performer;
  if (performer === undefined) throw refusal(reading, entry, ["performer"], "is empty");
  return {
    entry,
    child: childOf(reading, entry, ["subject"], value.subject),
    kind: coded(reading, entry, ["code"], value.code),
    assessedOn: value.performedDateTime ?? value.performedPeriod?.start ?? "",
    ...performerOf(reading, entry, ["performer", 0, "actor"], performer.actor),
    referrals: value.basedOn.flatMap((one) => (one.reference === undefined ? [] : (reading.bundle.find(one.reference) ?? []))),
  };
}

/** The index of assessments: those that stand outside mental health episodes, and the Healthy Child reviews. `inEpisodes` are those that episodes took. */
export function assessmentsIndex(
  reading: Reading,
  assessments: readonly Assessment[],
  inEpisodes: ReadonlySet<Entry>,
  reviews: readonly HealthAssessmentEntry[],
): Table {
  const rows = assessments
    .filter(({ entry }) => !inEpisodes.has(entry))
    .filter((one) => mayStandAlone(reading, one))
    .map(({ entry, child, kind, assessedOn, profession }) => ({
      id: idOf(entry),
      child,
      ...marksOf(reading, entry),
      kind,
      assessedOn,
      profession,
    }));
  const possible = [
    ...ofType(reading, "Procedure").map((entry) => idOf(entry)),
    ...ofType(reading, "Encounter").map((entry) => idOf(entry, "assessment")),
  ];
  return table(HealthAssessmentEntry, possible, () => [...rows, ...reviews]);
}

function mayStandAlone(reading: Reading, { mentalHealth }: Assessment): boolean {
  if (mentalHealth)
    reading.leftOut.add(
      "Procedure of a mental health practitioner that is based on no referral of an episode (elsewhere it would tell of the care)",
    );
  return !mentalHealth;
}
