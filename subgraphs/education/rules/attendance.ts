/** The share of possible sessions that were attended, in per cent, to one decimal place; null if none was possible. */
export function attendancePercentage(attended: number, possible: number): number | null {
  return possible === 0 ? null : Math.round((1000 * attended) / possible) / 10;
}
