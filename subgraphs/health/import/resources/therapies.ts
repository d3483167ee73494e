import { z } from "zod";
import type { TherapyStrategyPlace } from "../../code-lists/therapy.ts";
import { TherapyProgramme, type TherapyStrategy } from "../../records/therapy-programme.ts";
import { boundValue } from "../fhir/bound.ts";
import type { Entry } from "../fhir/bundle.ts";
import { places, placeSystem, therapyCategories } from "../fhir/care-codes.ts";
import { dayIn } from "../fhir/dates.ts";
import { concept, list, type Reference } from "../fhir/elements.ts";
import { holding, leaveOut, marksOf, ofType, type Reading, take } from "../reading.ts";
import { childOf, follow, practitionerOf } from "../references.ts";
import { idOf, type Records, records } from "../records.ts";
import { peek } from "../tracked.ts";
import { readGoals } from "./goals.ts";
import { activitiesOf, nextReviewOf, type Plan, sortOf, takePlan } from "./plans.ts";
import { type Referral, readReferral } from "./referrals.ts";

const location = z.object({ type: list(concept) });

/** What a programme without a title is called. */
const titleWithout = {
  SPEECH_AND_LANGUAGE_THERAPY: "Speech and language therapy",
  OCCUPATIONAL_THERAPY: "Occupational therapy",
  PHYSIOTHERAPY: "Physiotherapy",
} as const;

const therapyCodes = Object.keys(therapyCategories) as (keyof typeof therapyCategories)[];

/** Reads the therapy programmes: CarePlans of a therapist's category, with their goals, strategies and referral. Plans of mental health episodes are none. */
export function readTherapies(reading: Reading, inEpisodes: ReadonlySet<Entry>): Records {
  const rows = holding(reading, "CarePlan")
    .filter((entry) => !inEpisodes.has(entry))
    .flatMap((entry) => programmeOf(reading, entry));
  return records(
    TherapyProgramme,
    ofType(reading, "CarePlan").map((entry) => idOf(entry)),
    () => rows,
  );
}

function programmeOf(reading: Reading, entry: Entry): TherapyProgramme[] {
  const { category, intent } = sortOf(reading, entry, therapyCodes);
  const profession = category === undefined ? undefined : therapyCategories[category];
  if (profession === undefined || intent === "IDEA") {
    leaveOut(reading, entry, profession === undefined ? "that is no therapist's programme" : "that is only proposed");
    return [];
  }
  const plan = takePlan(reading, entry);
  const child = childOf(reading, entry, ["subject"], plan.subject);
  const goals = readGoals(reading, entry, plan.goal, child);
  const referral = referralOf(reading, entry, plan, child);
  const row: TherapyProgramme = {
    id: idOf(entry),
    child,
    ...marksOf(reading, entry, ...goals.map((one) => one.entry), ...referral.entries),
    profession,
    programme: plan.title ?? titleWithout[profession],
    summary: plan.description ?? null,
    status: plan.status,
    goals: goals.map(({ goal }) => goal),
    strategies: strategiesOf(reading, entry, plan),
    referredOn: referral.referredOn,
    referredBecause: referral.reasons.length === 0 ? null : referral.reasons.map(({ label }) => label).join("; "),
    startedOn: dayIn(plan.period, "start"),
    endedOn: dayIn(plan.period, "end"),
    nextReviewOn: nextReviewOf(plan),
    practitioner: practitionerOf(reading, entry, ["author"], plan.author),
  };
  return [row];
}

function referralOf(reading: Reading, entry: Entry, plan: Plan, child: string): Referral & { entries: Entry[] } {
  for (const [position, one] of plan.supportingInfo.entries()) {
    if (reading.bundle.find(peek(one).reference ?? "")?.type !== "ServiceRequest") continue;
    const request = follow(reading, entry, ["supportingInfo", position], one, ["ServiceRequest"]);
    const referral = request === undefined ? undefined : readReferral(reading, request, child);
    if (request !== undefined && referral !== undefined) return { ...referral, entries: [request] };
  }
  return { referredOn: null, reasons: [], entries: [] };
}

function strategiesOf(reading: Reading, entry: Entry, plan: Plan): TherapyStrategy[] {
  return activitiesOf(plan).flatMap(({ position, detail }) => {
    if (detail.kind === "Appointment" || detail.description === undefined) return [];
    const place = placeOf(reading, entry, position, detail.location);
    // What is for one place must not be read as for every place.
    if (place === undefined) reading.leftOut.add("CarePlan.activity at a place that is neither the setting nor the home");
    return place === undefined ? [] : [{ place, avoid: detail.doNotPerform, text: detail.description }];
  });
}

function placeOf(reading: Reading, entry: Entry, position: number, target: Reference | undefined): TherapyStrategyPlace | undefined {
  if (target === undefined) return "ANYWHERE";
  const found = follow(reading, entry, ["activity", position, "detail", "location"], target, ["Location"]);
  const types = found === undefined ? [] : take(reading, found, location).type;
  const meant = new Set(types.map((one) => boundValue(one, placeSystem, places)?.value));
  return meant.size === 1 ? [...meant][0] : undefined;
}
