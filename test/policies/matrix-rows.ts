import { parse } from "csv-parse/sync";
import type { Circumstances, ConsentState, Person, RecordMark, Restriction } from "../../policies/index.ts";

/** A row of the matrix as CSV. */
export type Row = Readonly<Record<string, string>>;

/** The rows of a matrix, read as any program would read CSV. */
export function rowsOf(csv: string): Row[] {
  return parse<Row>(csv, { columns: true, record_delimiter: "\r\n", relax_quotes: false });
}

/** What the rows promise of records: that they are read, that they are not, or neither. */
export type Promised = "read" | "not read" | "in some situations";

/** Promises by nothing but the rows, as their documentation says, what becomes of records that bear the marks. */
export function promisesOf(
  rows: readonly Row[],
): (person: Person, category: string, circumstances: Circumstances, marks?: readonly RecordMark[]) => Promised {
  const cells = new Map(
    rows.map((row) => [keyOf(row["role"], row["agency"], row["category"], row["relationship"], row["purpose"], row["rights_holder"]), row]),
  );
  return (
    { role, agency },
    category,
    { relationship, purpose, purposeHolds, rightsHolder, consent, restriction, override },
    marks = [],
  ) => {
    const row = cells.get(keyOf(role, agency, category, relationship, purpose, rightsHolder));
    if (row?.["process"] !== "" && !purposeHolds) return "not read";
    const way = override ? "with_override" : "without_override";
    if (!valuesOf(row?.[`consents_${way}`]).includes(consent)) return "not read";
    if (valuesOf(row?.[`closed_by_${way}`]).some((closing) => closes(closing, consent, restriction))) return "not read";
    const isNamed = (column: string) =>
      valuesOf(row?.[column]).some((kind) => kind.split("+").every((mark) => marks.some((one) => one === mark)));
    if (isNamed("leaves_out")) return "not read";
    return isNamed("leaves_out_at_times") ? "in some situations" : "read";
  };
}

function closes(closing: string, consent: ConsentState, restriction: readonly Restriction[]): boolean {
  const [name, states] = closing.split(":");
  return restriction.some((one) => one === name) && (states === undefined || states.split("+").includes(consent));
}

/** The values of a field that lists some. */
export function valuesOf(field: string | undefined): string[] {
  return (field ?? "").split(";").filter((value) => value !== "");
}

function keyOf(...parts: readonly (string | undefined)[]): string {
  return parts.join(" ");
}
