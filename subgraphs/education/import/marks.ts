import type { Row } from "../../kit/import/csv.ts";
import { ImportRefused } from "../../kit/import/refused.ts";

/** The marks as a row of a file gives them; neither a column that is missing nor one that is empty says anything. */
export interface GivenMarks {
  readonly AboutOther?: boolean | null | undefined;
  readonly WithheldFromFamily?: boolean | null | undefined;
}

interface Marks {
  aboutOther: boolean;
  withheldFromFamily: boolean;
}

/** Whether any mark is set. */
export function isMarked({ aboutOther, withheldFromFamily }: Marks): boolean {
  return aboutOther || withheldFromFamily;
}

/** The marks to store: what the row does not give is left out, so that a file without the columns, or with empty ones, never takes a mark away. */
export function givenMarks({ AboutOther, WithheldFromFamily }: GivenMarks): Partial<Marks> {
  return {
    ...(AboutOther == null ? {} : { aboutOther: AboutOther }),
    ...(WithheldFromFamily == null ? {} : { withheldFromFamily: WithheldFromFamily }),
  };
}

/** The marks of a record that several rows make up: set if they are set already or if any of the rows sets them. */
export function joinedMarks(stored: Marks | undefined, rows: readonly GivenMarks[]): Marks {
  return {
    aboutOther: (stored?.aboutOther ?? false) || rows.some((row) => row.AboutOther === true),
    withheldFromFamily: (stored?.withheldFromFamily ?? false) || rows.some((row) => row.WithheldFromFamily === true),
  };
}

/**
 * Throws ImportRefused for the first new row that does not say whether it is marked, where a marked one is no longer given: it may be the same in other words, and would
 * show what was withheld.
 */
export function refuseUnmarkedSuccessor(file: string, added: readonly Row<GivenMarks>[], what: string): void {
  const unsaid = added.find(({ value }) => value.AboutOther == null || value.WithheldFromFamily == null);
  if (unsaid === undefined) return;
  const reason = `may take the place of ${what} that bears a mark and that the file no longer has: say in AboutOther and WithheldFromFamily whether this one bears it`;
  throw new ImportRefused({ file, line: unsaid.line, reason });
}
