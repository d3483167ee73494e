import { Any, type EntityManager } from "typeorm";
import { addCounts, type ImportCounts } from "../../../kit/import/counts.ts";
import { recordId } from "../../../kit/import/record-id.ts";
import { upsert } from "../../../kit/import/store.ts";
import { CaseStatus } from "../../records/case-status.ts";
import { SocialCareReferral } from "../../records/referral.ts";
import { type Marks, marksWithin } from "./mark-book.ts";

/** The ways referrals can look to a reader, those who see least first. */
const views: readonly Marks[] = [
  { aboutOther: false, withheldFromFamily: false },
  { aboutOther: true, withheldFromFamily: false },
  { aboutOther: false, withheldFromFamily: true },
  { aboutOther: true, withheldFromFamily: true },
];

/**
 * Works out again whether the children's cases are open, from all their stored referrals: a row for each way in which the referrals can look and that shows others
 * than a narrower one does.
 */
export async function refreshStatus(
  manager: EntityManager,
  children: readonly string[],
  keyOf: (child: string) => string,
): Promise<ImportCounts> {
  const byChild = new Map<string, SocialCareReferral[]>();
  for (const referral of await manager.find(SocialCareReferral, { where: { child: Any([...children]) } })) {
    byChild.set(referral.child, [...(byChild.get(referral.child) ?? []), referral]);
  }
  const rows = children.flatMap((child) =>
    statuses(byChild.get(child) ?? []).map((status) => ({ ...status, id: statusId(keyOf(child), status), child })),
  );
  const ids = new Set(rows.map(({ id }) => id));
  const stored = await manager.find(CaseStatus, { where: { child: Any([...children]) } });
  const stale = stored.filter(({ id }) => !ids.has(id));
  if (stale.length > 0) await manager.remove(stale);
  return addCounts(await upsert(manager, CaseStatus, rows), { added: 0, changed: stale.length, unchanged: 0 });
}

type Status = Pick<CaseStatus, "open" | "since" | "aboutOther" | "withheldFromFamily">;

/** The statuses that different readers of these referrals see; each bears the marks that its reader must be allowed to see. */
function statuses(referrals: readonly SocialCareReferral[]): Status[] {
  // A referral without further action opens no case.
  const cases = referrals.filter(({ noFurtherAction }) => !noFurtherAction);
  const counted = new Map<Marks, number>();
  return views.flatMap((view) => {
    const seen = cases.filter((one) => marksWithin(one, view));
    const asMany = [...counted].some(([narrower, count]) => marksWithin(narrower, view) && count === seen.length);
    counted.set(view, seen.length);
    const status = statusFrom(seen);
    return status === undefined || asMany ? [] : [{ ...status, ...view }];
  });
}

function statusFrom(cases: readonly SocialCareReferral[]): Pick<Status, "open" | "since"> | undefined {
  const opened = cases.flatMap(({ closedOn, referredOn }) => (closedOn === null ? [referredOn] : []));
  const since = (opened.length > 0 ? opened : cases.flatMap(({ closedOn }) => closedOn ?? [])).sort().at(-1);
  return since === undefined ? undefined : { open: opened.length > 0, since };
}

function statusId(key: string, { aboutOther, withheldFromFamily }: Marks): string {
  return recordId("case-status", key, aboutOther ? "about-other" : "", withheldFromFamily ? "withheld" : "");
}
