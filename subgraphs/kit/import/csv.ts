import { Readable, pipeline } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { parse as parseAll } from "csv-parse/sync";
import type { z } from "zod";
import { columnOf, placeOf, typeOf } from "./elements.ts";
import type { ImportFile } from "./file.ts";
import type { Hearing } from "./into.ts";
import { ImportRefused, refusalOf } from "./refused.ts";
import type { Row } from "./row.ts";

interface CsvRecord {
  line: number;
  fields: string[];
}

/**
 * Streams a CSV file's rows, each checked against the declaration of its columns (`csv-fields.ts` has the usual kinds of value). Column names are found whatever their case; one that the
 * declaration does not have is counted as left out, and so is a row without a value, as a spreadsheet writes them. Handles CRLF, quoted line breaks and blank lines. Throws
 * ImportRefused for a missing or repeated column, a row with too many or too few fields, broken quoting, another separator than the comma, and the first value that does
 * not fit, with its line.
 */
export async function* readCsv<Columns extends z.ZodObject>(
  file: ImportFile,
  declaration: Columns,
  { leftOut, notes }: Hearing,
): AsyncGenerator<Row<z.output<Columns>>> {
  let header: CsvRecord | undefined;
  let properties: (string | undefined)[] = [];
  let [rows, empty, blank] = [0, 0, 0];
  for await (const record of csvRecords(file)) {
    if (header === undefined) {
      header = record;
      properties = propertiesOf(header, declaration, file.name);
    } else if (record.fields.every((field) => field.trim() === "")) {
      empty += 1;
      if (record.fields.length === 1) blank += 1;
    } else {
      rows += 1;
      yield { line: record.line, value: valueOf(record, declaration, properties, file.name) };
    }
  }
  if (header === undefined) throw new ImportRefused({ file: file.name, reason: "has no header" });
  if (empty > 0) leftOut.add("empty rows", empty);
  for (const [index, property] of properties.entries())
    if (property === undefined) leftOut.add(`column ${JSON.stringify(header.fields[index])}`, rows);
  if (rows + empty === blank) notes.remark("has a header and no row below it");
}

/** The column names of a CSV file as they stand in its first line, to tell what kind of file it is. Throws ImportRefused for broken quoting and another separator. */
export function csvHeader({ name, head }: Pick<ImportFile, "name" | "head">): string[] {
  refuseOtherSeparator(name, head);
  try {
    return parseAll(firstLine(head.trimStart()), { relax_column_count: true })[0] ?? [];
  } catch (cause) {
    throw csvRefusal(cause, name);
  }
}

/** The properties without whose columns a file of this declaration cannot be. */
export function requiredProperties(declaration: z.ZodObject): string[] {
  return Object.keys(declaration.shape).filter((property) => !typeOf(declaration, property).safeParse(undefined).success);
}

async function* csvRecords(file: ImportFile): AsyncGenerator<CsvRecord> {
  refuseOtherSeparator(file.name, file.head);
  const parser = parse({ relax_column_count: true, skip_empty_lines: true, info: true });
  // What goes wrong before the parser comes out of it.
  pipeline(Readable.from(withUnixLines(file.pieces())), parser, () => undefined);
  const records: AsyncIterable<{ record: string[]; info: { lines: number } }> = parser;
  try {
    for await (const { record: fields, info } of records) yield { fields, line: info.lines - lineBreaksWithin(fields) };
  } catch (cause) {
    throw csvRefusal(cause, file.name);
  }
}

function csvRefusal(cause: unknown, file: string): unknown {
  if (!(cause instanceof CsvError)) return cause;
  const line = typeof cause["lines"] === "number" ? cause["lines"] : undefined;
  return new ImportRefused({ file, line, reason: "a quote is not closed, or stands inside a field" });
}

/** What spreadsheets write in place of a comma, by the country that they are set up for. */
const separators = [
  { sign: ";", name: "semicolons" },
  { sign: "\t", name: "tabs" },
  { sign: "|", name: "vertical bars" },
];

/** Every kind of file has several columns, so a header with another separator and no comma has that separator. */
function refuseOtherSeparator(file: string, text: string): void {
  const header = firstLine(text.trimStart()).replaceAll(/"[^"]*"/g, "");
  const found = separators.find(({ sign }) => !header.includes(",") && header.includes(sign));
  if (found === undefined) return;
  const reason = `has ${found.name} between its columns, where commas have to stand: save it as “CSV UTF-8” with commas and import it again`;
  throw new ImportRefused({ file, line: 1, reason });
}

function firstLine(text: string): string {
  return text.slice(0, text.search(/[\r\n]|$/));
}

/** The parser counts a CRLF inside quotes as two lines. A piece may end between the two signs. */
async function* withUnixLines(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let held = "";
  for await (const piece of pieces) {
    const text = held + piece;
    held = text.endsWith("\r") ? "\r" : "";
    yield text.slice(0, text.length - held.length).replace(/\r\n?/g, "\n");
  }
  if (held !== "") yield "\n";
}

/** The parser says on which line a record ends. */
function lineBreaksWithin(fields: string[]): number {
  return fields.join("").split("\n").length - 1;
}

/** For each position in the header the property that stands there, or undefined for a column that is not declared. */
function propertiesOf(header: CsvRecord, declaration: z.ZodObject, file: string): (string | undefined)[] {
  const known = new Map(Object.keys(declaration.shape).map((property) => [columnOf(declaration, property).toLowerCase(), property]));
  const properties = header.fields.map((field) => known.get(field.trim().toLowerCase()));
  const refuse = (column: string, reason: string): ImportRefused =>
    new ImportRefused({ file, line: header.line, place: `column ${JSON.stringify(column)}`, reason });
  const twice = properties.find((property, index) => property !== undefined && properties.indexOf(property) !== index);
  if (twice !== undefined) throw refuse(columnOf(declaration, twice), "stands twice in the header");
  const missing = requiredProperties(declaration).find((property) => !properties.includes(property));
  if (missing !== undefined) throw refuse(columnOf(declaration, missing), "is missing");
  return properties;
}

function valueOf<Columns extends z.ZodObject>(
  { fields, line }: CsvRecord,
  declaration: Columns,
  properties: (string | undefined)[],
  file: string,
): z.output<Columns> {
  if (fields.length !== properties.length)
    throw new ImportRefused({ file, line, reason: `has ${fields.length} fields where the header has ${properties.length}` });
  const given: Record<string, string> = {};
  properties.forEach((property, index) => {
    if (property !== undefined) given[property] = (fields[index] ?? "").trim();
  });
  const result = declaration.safeParse(given);
  if (result.success) return result.data;
  throw refusalOf(result.error, given, { file, line }, ([property]) => placeOf(declaration, String(property)));
}
