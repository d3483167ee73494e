const undecided = new Set<string | null>([null, "A"]);
const assesses = new Set<string | null>(["Y", "H"]);

/**
 * Whether a decision is still to be made, by the outcome codes of SEN2: about the request while its outcome is missing or `A`, and after a
 * decision to assess (`Y`, or `H` of an earlier year) while the assessment's outcome is missing or `A`.
 */
export function assessmentUnderWay(requestOutcome: string | null, assessmentOutcome: string | null): boolean {
  return undecided.has(requestOutcome) || (assesses.has(requestOutcome) && undecided.has(assessmentOutcome));
}

interface Review {
  readonly meetingOn: string | null;
  readonly decidedOn: string | null;
}

/** The latest day on which a plan was reviewed: the decision of the review, or its meeting while that is undecided. Null if it never was. */
export function lastReviewed(reviews: readonly Review[]): string | null {
  const days = reviews.flatMap((review) => review.decidedOn ?? review.meetingOn ?? []);
  return days.sort().at(-1) ?? null;
}
