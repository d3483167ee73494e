/** In place of what tells the partnership of which categories an operation asks, which is recorded and read by families: tells of none. */
export function createAskedFor(): () => string {
  return () => "";
}
