/** Whether a document's review was due before a day (both ISO 8601): it holds up to and including its review date. */
export function isPastReview({ reviewBy }: { readonly reviewBy: string }, day: string): boolean {
  return reviewBy < day;
}

/** The documents whose review was due before a day, the longest due first. */
export function pastReview<D extends { readonly reviewBy: string }>(documents: readonly D[], day: string): readonly D[] {
  return documents.filter((one) => isPastReview(one, day)).sort((one, other) => (one.reviewBy < other.reviewBy ? -1 : 1));
}
