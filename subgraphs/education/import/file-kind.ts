import type { EntityManager } from "typeorm";
import type { z } from "zod";
import type { ImportCounts } from "../../kit/import/counts.ts";
import { csvHeader, readCsv, type Row } from "../../kit/import/csv.ts";
import type { ImportFile } from "../../kit/import/file.ts";
import type { LeftOut } from "../../kit/import/left-out.ts";
import type { Notes } from "../../kit/import/notes.ts";
import { ImportRefused } from "../../kit/import/refused.ts";

/** Where rows are stored to: the file's own transaction, the file's name for refusals, the counts of what was left out, and what else there is to tell. */
export interface Into {
  readonly manager: EntityManager;
  readonly file: string;
  readonly leftOut: LeftOut;
  readonly notes: Notes;
}

/** Stores the rows of a file that was read and checked. */
export type StoreFile = (manager: EntityManager, leftOut: LeftOut, notes: Notes) => Promise<ImportCounts>;

/** One kind of file that can be imported. */
export interface FileKind {
  readonly name: string;
  /** Files of a lower order come first in a run, as rows of others point at theirs. */
  readonly order: number;
  /** The columns by which the kind is told from the others. */
  readonly signature: readonly string[];
  /** Reads and checks a whole file; what it returns stores it. Throws ImportRefused. */
  readonly read: (file: ImportFile, leftOut: LeftOut) => StoreFile;
}

interface FileKindParts<Columns extends z.ZodObject> extends Omit<FileKind, "read"> {
  readonly columns: Columns;
  /** Checks what no row says alone; throws ImportRefused. */
  readonly check: (rows: readonly Row<z.output<Columns>>[], file: string) => void;
  readonly store: (rows: readonly Row<z.output<Columns>>[], into: Into) => Promise<ImportCounts>;
}

/** Makes a kind of file from its columns, its checks and the way its rows are stored. */
export function fileKind<Columns extends z.ZodObject>(parts: FileKindParts<Columns>): FileKind {
  const { name, order, signature, columns, check, store } = parts;
  return {
    name,
    order,
    signature,
    read: (file, leftOut) => {
      const rows = readCsv(file, columns, leftOut);
      check(rows, file.name);
      return (manager, left, notes) => store(rows, { manager, file: file.name, leftOut: left, notes });
    },
  };
}

/** Tells by the header, whatever its case and order, which kind a file is of. Throws ImportRefused if it is of none, or could be of several. */
export function kindOf(file: ImportFile, kinds: readonly FileKind[]): FileKind {
  const header = new Set(csvHeader(file).map((column) => column.trim().toLowerCase()));
  const [kind, another] = kinds.filter(({ signature }) => signature.every((column) => header.has(column.toLowerCase())));
  if (kind !== undefined && another === undefined) return kind;
  const reason =
    kind === undefined
      ? "is of no kind that can be imported: its header has the columns of none of them"
      : `could be of several kinds (${kind.name}, ${another?.name ?? ""})`;
  throw new ImportRefused({ file: file.name, line: 1, reason });
}
