import { codedValue, type CodedValue } from "../../../kit/coded-value.ts";
import { departures } from "../../code-lists/local-lists.ts";
import type { CarePlacement } from "../../records/placement.ts";
import type { SocialCareReferral } from "../../records/referral.ts";

/** That a child died or moved away, and on which day. */
export interface Departure {
  readonly departure: CodedValue | null;
  readonly departedOn: string | null;
}

type Code = keyof typeof departures.labels;

/** Why a case was closed (children in need census), where that says where the child is. That a child was adopted is left out: the status is read by many. */
const closures: Readonly<Record<string, Code>> = { RC2: "DIED", RC5: "OTHER-AUTHORITY" };

/** Why an episode of care ended (SSDA903), where that says where the child is. */
const ends: Readonly<Record<string, Code>> = { E2: "DIED", E3: "OTHER-AUTHORITY", E16: "ABROAD" };

/**
 * What these records say of where a child is now. A death counts whatever else is recorded. A move counts only while nothing follows it: a case that is open, a later
 * referral or a later placement show that the child is here again.
 */
export function departureOf(cases: readonly SocialCareReferral[], placements: readonly CarePlacement[], diedOn: string | null): Departure {
  const events = [
    ...cases.map(({ closedOn, closureReason }) => ({ day: closedOn, code: closures[closureReason?.code ?? ""] })),
    ...placements.map(({ endedOn, endReason }) => ({ day: endedOn, code: ends[endReason?.code ?? ""] })),
  ].flatMap(({ day, code }) => (day === null || code === undefined ? [] : [{ day, code }]));
  const died = diedOn ?? events.find(({ code }) => code === "DIED")?.day;
  if (died !== undefined) return departed("DIED", died);
  const last = events.sort((one, other) => (one.day < other.day ? -1 : 1)).at(-1);
  const open = cases.some(({ closedOn }) => closedOn === null);
  const begun = [...cases.map(({ referredOn }) => referredOn), ...placements.map(({ startedOn }) => startedOn)];
  if (last === undefined || open || begun.some((day) => day > last.day)) return { departure: null, departedOn: null };
  return departed(last.code, last.day);
}

function departed(code: Code, day: string): Departure {
  return { departure: codedValue(departures.system, departures.labels, code) ?? null, departedOn: day };
}
