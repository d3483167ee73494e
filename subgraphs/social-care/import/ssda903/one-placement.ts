import { marksWithin } from "../../../kit/import/marks.ts";
import { ImportRefused } from "../../../kit/import/refused.ts";
import type { CarePlacement } from "../../records/placement.ts";
import type { Settling } from "../companions/companion.ts";

/**
 * A child is in one place at a time. A file of one year cannot end what another year's file left open, so a placement without an end, after which another began, ended on
 * the day on which that one did: it is stored so, and said. One that bears a mark ends none that does not, since the end would tell of it. Throws ImportRefused where a placement has an end of its own and another begins before it: one of the two
 * is wrong, and which, no file tells.
 */
export function onePlacementAtATime(
  rows: readonly CarePlacement[],
  others: readonly CarePlacement[],
  { file, lineOf, notes }: Settling,
): readonly CarePlacement[] {
  const given = new Set(rows.map(({ id }) => id));
  const settled = new Map(rows.map((row) => [row.id, row]));
  const inTime = [...rows, ...others].sort((one, other) => (one.startedOn < other.startedOn ? -1 : 1));
  const latest = new Map<string, CarePlacement>();
  for (const next of inTime) {
    const before = latest.get(next.child);
    latest.set(next.child, next);
    if (before === undefined || before.startedOn === next.startedOn) continue;
    // A return gives an end with its reason; an end without one was put here by a next placement, and another may come in between.
    const endless = before.endedOn === null || before.endReason === null;
    if (endless && !marksWithin(next, before)) {
      settled.set(before.id, { ...before, endedOn: null });
      notes.remark(
        `the placement of ${before.startedOn} of child ${next.child} is left open beside the next one, whose mark would show in its end`,
      );
    } else if (endless && before.endedOn !== next.startedOn) {
      settled.set(before.id, { ...before, endedOn: next.startedOn });
      notes.remark(
        `ended the placement of ${before.startedOn} of child ${next.child} on ${next.startedOn}: it had no end, and then the next one began`,
      );
    } else if (before.endedOn !== null && before.endedOn > next.startedOn && (given.has(before.id) || given.has(next.id))) {
      const reason = `has the placements of ${before.startedOn} and of ${next.startedOn} at once, with what is stored: mend the dates, or, if the file has all episodes from its first one on, import it with --replace`;
      throw new ImportRefused({ file, line: lineOf(next.child), place: "child", value: next.child, reason });
    }
  }
  return [...settled.values()];
}
