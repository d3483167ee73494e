import { rowKey } from "./row-key.ts";
import type { ChildRecord } from "./scene.ts";

type History = Pick<ChildRecord, "consentEvents" | "assessments">;

const known = new WeakMap<History["consentEvents"], WeakMap<History["assessments"], Map<number, string>>>();

/**
 * What was said and assessed, in the order in which it was: whether a word counts turns on who decided when it was said. Which words are of one consent is part of it,
 * and what became of an assessment.
 */
export function historyKey(child: History, day: number): string {
  const byAssessments = known.get(child.consentEvents) ?? new WeakMap<History["assessments"], Map<number, string>>();
  known.set(child.consentEvents, byAssessments);
  const byDay = byAssessments.get(child.assessments) ?? new Map<number, string>();
  byAssessments.set(child.assessments, byDay);
  const key = byDay.get(day) ?? workedOut(child, day);
  byDay.set(day, key);
  return key;
}

function workedOut({ consentEvents, assessments }: History, day: number): string {
  const consents = [
    ...new Set([...consentEvents].sort((one, other) => one.at.getTime() - other.at.getTime()).map(({ consent }) => consent)),
  ];
  const said = consentEvents.map((event) => ({ at: event.at, what: `${String(consents.indexOf(event.consent))}:${rowKey(event, day)}` }));
  const found = assessments.flatMap((one, index) => {
    const ended = one.endedAt === null ? [] : [{ at: one.endedAt, what: `end ${String(index)}` }];
    return [{ at: one.recordedAt, what: `${String(index)}:${rowKey(one, day)}` }, ...ended];
  });
  return [...said, ...found]
    .sort((one, other) => one.at.getTime() - other.at.getTime())
    .map(({ what }) => what)
    .join(";");
}
