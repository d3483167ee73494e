import { z } from "zod";
import { optional } from "../../../kit/import/csv-fields.ts";
import type { Row } from "../../../kit/import/csv.ts";
import { ImportRefused } from "../../../kit/import/refused.ts";
import {
  careNeeds,
  episodeEnds,
  episodeStarts,
  legalStatuses,
  placementChanges,
  placementProviders,
  placementTypes,
} from "../../code-lists/placement.ts";
import { companion, rowsByChild } from "../companions/companion.ts";
import { childId, coded, inOrder, notHeld, pastDate } from "../fields.ts";
import { refreshStatus } from "../store/case-status.ts";
import { placements as kind } from "../store/record-kinds.ts";
import { onePlacementAtATime } from "./one-placement.ts";

// The guide's columns, in small letters. The two postcodes and the registration number locate the child: they are left out, and counted like every other column.
const columns = z
  .strictObject({
    child: childId,
    decom: pastDate,
    rne: coded(episodeStarts),
    ls: coded(legalStatuses),
    cin: optional(coded(careNeeds)),
    place: coded(placementTypes),
    place_provider: optional(coded(placementProviders)),
    dec: optional(pastDate),
    rec: optional(coded(episodeEnds)),
    reason_place_change: optional(coded(placementChanges)),
  })
  .superRefine(({ decom, dec, rec, place }, context) => {
    const strange = notHeld(placementTypes, place.code, decom, dec);
    if (strange !== undefined) context.addIssue({ code: "custom", path: ["place"], message: strange });
    if (!inOrder(decom, dec)) context.addIssue({ code: "custom", path: ["dec"], message: "is before the episode's start" });
    if ((dec == null) !== (rec == null)) {
      context.addIssue({
        code: "custom",
        path: [dec == null ? "rec" : "dec"],
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
  knownBy: ["child", "decom", "rne"],
  columns,
  kind,
  naturalKey: ({ decom }) => [decom],
  record: (row, common) => ({
    ...common,
    legalStatus: row.ls,
    type: row.place,
    provider: row.place_provider,
    primaryNeed: row.cin,
    startedOn: row.decom,
    startReason: row.rne,
    endedOn: row.dec,
    endReason: row.rec,
    changeReason: row.reason_place_change,
  }),
  // An end without a reason was put there by the next placement, and is settled anew.
  asGiven: (stored) => (stored.endReason === null ? { ...stored, endedOn: null } : stored),
  settle: onePlacementAtATime,
  derive: refreshStatus,
  covers: ({ startedOn }, rows) => rows.some(({ value }) => value.decom <= startedOn),
  check: (file, rows) => {
    for (const own of rowsByChild(rows).values()) refuseOverlaps(file, own);
  },
});

/** A child is in one place at a time: an episode ends before, or on the day that, the next begins. */
function refuseOverlaps(file: string, rows: readonly Row<Episode>[]): void {
  const inTime = [...rows].sort((one, other) => (one.value.decom < other.value.decom ? -1 : 1));
  inTime.forEach(({ line, value: { decom } }, index) => {
    const before = inTime[index - 1];
    if (before === undefined || (before.value.dec != null && before.value.dec <= decom)) return;
    throw new ImportRefused({
      file,
      line,
      place: 'column "decom"',
      value: decom,
      reason: `lies within the episode of line ${before.line}, which ${before.value.dec == null ? "has no end" : "ends later"}`,
    });
  });
}
