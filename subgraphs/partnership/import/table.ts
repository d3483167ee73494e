import type { EntityManager } from "typeorm";
import type { z } from "zod";
import type { ImportCounts } from "../../kit/import/counts.ts";
import { readCsv, requiredColumns } from "../../kit/import/csv.ts";
import type { Row } from "../../kit/import/csv.ts";
import type { ImportFile } from "../../kit/import/file.ts";
import type { LeftOut } from "../../kit/import/left-out.ts";
import type { Notes } from "../../kit/import/notes.ts";

/** Stores the rows of one file that was read and checked; `notes` hear what it leaves empty. */
export type StoreRows = (manager: EntityManager, notes: Notes) => Promise<ImportCounts>;

/** Where rows are stored to. */
export interface Into {
  readonly manager: EntityManager;
  readonly file: string;
  readonly notes: Notes;
}

/** One kind of file that the partnership imports. */
export interface Table {
  /** The file's name without `.csv`. */
  name: string;
  /** The columns that tell the kind where the name does not. */
  required: readonly string[];
  read: (file: ImportFile, leftOut: LeftOut) => StoreRows;
}

/** A kind of file: its columns, and what becomes of its rows. */
export function table<Schema extends z.ZodObject>(
  name: string,
  columns: Schema,
  store: (into: Into, rows: Row<z.output<Schema>>[]) => Promise<ImportCounts>,
): Table {
  return {
    name,
    required: requiredColumns(columns),
    read: (file, leftOut) => {
      const rows = readCsv(file, columns, leftOut);
      return (manager, notes) => store({ manager, file: file.name, notes }, rows);
    },
  };
}
