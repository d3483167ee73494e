import { z } from "zod";
import type { TherapyGoal } from "../../records/therapy-programme.ts";
import { bound, boundCode } from "../fhir/bound.ts";
import type { Entry } from "../fhir/bundle.ts";
import { achievements, achievementSystem, goalStatuses } from "../fhir/care-codes.ts";
import { isAfter, partialDay } from "../fhir/dates.ts";
import { concept, list, prose, type Reference, reference } from "../fhir/elements.ts";
import { type Reading, refusal, take } from "../reading.ts";
import { follow, sameChild } from "../references.ts";

const goal = z.object({
  lifecycleStatus: boundCode("goal-status", goalStatuses),
  achievementStatus: concept.optional(),
  description: z.object({ text: prose }),
  subject: reference,
  startDate: partialDay.optional(),
  target: list(z.object({ detailString: prose.optional(), dueDate: partialDay.optional() })),
});

/** The goals that a plan of this child refers to, with their resources. Those that were entered in error are left out. */
export function readGoals(
  reading: Reading,
  plan: Entry,
  references: readonly Reference[],
  child: string,
): { entry: Entry; goal: TherapyGoal }[] {
  return references.flatMap((one, position) => {
    const entry = follow(reading, plan, ["goal", position], one, ["Goal"]);
    return entry === undefined ? [] : [{ entry, goal: goalOf(reading, entry, child) }];
  });
}

function goalOf(reading: Reading, entry: Entry, child: string): TherapyGoal {
  const value = take(reading, entry, goal);
  sameChild(reading, entry, ["subject"], value.subject, child);
  const [target] = value.target;
  if (value.startDate !== undefined && target?.dueDate !== undefined && isAfter(value.startDate, target.dueDate)) {
    throw refusal(reading, entry, ["target", 0, "dueDate"], "lies before the start");
  }
  return {
    text: value.description.text,
    status: value.lifecycleStatus,
    progress: bound(reading, entry, ["achievementStatus"], value.achievementStatus, achievementSystem, achievements),
    measure: target?.detailString ?? null,
    startedOn: value.startDate ?? null,
    dueOn: target?.dueDate ?? null,
  };
}
