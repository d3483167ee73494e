import type { z } from "zod";
import type { ImportCounts } from "../../kit/import/counts.ts";
import { requiredProperties } from "../../kit/import/csv.ts";
import type { Into } from "../../kit/import/into.ts";
import type { FileKind } from "../../kit/import/kind.ts";
import type { RowKey } from "../../kit/import/repeats.ts";
import type { Row } from "../../kit/import/row.ts";
import { tableKind } from "../../kit/import/table-kind.ts";

/** One of the partnership's tables, whose columns have the names of their properties. */
interface Table<Value> {
  readonly columns: z.ZodObject & z.ZodType<Value>;
  /** In what no two rows of a file may agree, and the column that is shown. */
  readonly key: Omit<RowKey<Value>, "says">;
  readonly store: (rows: readonly Row<Value>[], into: Into) => Promise<ImportCounts>;
}

/** Makes a kind of file of it: it is told by its name (`children.csv`), or else by the columns that it cannot be without. */
export function table<Value>(name: string, { columns, key, store }: Table<Value>): FileKind {
  const fileName = `${name}.csv`;
  return tableKind<Value>({
    name: fileName,
    fileName,
    // A declaration has the properties of what it makes.
    knownBy: requiredProperties(columns) as (keyof Value & string)[],
    columns,
    keys: [{ ...key, says: (line) => `repeats line ${line}` }],
    store,
  });
}
