import type { Access, Terms } from "../questions/access.ts";
import { processOf } from "../vocabulary.ts";
import { by, type Matrix, type Pair } from "./matrix.ts";

const columns = [
  "category",
  "category_owner",
  "role",
  "agency",
  "relationship",
  "purpose",
  "process",
  "rights_holder",
  "need",
  "consents_without_override",
  "closed_by_without_override",
  "consents_with_override",
  "closed_by_with_override",
  "leaves_out",
  "leaves_out_at_times",
  "rules",
] as const;

/**
 * The matrix as CSV (RFC 4180): a row for each cell, and one with the need NEVER for each role and category that are never read; what no row says is refused.
 * `process` is the process that the child has to have open, or nothing is read. Within a field `;` stands between values. `shielded:refused+expired` is a restriction that closes in those states of consent alone, and
 * `aboutOther+withheldFromFamily` are records that bear both marks. `leaves_out_at_times` names records that are read in some situations of the row and left out
 * in others, so whoever counts on the row counts them out.
 */
export function matrixCsv({ pairs, filter }: Matrix): string {
  // By ids: no name stands here, so a change of names must leave every byte as it is.
  const sorted = pairs.toSorted(by(({ category, person }) => `${category.id} ${person.agency} ${person.role}`));
  const rows = sorted.flatMap((pair) =>
    pair.cells.length === 0 ? [neverRow(pair, filter.purpose ?? "")] : pair.cells.map((cell) => row(pair, cell)),
  );
  return [columns, ...rows].map((fields) => `${fields.map(field).join(",")}\r\n`).join("");
}

function row({ category, person }: Pair, cell: Access): string[] {
  const { relationship, purpose, rightsHolder, need, withoutOverride, withOverride, leftOut, leftOutAtTimes, ruleIds } = cell;
  return [
    category.id,
    category.owner,
    person.role,
    person.agency,
    relationship,
    purpose,
    processOf(purpose) ?? "",
    rightsHolder,
    need,
    ...termsFields(withoutOverride),
    ...termsFields(withOverride),
    kindsField(leftOut),
    kindsField(leftOutAtTimes),
    ruleIds.join(";"),
  ];
}

function neverRow({ category, person }: Pair, purpose: string): string[] {
  const known = [category.id, category.owner, person.role, person.agency, "", purpose, "", "", "NEVER"];
  return columns.map((_column, index) => known[index] ?? "");
}

function termsFields({ consents, closedBy, closedInPart }: Terms): [consents: string, closings: string] {
  const inPart = closedInPart.map(({ restriction, consents: states }) => `${restriction}:${states.join("+")}`);
  return [consents.join(";"), [...closedBy, ...inPart].join(";")];
}

function kindsField(kinds: Access["leftOut"]): string {
  return kinds.map((marks) => marks.join("+")).join(";");
}

/** One field. What a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection). */
export function field(text: string): string {
  const plain = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",;\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
