import { z } from "zod";
import type { TherapyGoal } from "../../records/therapy-programme.ts";
import { coded } from "../coded.ts";
import { bound, boundCode } from "../fhir/bound.ts";
import type { Entry } from "../fhir/bundle.ts";
import { achievements, achievementSystem, goalStatuses } from "../fhir/care-codes.ts";
import { isAfter, partialDay } from "../fhir/dates.ts";
import { concept, list, prose, type Reference, reference } from "../fhir/elements.ts";
import { leaveOut, type Reading, refusal, take } from "../reading.ts";
import { follow, sameChild } from "../references.ts";

const goal = z.object({
  lifecycleStatus: boundCode("goal-status", goalStatuses),
  achievementStatus: concept.optional(),
  description: concept,
  subject: reference,
  startDate: partialDay.optional(),
  target: list(z.object({ detailString: prose.optional(), dueDate: partialDay.optional() })),
});

/** The goals that a therapist's plan of this child refers to, with their resources. Those that were entered in error are left out. */
export function readGoals(
  reading: Reading,
  plan: Entry,
  references: readonly Reference[],
  child: string,
): { entry: Entry; goal: TherapyGoal }[] {
  return followed(reading, plan, references).map((entry) => ({ entry, goal: goalOf(reading, entry, child) }));
}

/** The same for a plan that keeps the words of its goals alone: what is no goal any more is left out, since nothing would say so. */
export function readGoalTexts(
  reading: Reading,
  plan: Entry,
  references: readonly Reference[],
  child: string,
): { entry: Entry; text: string }[] {
  return followed(reading, plan, references).flatMap((entry) => {
    const value = take(reading, entry, goal);
    sameChild(reading, entry, ["subject"], value.subject, child);
    if (value.lifecycleStatus === "CANCELLED" || value.lifecycleStatus === "REJECTED") leaveOut(reading, entry, "that was given up");
    return reading.dismissed.has(entry) ? [] : [{ entry, text: coded(reading, entry, ["description"], value.description).label }];
  });
}

function followed(reading: Reading, plan: Entry, references: readonly Reference[]): Entry[] {
  return references.flatMap((one, position) => follow(reading, plan, ["goal", position], one, ["Goal"]) ?? []);
}

function goalOf(reading: Reading, entry: Entry, child: string): TherapyGoal {
  const value = take(reading, entry, goal);
  sameChild(reading, entry, ["subject"], value.subject, child);
  const [target] = value.target;
  if (value.startDate !== undefined && target?.dueDate !== undefined && isAfter(value.startDate, target.dueDate)) {
    throw refusal(reading, entry, ["target", 0, "dueDate"], "lies before the start");
  }
  return {
    text: coded(reading, entry, ["description"], value.description).label,
    status: value.lifecycleStatus,
    progress: bound(reading, entry, ["achievementStatus"], value.achievementStatus, achievementSystem, achievements),
    measure: target?.detailString ?? null,
    startedOn: value.startDate ?? null,
    dueOn: target?.dueDate ?? null,
  };
}
