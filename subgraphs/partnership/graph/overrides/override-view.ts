import { isJustified, isOverdue, isReviewed, reviewDue, stopsAnother } from "../../deciding/override-review.ts";
import { isOpen } from "../../deciding/overrides.ts";
import { recipientFrom } from "../../deciding/recipients.ts";
import { type Disclosure, never, overrideToldFrom } from "../../deciding/told-from.ts";
import type { IndexReader } from "../../index-reader.ts";
import type { AccessOverrideRow, OverrideAllowance, OverrideReview } from "../../records/access-override-row.ts";
import type { PartnershipContext } from "../context.ts";
import type { AccessOverride } from "./access-override.ts";
import type { OverrideState } from "./codes.ts";
import type { OverrideReviewView } from "./override-review.ts";

/** An override as officers are shown it at a moment, with the names that the directory has. A new object each time. */
export async function overrideView(
  { index, policy: inForce, now }: Pick<PartnershipContext, "index" | "policy" | "now">,
  row: AccessOverrideRow,
): Promise<AccessOverride> {
  const { id, child, agency, role, purpose, basis, reason, categories, awaiting, concerned, revokeReason, policy } = row;
  const [practitioner, agreedBy, revokedBy, disclosures, reviews] = await Promise.all([
    nameOf(index, agency, row.practitioner),
    authorName(index, row.agreedBy),
    authorName(index, row.revokedBy),
    index.disclosures(child),
    Promise.all(row.reviews.map((review) => reviewView(index, review, row.allowances))),
  ]);
  return {
    ...{ id, childId: child, practitioner, role, agency, purpose, basis, reason, categories, awaiting, agreedBy, policy },
    ...{ state: stateOf(row, now), openedAt: row.openedAt.toISOString(), endsAt: row.endsAt.toISOString() },
    ...{ revokedAt: row.revokedAt?.toISOString() ?? null, revokedBy, revokeReason },
    ...{ concerned, reviews, reviewed: isReviewed(row), justified: isJustified(row) },
    ...{ reviewDueAt: reviewDue(inForce, row)?.toISOString() ?? null, overdue: isOverdue(inForce, row, now) },
    ...{ stopsAnother: stopsAnother(row), keptFromFamilyBecause: row.keptFromFamily, keptUntil: keptUntil(inForce, row, disclosures) },
  };
}

async function reviewView(
  index: IndexReader,
  review: OverrideReview,
  allowances: readonly OverrideAllowance[],
): Promise<OverrideReviewView> {
  const { agency, at, by, justified, note } = review;
  const allowance = allowances.find((one) => one.agency === agency);
  const allowed =
    allowance === undefined
      ? null
      : { allowedAt: allowance.at, allowedBy: (await authorName(index, allowance.by)) ?? allowance.by, reason: allowance.reason };
  return { agency, reviewedAt: at, reviewedBy: (await authorName(index, by)) ?? by, justified, note, allowed };
}

function keptUntil(
  policy: Pick<PartnershipContext["policy"], "actions">,
  row: AccessOverrideRow,
  said: readonly Disclosure[],
): string | null {
  const day = row.keptFromFamily === null ? never : overrideToldFrom(policy, row, said);
  return day === never ? null : day;
}

function stateOf(row: AccessOverrideRow, now: Date): keyof typeof OverrideState {
  if (row.revokedAt !== null) return "REVOKED";
  return isOpen(row, now) ? "OPEN" : "ENDED";
}

async function authorName(index: IndexReader, author: string | null): Promise<string | null> {
  const { agency, person } = (author === null ? undefined : recipientFrom(author)) ?? {};
  return agency === undefined || person === undefined ? author : nameOf(index, agency, person);
}

async function nameOf(index: IndexReader, agency: string, subject: string): Promise<string> {
  const entry = await index.practitioner(subject);
  // A subject is unique only within its agency: another agency's entry is somebody else's.
  return entry?.agency === agency ? entry.name : subject;
}
