import { Any, type EntityManager } from "typeorm";
import { addCounts, type ImportCounts } from "../../../kit/import/counts.ts";
import { grouped } from "../../../kit/import/grouped.ts";
import { marksWithin } from "../../../kit/import/marks.ts";
import type { Marks } from "../../../kit/marks.ts";
import { recordId } from "../../../kit/import/record-id.ts";
import { upsert } from "../../../kit/import/store.ts";
import { CaseStatus } from "../../records/case-status.ts";
import { KnownChild } from "../../records/known-child.ts";
import { CarePlacement } from "../../records/placement.ts";
import { SocialCareReferral } from "../../records/referral.ts";
import { type Departure, departureOf } from "./departures.ts";

/** The ways records can look to a reader, those who see least first. */
const views: readonly Marks[] = [
  { aboutOther: false, withheldFromFamily: false },
  { aboutOther: true, withheldFromFamily: false },
  { aboutOther: false, withheldFromFamily: true },
  { aboutOther: true, withheldFromFamily: true },
];

/**
 * Works out again whether the children's cases are open, and whether a child died or moved away, from all their stored referrals and placements: a row for each way in
 * which these can look and that shows others than a narrower one does. Nothing is lost with a row that goes: it held what the records hold.
 */
export async function refreshStatus(
  manager: EntityManager,
  children: readonly string[],
  keyOf: (child: string) => string,
): Promise<ImportCounts> {
  const where = { child: Any([...children]) };
  const referrals = grouped(await manager.find(SocialCareReferral, { where }), ({ child }) => child);
  const placements = grouped(await manager.find(CarePlacement, { where }), ({ child }) => child);
  const deaths = new Map((await manager.find(KnownChild, { where })).map(({ child, diedOn }) => [child, diedOn]));
  const rows = children.flatMap((child) => {
    const records = { referrals: referrals.get(child) ?? [], placements: placements.get(child) ?? [], diedOn: deaths.get(child) ?? null };
    return statuses(records).map((status) => ({ ...status, id: statusId(keyOf(child), status), child }));
  });
  const ids = new Set(rows.map(({ id }) => id));
  const stored = await manager.find(CaseStatus, { where });
  const stale = stored.filter(({ id }) => !ids.has(id));
  if (stale.length > 0) await manager.remove(stale);
  return addCounts(await upsert(manager, CaseStatus, rows), { added: 0, changed: stale.length, unchanged: 0 });
}

/** From what the status of a child is worked out. */
interface Records {
  readonly referrals: readonly SocialCareReferral[];
  readonly placements: readonly CarePlacement[];
  readonly diedOn: string | null;
}

type Status = Omit<CaseStatus, "id" | "child">;

/** The statuses that different readers of these records see; each bears the marks that its reader must be allowed to see. */
function statuses({ referrals, placements, diedOn }: Records): Status[] {
  // A referral without further action opens no case, and brings no child back.
  const cases = referrals.filter(({ noFurtherAction }) => !noFurtherAction);
  const counted = new Map<Marks, number>();
  return views.flatMap((view) => {
    const seenCases = cases.filter((one) => marksWithin(one, view));
    const seenPlacements = placements.filter((one) => marksWithin(one, view));
    const seen = seenCases.length + seenPlacements.length;
    const asMany = [...counted].some(([narrower, count]) => marksWithin(narrower, view) && count === seen);
    counted.set(view, seen);
    const status = statusFrom(seenCases, departureOf(seenCases, seenPlacements, diedOn));
    return status === undefined || asMany ? [] : [{ ...status, ...view }];
  });
}

function statusFrom(cases: readonly SocialCareReferral[], departure: Departure): Omit<Status, keyof Marks> | undefined {
  const opened = cases.flatMap(({ closedOn, referredOn }) => (closedOn === null ? [referredOn] : []));
  const since = (opened.length > 0 ? opened : cases.flatMap(({ closedOn }) => closedOn ?? [])).sort().at(-1) ?? departure.departedOn;
  return since === null ? undefined : { open: opened.length > 0, since, ...departure };
}

function statusId(key: string, { aboutOther, withheldFromFamily }: Marks): string {
  return recordId("case-status", key, aboutOther ? "about-other" : "", withheldFromFamily ? "withheld" : "");
}
