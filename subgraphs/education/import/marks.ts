import type { SaidMarks } from "../../kit/import/marks.ts";
import { ImportRefused } from "../../kit/import/refused.ts";
import type { Row } from "../../kit/import/row.ts";

/**
 * Throws ImportRefused for the first new row that does not say whether it is marked, where a marked one is no longer given: it may be the same in other words, and would
 * show what was withheld.
 */
export function refuseUnmarkedSuccessor(file: string, added: readonly Row<SaidMarks>[], what: string): void {
  const unsaid = added.find(({ value }) => value.aboutOther === undefined || value.withheldFromFamily === undefined);
  if (unsaid === undefined) return;
  const reason = `may take the place of ${what} that bears a mark and that the file no longer has: say in AboutOther and WithheldFromFamily whether this one bears it`;
  throw new ImportRefused({ file, line: unsaid.line, reason });
}
