import { z } from "zod";
import type { CodeOrWords } from "../../../kit/coded-value.ts";
import { HealthAssessmentEntry } from "../../records/health-assessment-entry.ts";
import { coded } from "../coded.ts";
import { boundCode, hasCode } from "../fhir/bound.ts";
import type { Entry } from "../fhir/bundle.ts";
import { dayIn } from "../fhir/dates.ts";
import { concept, list, reference } from "../fhir/elements.ts";
import { past, pastPeriod } from "../fhir/timing.ts";
import { holding, leaveOut, marksOf, ofType, type Reading, take } from "../reading.ts";
import { childOf, locate } from "../references.ts";
import { snomedSystem } from "../snomed.ts";
import { idOf, type Records, records } from "../records.ts";
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

const procedure = z.object({
  code: concept,
  subject: reference,
  performedDateTime: past.optional(),
  performedPeriod: pastPeriod.optional(),
  performer: list(z.object({ actor: reference })),
  basedOn: list(reference),
});

/** An assessment that was made. */
export interface Assessment {
  readonly entry: Entry;
  readonly child: string;
  readonly kind: CodeOrWords;
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
    const assessment = hasCode(category, snomedSystem, (code) => code === evaluation);
    if (assessment && status === "DONE") return assessmentOf(reading, entry);
    leaveOut(reading, entry, assessment ? "that is not completed" : "that is no assessment");
    return [];
  });
}

function assessmentOf(reading: Reading, entry: Entry): Assessment[] {
  const value = take(reading, entry, procedure);
  const [performer] = value.performer;
  const assessedOn = dayIn(value, "performedDateTime") ?? dayIn(value.performedPeriod, "start");
  if (assessedOn === null) leaveOut(reading, entry, "of which the day is not known");
  const by = performer === undefined ? undefined : performerOf(reading, entry, ["performer", 0, "actor"], performer.actor);
  if (by === undefined) leaveOut(reading, entry, "whose performer's profession is not in the file (it may tell of mental health care)");
  if (by === undefined || assessedOn === null) return [];
  const made: Assessment = {
    entry,
    child: childOf(reading, entry, ["subject"], value.subject),
    kind: coded(reading, entry, ["code"], value.code),
    assessedOn,
    ...by,
    referrals: value.basedOn.flatMap((one) => locate(reading, entry, one) ?? []),
  };
  return [made];
}

/** The index of assessments: those that stand outside mental health episodes, and the Healthy Child reviews. `inEpisodes` are those that episodes took. */
export function assessmentsIndex(
  reading: Reading,
  assessments: readonly Assessment[],
  inEpisodes: ReadonlySet<Entry>,
  reviews: readonly HealthAssessmentEntry[],
): Records {
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
  return records(HealthAssessmentEntry, possible, () => [...rows, ...reviews]);
}

function mayStandAlone(reading: Reading, { entry, mentalHealth }: Assessment): boolean {
  if (mentalHealth)
    leaveOut(
      reading,
      entry,
      "of a mental health practitioner that is based on no referral of an episode (elsewhere it would tell of the care)",
    );
  return !mentalHealth;
}
