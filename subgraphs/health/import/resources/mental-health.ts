import { z } from "zod";
import type { CodeOrWords } from "../../../kit/coded-value.ts";
import { MentalHealthEpisode, type MentalHealthPlan } from "../../records/mental-health-episode.ts";
import { coded } from "../coded.ts";
import { boundCode, hasCode } from "../fhir/bound.ts";
import type { Entry } from "../fhir/bundle.ts";
import { mentalHealthPlanCategory } from "../fhir/care-codes.ts";
import { dayIn, partialPeriod } from "../fhir/dates.ts";
import { type Concept, concept, list, name, type Reference, reference } from "../fhir/elements.ts";
import { mentalHealthServices } from "../fhir/mental-health-codes.ts";
import type { JsonPath } from "../located-json.ts";
import { holding, leaveOut, marksOf, ofType, type Reading, refusal, take, withdrawal } from "../reading.ts";
import { childOf, follow, locate, practitionerOf, sameChild } from "../references.ts";
import { snomedSystem } from "../snomed.ts";
import { type Births, idOf, type Records, records } from "../records.ts";
import { peek } from "../tracked.ts";
import { type Missed, outcomeOf } from "./appointments.ts";
import type { Assessment } from "./assessments.ts";
import { readGoalTexts } from "./goals.ts";
import { nextReviewOf, sortOf, takePlan } from "./plans.ts";
import { readReferral } from "./referrals.ts";

const outline = z.object({
  type: list(concept),
  diagnosis: list(z.object({ condition: reference })),
  referralRequest: list(reference),
});

const episode = outline.extend({
  status: boundCode("episode-of-care-status", {
    planned: "PLANNED",
    waitlist: "WAITING",
    active: "ACTIVE",
    onhold: "ON_HOLD",
    finished: "FINISHED",
    cancelled: "CANCELLED",
  }),
  patient: reference,
  managingOrganization: reference.optional(),
  period: partialPeriod.optional(),
  careManager: reference.optional(),
});
type EpisodeOfCare = z.output<typeof episode>;

const conditionOutline = z.object({ code: concept, subject: reference });
const organisation = z.object({ name: name.optional() });

/** The episodes of mental health care of a bundle, and the resources that stand in them and thus nowhere else. */
interface Episodes {
  readonly episodes: Records;
  readonly taken: ReadonlySet<Entry>;
}

/**
 * Reads the episodes of mental health care: EpisodesOfCare with a mental health service. What belongs to one is taken into it, so that nothing under another
 * category tells of it: the Conditions that are its diagnoses, the CarePlan that supports it, and the assessments and missed appointments based on its referral.
 */
export function readEpisodes(reading: Reading, assessments: readonly Assessment[], missed: readonly Missed[]): Episodes {
  const entries = ofType(reading, "EpisodeOfCare").filter((entry) => isMentalHealth(reading, entry));
  const plans = readPlans(reading);
  const valid = holding(reading, "EpisodeOfCare").filter((entry) => entries.includes(entry));
  const taken = new Set(plans.map(({ entry }) => entry));
  for (const entry of entries) {
    const claims = claimed(reading, entry, assessments, missed);
    for (const claim of claims) {
      if (!valid.includes(entry)) leaveOut(reading, claim, "of an episode that was entered in error");
      taken.add(claim);
    }
  }
  const made = valid.map((entry) =>
    episodeOf(reading, entry, plans.find(({ episode: within }) => within === entry)?.entry, assessments, missed),
  );
  const possible = ofType(reading, "EpisodeOfCare").map((entry) => idOf(entry));
  return { episodes: records(MentalHealthEpisode, possible, (births) => made.map((row) => row(births))), taken };
}

function isMentalHealth(reading: Reading, entry: Entry): boolean {
  const { type } = take(reading, entry, outline);
  const found = type.some(isMentalHealthService);
  if (!found) leaveOut(reading, entry, withdrawal(entry) ?? "that is with no mental health service");
  return found;
}

function isMentalHealthService(type: Concept): boolean {
  return hasCode(type, snomedSystem, (code) => mentalHealthServices.has(code));
}

/** What must stand nowhere but in this episode, even when the episode itself was entered in error. */
function claimed(reading: Reading, entry: Entry, assessments: readonly Assessment[], missed: readonly Missed[]): Entry[] {
  const { diagnosis, referralRequest } = take(reading, entry, outline);
  const found = (target: Reference) => locate(reading, entry, target) ?? [];
  const referrals = referralRequest.flatMap(found);
  const based = [...assessments, ...missed].filter((one) => one.referrals.some((referral) => referrals.includes(referral)));
  return [...diagnosis.flatMap(({ condition }) => found(condition)), ...based.map((one) => one.entry)];
}

/** The mental health plans, each with the episode that it supports. */
function readPlans(reading: Reading): { entry: Entry; episode: Entry | undefined }[] {
  const entries = holding(reading, "CarePlan").filter((entry) => sortOf(reading, entry, [mentalHealthPlanCategory]).category !== undefined);
  return entries.map((entry) => {
    const { supportingInfo } = takePlan(reading, entry);
    const position = peek(supportingInfo).findIndex(({ reference: target }) => reading.bundle.find(target ?? "")?.type === "EpisodeOfCare");
    const within = locate(reading, entry, supportingInfo[position]);
    if (within === undefined) leaveOut(reading, entry, "of mental health that supports no episode");
    return { entry, episode: within };
  });
}

