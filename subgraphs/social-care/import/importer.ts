import { csvHeader } from "../../kit/import/csv.ts";
import type { ImportFile } from "../../kit/import/file.ts";
import { ImportRefused } from "../../kit/import/refused.ts";
import type { Importer } from "../../kit/import/run.ts";
import { census } from "./census/file-kind.ts";
import { allocations } from "./companions/allocations.ts";
import { assessments } from "./companions/assessments.ts";
import { planReviews } from "./companions/plan-reviews.ts";
import { shortBreaks } from "./companions/short-breaks.ts";
import type { FileKind, ReadFile } from "./file-kind.ts";
import { marks } from "./marks/marks.ts";
import { episodes } from "./ssda903/episodes.ts";
import { header } from "./ssda903/header.ts";

/** The kinds of file in the order in which they are stored: marks before all records, children before what names them, plans before their reviews. */
const fileKinds: readonly FileKind[] = [marks, census, header, episodes, allocations, shortBreaks, assessments, planReviews];

/**
 * Takes in what social care's case system exports: the children in need census (XML), the SSDA903 return's header and episodes (CSV), and lists of what those returns
 * do not carry. What kind a file is, its content tells.
 */
export const socialCareImporter: Importer<ReadFile> = {
  order: (file) => fileKinds.indexOf(kindOf(file)),
  read: (file, leftOut) => kindOf(file).read(file, leftOut),
  store: (manager, read, leftOut, notes) => read.store(manager, leftOut, notes),
};

function kindOf(file: ImportFile): FileKind {
  if (file.text.trimStart().startsWith("<")) return census;
  const columns = new Set(csvHeader(file).map((column) => column.trim().toLowerCase()));
  const kind = fileKinds.find(({ knownBy }) => knownBy?.every((column) => columns.has(column)) === true);
  if (kind !== undefined) return kind;
  const names = fileKinds.map(({ name }) => name).join(", ");
  throw new ImportRefused({ file: file.name, line: 1, reason: `is none of the files that social care takes (${names})` });
}
