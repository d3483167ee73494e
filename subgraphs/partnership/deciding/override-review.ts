import type { OverrideReview } from "../records/access-override-row.ts";

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
