import { z } from "zod";
import { boundCode, hasCode } from "../fhir/bound.ts";
import type { Entry } from "../fhir/bundle.ts";
import { activityStatuses, planStatuses } from "../fhir/care-codes.ts";
import { dayIn, partialPeriod } from "../fhir/dates.ts";
import { concept, list, name, prose, reference } from "../fhir/elements.ts";
import { type Reading, take } from "../reading.ts";
import { snomedSystem } from "../snomed.ts";

const activity = z.object({
  detail: z
    .object({
      kind: name.optional(),
      status: boundCode("care-plan-activity-status", activityStatuses),
      doNotPerform: z.boolean().default(false),
      scheduledPeriod: partialPeriod.optional(),
      location: reference.optional(),
      description: prose.optional(),
    })
    .optional(),
});

const outline = z.object({
  intent: boundCode("care-plan-intent", { proposal: "IDEA", plan: "PLAN", order: "PLAN", option: "IDEA" }),
  category: list(concept),
});

const plan = z.object({
  status: boundCode("request-status", planStatuses),
  title: name.optional(),
  description: prose.optional(),
  subject: reference,
  period: partialPeriod.optional(),
  author: reference.optional(),
  goal: list(reference),
  supportingInfo: list(reference),
  activity: list(activity),
});

/** A CarePlan, as far as it is read. */
export type Plan = z.output<typeof plan>;

/** Reads a CarePlan. */
export function takePlan(reading: Reading, entry: Entry): Plan {
  return take(reading, entry, plan);
}

/** What sort of plan a CarePlan is: the first of these SNOMED CT codes that is among its categories, and whether it is in force or only an idea. */
export function sortOf<const Code extends string>(
  reading: Reading,
  entry: Entry,
  among: readonly Code[],
): { category: Code | undefined; intent: "PLAN" | "IDEA" } {
  const { category, intent } = take(reading, entry, outline);
  const found = among.find((one) => category.some((concept) => hasCode(concept, snomedSystem, (code) => code === one)));
  return { category: found, intent };
}

/** The activities of a plan that are still in use, with their positions; a planned appointment is among them. */
export function activitiesOf(plan: Plan): { position: number; detail: NonNullable<Plan["activity"][number]["detail"]> }[] {
  return plan.activity.flatMap(({ detail }, position) => (detail?.status === "IN_USE" ? [{ position, detail }] : []));
}

/** The day of the next review: the first appointment that a plan has among its activities; null for none. */
export function nextReviewOf(plan: Plan): string | null {
  const days = activitiesOf(plan).flatMap(({ detail }) => (detail.kind === "Appointment" ? [dayIn(detail.scheduledPeriod, "start")] : []));
  return days.filter((day) => day !== null).sort()[0] ?? null;
}
