import type { Policy } from "../../../policies/index.ts";
import type { AccessOverrideRow, OverrideAllowance, OverrideReview } from "../records/access-override-row.ts";

/** An override as far as its review goes. */
interface Reviewable {
  readonly concerned: readonly string[];
  readonly reviews: readonly Pick<OverrideReview, "agency" | "justified">[];
}

/** Whether an agency's officers have reviewed an override for their agency. */
export function hasReviewed({ reviews }: Pick<Reviewable, "reviews">, agency: string): boolean {
  return reviews.some((one) => one.agency === agency);
}

/** Whether every agency that it concerns has reviewed it. */
export function isReviewed(override: Reviewable): boolean {
  return override.concerned.every((agency) => hasReviewed(override, agency));
}

/** What the review came to: null until every agency has reviewed it, and then whether all of them found it justified. */
export function isJustified(override: Reviewable): boolean | null {
  return isReviewed(override) ? override.reviews.every(({ justified }) => justified) : null;
}

/** An override as far as it keeps whoever opened it from opening another. */
interface Judged {
  readonly reviews: readonly Pick<OverrideReview, "agency" | "justified">[];
  readonly allowances: readonly Pick<OverrideAllowance, "agency">[];
}

/** Whether an agency found an override unjustified and has not allowed another since. Each agency allows for itself, as each reviews for itself. */
export function keepsFromAnother({ reviews, allowances }: Judged, agency: string): boolean {
  const unjustified = reviews.some((one) => one.agency === agency && !one.justified);
  return unjustified && !allowances.some((one) => one.agency === agency);
}

/** Whether any agency did. */
export function stopsAnother(override: Judged): boolean {
  return override.reviews.some(({ agency }) => keepsFromAnother(override, agency));
}

const day = 24 * 60 * 60 * 1000;

/** The moment by which every agency that an override concerns is to have reviewed it, by the policy now in force; null if that gives no days. Days of 24 hours, from when it was opened. */
export function reviewDue({ actions }: Pick<Policy, "actions">, { openedAt }: Pick<AccessOverrideRow, "openedAt">): Date | null {
  const days = actions.find(({ id }) => id === "review-override")?.withinDays;
  return days === undefined ? null : new Date(openedAt.getTime() + days * day);
}

/** Whether an agency that an override concerns has still to review it at a moment by which all were to have done so. */
export function isOverdue(policy: Pick<Policy, "actions">, override: Reviewable & Pick<AccessOverrideRow, "openedAt">, now: Date): boolean {
  const due = reviewDue(policy, override);
  return due !== null && now >= due && !isReviewed(override);
}
