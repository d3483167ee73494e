type ListsOf<Row> = { [Key in keyof Row]: Row[Key] extends readonly string[] ? Key : never }[keyof Row];

/** The rows of which only the lists under this key differ put together into one, each value once, in the order of the first of them. */
export function merged<Row extends object>(rows: readonly Row[], key: ListsOf<Row>): readonly Row[] {
  const groups = new Map<string, Row>();
  for (const row of rows) {
    const alike = JSON.stringify({ ...row, [key]: null });
    const first = groups.get(alike) ?? row;
    const values = [...new Set([...(first[key] as readonly string[]), ...(row[key] as readonly string[])])];
    groups.set(alike, { ...first, [key]: values });
  }
  return [...groups.values()];
}
