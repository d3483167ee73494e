/** A first and a last day (ISO 8601), both within; null where no end is set. */
export interface Dated {
  readonly from: string;
  readonly until: string | null;
}

/** Whether something dated is in force on a day; the first and the last day are within. */
export function inForce(dated: Dated, today: string): boolean {
  return dated.from <= today && (dated.until === null || today <= dated.until);
}

/** Whether somebody ended it, which holds from that moment and for every replica at once, whatever its clock says. */
export function isEnded({ endedAt }: { readonly endedAt: Date | null }): boolean {
  return endedAt !== null;
}

/** Whether the last day of something dated is past on a day. */
export function isOver({ until }: Pick<Dated, "until">, today: string): boolean {
  return until !== null && until < today;
}

/** Whether two dated things have a day in common. */
export function overlap(one: Dated, other: Dated): boolean {
  return (other.until === null || one.from <= other.until) && (one.until === null || other.from <= one.until);
}
