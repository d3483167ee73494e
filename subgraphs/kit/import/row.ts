/** What stands in one place of a file: a row of a table, a group of XML; and the line that it starts on. */
export interface Row<Value> {
  readonly line: number;
  readonly value: Value;
}
