import { CsvError, parse } from "csv-parse/sync";
import type { z } from "zod";
import type { ImportFile } from "./file.ts";
import type { LeftOut } from "./left-out.ts";
import { ImportRefused, refusalOf } from "./refused.ts";

/** One row of a file, and the line that it starts on. */
export interface Row<Value> {
  line: number;
  value: Value;
}

interface CsvRecord {
  line: number;
  fields: string[];
}

/**
 * Reads a CSV file against a schema whose keys are the columns (`csv-fields.ts` has the usual kinds). Column names are found whatever their case; one that the
 * schema does not know is counted in `leftOut`, and so is a row without a value, as a spreadsheet writes them. Handles CRLF, quoted line breaks and blank lines. Throws
 * ImportRefused for a missing or repeated column, a row with too many or too few fields, broken quoting, another separator than the comma, and the first value that does
 * not fit, with its line.
 */
export function readCsv<Schema extends z.ZodObject>(file: ImportFile, schema: Schema, leftOut: LeftOut): Row<z.output<Schema>>[] {
  const [header, ...rows] = csvRecords(file);
  if (header === undefined) throw new ImportRefused({ file: file.name, reason: "has no header" });
  const records = rows.filter(({ fields }) => fields.some((field) => field.trim() !== ""));
  if (records.length < rows.length) leftOut.add("empty rows", rows.length - records.length);
  const columns = columnsOf(header, schema, file.name);
  columns.forEach((column, index) => {
    if (column === undefined) leftOut.add(`column ${JSON.stringify(header.fields[index])}`, records.length);
  });
  return records.map((record) => {
    const named = nameFields(record, columns, file.name);
    const result = schema.safeParse(named);
    if (result.success) return { line: record.line, value: result.data };
    throw refusalOf(result.error, named, { file: file.name, line: record.line }, ([column]) => `column ${JSON.stringify(String(column))}`);
  });
}

/** The columns that a file of this schema cannot be without. */
export function requiredColumns(schema: z.ZodObject): string[] {
  return Object.entries(schema.shape).flatMap(([name, field]) => ((field as z.ZodType).safeParse(undefined).success ? [] : [name]));
}

/** The column names of a CSV file as they stand in its first line, to tell what kind of file it is. Throws ImportRefused for broken quoting and another separator. */
export function csvHeader(file: ImportFile): string[] {
  return csvRecords({ name: file.name, text: file.text.slice(0, file.text.search(/\r|\n|$/)) })[0]?.fields ?? [];
}

function csvRecords(file: ImportFile): CsvRecord[] {
  refuseOtherSeparator(file);
  const records: CsvRecord[] = [];
  try {
    parse(withUnixLines(file.text), {
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (fields: string[], { lines }) => {
        records.push({ fields, line: lines - lineBreaksWithin(fields) });
        return null;
      },
    });
    return records;
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const line = typeof cause["lines"] === "number" ? cause["lines"] : undefined;
    throw new ImportRefused({ file: file.name, line, reason: "a quote is not closed, or stands inside a field" });
  }
}

/** What spreadsheets write in place of a comma, by the country that they are set up for. */
const separators = [
  { sign: ";", name: "semicolons" },
  { sign: "\t", name: "tabs" },
  { sign: "|", name: "vertical bars" },
];

/** Every kind of file has several columns, so a header with another separator and no comma has that separator. */
function refuseOtherSeparator({ name: file, text }: ImportFile): void {
  const header = text.slice(0, text.search(/[\r\n]|$/)).replaceAll(/"[^"]*"/g, "");
  const found = separators.find(({ sign }) => !header.includes(",") && header.includes(sign));
  if (found === undefined) return;
  const reason = `has ${found.name} between its columns, where commas have to stand: save it as “CSV UTF-8” with commas and import it again`;
  throw new ImportRefused({ file, line: 1, reason });
}

/** The parser counts a CRLF inside quotes as two lines. */
function withUnixLines(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}

/** The parser says on which line a record ends. */
function lineBreaksWithin(fields: string[]): number {
  return fields.join("").split("\n").length - 1;
}

/** For each position in the header the schema's column, or undefined for one that it does not know. */
function columnsOf(header: CsvRecord, schema: z.ZodObject, file: string): (string | undefined)[] {
  const known = new Map(Object.keys(schema.shape).map((name) => [name.toLowerCase(), name]));
  const columns = header.fields.map((field) => known.get(field.trim().toLowerCase()));
  const twice = columns.find((column, index) => column !== undefined && columns.indexOf(column) !== index);
  if (twice !== undefined)
    throw new ImportRefused({ file, line: header.line, place: `column ${JSON.stringify(twice)}`, reason: "stands twice in the header" });
  for (const name of requiredColumns(schema)) {
    if (!columns.includes(name)) throw new ImportRefused({ file, line: header.line, place: `column "${name}"`, reason: "is missing" });
  }
  return columns;
}

function nameFields(record: CsvRecord, columns: (string | undefined)[], file: string): Record<string, string> {
  if (record.fields.length !== columns.length) {
    throw new ImportRefused({
      file,
      line: record.line,
      reason: `has ${record.fields.length} fields where the header has ${columns.length}`,
    });
  }
  const named: Record<string, string> = {};
  columns.forEach((column, index) => {
    if (column !== undefined) named[column] = (record.fields[index] ?? "").trim();
  });
  return named;
}
