import type { EntityManager } from "typeorm";
import type { z } from "zod";
import type { ImportCounts } from "../../kit/import/counts.ts";
import { absentColumns, readCsv, requiredColumns } from "../../kit/import/csv.ts";
import type { Row } from "../../kit/import/csv.ts";
import type { ImportFile } from "../../kit/import/file.ts";
import type { LeftOut } from "../../kit/import/left-out.ts";

/** Stores the rows of one file that was read and checked. */
export type StoreRows = (manager: EntityManager) => Promise<ImportCounts>;

/** One kind of file that the partnership imports. */
export interface Table {
  /** The file's name without `.csv`. */
  name: string;
  /** The columns that tell the kind where the name does not. */
  required: readonly string[];
  read: (file: ImportFile, leftOut: LeftOut) => StoreRows;
}

/**
 * A kind of file: its columns, and what becomes of its rows. A file that does not have one of the columns in `kept` says nothing of what is stored there: its rows come
 * without it, and are stored by `upsert`, which leaves it as it is.
 */
export function table<Schema extends z.ZodObject>(
  name: string,
  columns: Schema,
  store: (manager: EntityManager, file: string, rows: Row<z.output<Schema>>[]) => Promise<ImportCounts>,
  kept: readonly (keyof z.output<Schema> & string)[] = [],
): Table {
  return {
    name,
    required: requiredColumns(columns),
    read: (file, leftOut) => {
      const rows = readCsv(file, columns, leftOut);
      const unsaid = absentColumns(file, columns).filter((column) => kept.includes(column));
      for (const { value } of rows) for (const column of unsaid) Reflect.deleteProperty(value, column);
      return (manager) => store(manager, file.name, rows);
    },
  };
}
