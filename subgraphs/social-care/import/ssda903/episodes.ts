import { z } from "zod";
import { coded, optional, pastDate } from "../../../kit/import/csv-fields.ts";
import { at, placeOf } from "../../../kit/import/elements.ts";
import { grouped } from "../../../kit/import/grouped.ts";
import { ImportRefused } from "../../../kit/import/refused.ts";
import type { Row } from "../../../kit/import/row.ts";
import {
  careNeeds,
  episodeEnds,
  episodeStarts,
  legalStatuses,
  placementChanges,
  placementProviders,
  placementTypes,
} from "../../code-lists/placement.ts";
import { companion } from "../companions/companion.ts";
import { childId, inOrder, notHeld } from "../fields.ts";
import { refreshStatus } from "../store/case-status.ts";
import { placements as kind } from "../store/record-kinds.ts";
import { onePlacementAtATime } from "./one-placement.ts";

// The guide's columns, in small letters. The two postcodes and the registration number locate the child: they are left out, and counted like every other column.
const columns = z
  .object({
    child: childId,
    startedOn: at("decom", pastDate),
    startReason: at("rne", coded(episodeStarts)),
    legalStatus: at("ls", coded(legalStatuses)),
    primaryNeed: at("cin", optional(coded(careNeeds))),
    type: at("place", coded(placementTypes)),
    provider: at("place_provider", optional(coded(placementProviders))),
    endedOn: at("dec", optional(pastDate)),
    endReason: at("rec", optional(coded(episodeEnds))),
    changeReason: at("reason_place_change", optional(coded(placementChanges))),
  })
  .superRefine(({ startedOn, endedOn, endReason, type }, context) => {
    const strange = notHeld(placementTypes, type.code, startedOn, endedOn);
    if (strange !== undefined) context.addIssue({ code: "custom", path: ["type"], message: strange });
    if (!inOrder(startedOn, endedOn)) context.addIssue({ code: "custom", path: ["endedOn"], message: "is before the episode's start" });
    if ((endedOn == null) !== (endReason == null)) {
      context.addIssue({
        code: "custom",
        path: [endedOn == null ? "endReason" : "endedOn"],
        message: "stands alone: an episode has both an end and a reason for it, or neither",
      });
    }
  });

type Episode = z.output<typeof columns>;

/**
 * The episodes of the SSDA903 return. A file has those of its own year; so of a child in it, it speaks of the episodes from its first one on, and not of earlier ones.
 */
export const episodes = companion({
  name: "SSDA903 episodes",
  knownBy: ["child", "startedOn", "startReason"],
  columns,
  kind,
  naturalKey: ({ startedOn }) => [startedOn],
  // An end without a reason was put there by the next placement, and is settled anew.
  asGiven: (stored) => (stored.endReason === null ? { ...stored, endedOn: null } : stored),
  settle: onePlacementAtATime,
  derive: refreshStatus,
  covers: ({ startedOn }, rows) => rows.some(({ value }) => value.startedOn <= startedOn),
  check: (file, rows) => {
    for (const own of grouped(rows, ({ value }) => value.child).values()) refuseOverlaps(file, own);
  },
});

/** A child is in one place at a time: an episode ends before, or on the day that, the next begins. */
function refuseOverlaps(file: string, rows: readonly Row<Episode>[]): void {
  const inTime = [...rows].sort((one, other) => (one.value.startedOn < other.value.startedOn ? -1 : 1));
  inTime.forEach(({ line, value: { startedOn } }, index) => {
    const before = inTime[index - 1];
    if (before === undefined || (before.value.endedOn != null && before.value.endedOn <= startedOn)) return;
    throw new ImportRefused({
      file,
      line,
      place: placeOf(columns, "startedOn"),
      value: startedOn,
      reason: `lies within the episode of line ${before.line}, which ${before.value.endedOn == null ? "has no end" : "ends later"}`,
    });
  });
}
