/** Whether something dated is in force on a day; the first and the last day are within. */
export function inForce(dated: { readonly from: string; readonly until: string | null }, today: string): boolean {
  return dated.from <= today && (dated.until === null || today <= dated.until);
}

/** Whether somebody ended it, which holds from that moment and for every replica at once, whatever its clock says. */
export function isEnded({ endedAt }: { readonly endedAt: Date | null }): boolean {
  return endedAt !== null;
}