function episodeOf(
  reading: Reading,
  entry: Entry,
  planEntry: Entry | undefined,
  assessments: readonly Assessment[],
  missed: readonly Missed[],
): (births: Births) => MentalHealthEpisode {
  const value = take(reading, entry, episode);
  const child = childOf(reading, entry, ["patient"], value.patient);
  const diagnoses = diagnosesOf(reading, entry, value, child);
  const referrals = value.referralRequest.flatMap(
    (one, position) => within(reading, entry, ["referralRequest", position], one, "ServiceRequest") ?? [],
  );
  const referred = referrals.flatMap((one) => readReferral(reading, one, child) ?? []);
  const plan = planEntry === undefined ? undefined : planOf(reading, planEntry, child);
  const basedHere = <Part extends Assessment | Missed>(parts: readonly Part[]): Part[] => {
    const based = parts.filter((one) => one.referrals.some((referral) => referrals.includes(referral)));
    const foreign = based.find((one) => one.child !== child);
    if (foreign !== undefined) throw refusal(reading, foreign.entry, ["basedOn"], "leads to the referral of another child");
    return based;
  };
  const assessed = basedHere(assessments);
  const absent = basedHere(missed);
  const parts = [
    entry,
    ...diagnoses.map((one) => one.entry),
    ...referrals,
    ...(plan?.entries ?? []),
    ...[...assessed, ...absent].map((one) => one.entry),
  ];
  const row: Omit<MentalHealthEpisode, "missedAppointments"> = {
    id: idOf(entry),
    child,
    ...marksOf(reading, ...parts),
    service: serviceOf(reading, entry, value),
    provider: providerOf(reading, entry, value.managingOrganization),
    status: value.status,
    reasons: distinct([...referred.flatMap(({ reasons }) => reasons), ...diagnoses.map(({ code }) => code)]),
    referredOn: referred[0]?.referredOn ?? null,
    startedOn: dayIn(value.period, "start"),
    endedOn: dayIn(value.period, "end"),
    plan: plan?.plan ?? null,
    assessments: assessed.map(({ kind, assessedOn, profession }) => ({ kind, assessedOn, profession })),
    practitioner: practitionerOf(reading, entry, ["careManager"], value.careManager),
  };
  return (births) => ({
    ...row,
    missedAppointments: absent.map((one) => ({ scheduledOn: one.scheduledOn, outcome: outcomeOf(one, births) })),
  });
}

function serviceOf(reading: Reading, entry: Entry, { type }: EpisodeOfCare): CodeOrWords {
  const position = type.findIndex(isMentalHealthService);
  return coded(reading, entry, ["type", position], type[position] ?? { coding: [] });
}

function providerOf(reading: Reading, entry: Entry, target: Reference | undefined): string | null {
  if (target?.reference === undefined) return target?.display ?? null;
  const found = follow(reading, entry, ["managingOrganization"], target, ["Organization"]);
  return found === undefined ? null : (take(reading, found, organisation).name ?? target.display ?? null);
}

function diagnosesOf(reading: Reading, entry: Entry, { diagnosis }: EpisodeOfCare, child: string): { entry: Entry; code: CodeOrWords }[] {
  return diagnosis.flatMap(({ condition }, position) => {
    const found = within(reading, entry, ["diagnosis", position, "condition"], condition, "Condition");
    if (found === undefined) return [];
    const value = take(reading, found, conditionOutline);
    sameChild(reading, found, ["subject"], value.subject, child);
    return [{ entry: found, code: coded(reading, found, ["code"], value.code) }];
  });
}

/** What an episode takes in. Throws IMPORT_REFUSED where it is not in the file: an earlier file may have put it where it tells of the care. */
function within(reading: Reading, entry: Entry, path: JsonPath, target: Reference, type: string): Entry | undefined {
  if (locate(reading, entry, target) === undefined)
    throw refusal(reading, entry, path, "leads to nothing in this file: what it leads to could stand elsewhere, and tell of the care");
  return follow(reading, entry, path, target, [type]);
}

function planOf(reading: Reading, entry: Entry, child: string): { plan: MentalHealthPlan; entries: Entry[] } {
  const value = takePlan(reading, entry);
  sameChild(reading, entry, ["subject"], value.subject, child);
  const goals = readGoalTexts(reading, entry, value.goal, child);
  const plan = {
    title: value.title ?? "Mental health care plan",
    summary: value.description ?? null,
    goals: goals.map(({ text }) => text),
    nextReviewOn: nextReviewOf(value),
  };
  return { plan, entries: [entry, ...goals.map((one) => one.entry)] };
}

/** A referral and a diagnosis often give the same reason. */
function distinct(values: readonly CodeOrWords[]): CodeOrWords[] {
  return values.filter((value, position) => values.findIndex((other) => keyOf(other) === keyOf(value)) === position);
}

function keyOf({ code, system, label }: CodeOrWords): string {
  return code === null ? label : `${system ?? ""}|${code}`;
}
