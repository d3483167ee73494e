import type { z } from "zod";
import type { ImportCounts } from "./counts.ts";
import { readCsv } from "./csv.ts";
import { columnOf, placeOf } from "./elements.ts";
import type { Into } from "./into.ts";
import type { FileKind } from "./kind.ts";
import { Repeats, type RowKey } from "./repeats.ts";
import type { Row } from "./row.ts";

/** A kind of table (CSV). */
interface Table<Value> {
  readonly name: string;
  /** Its columns, each an element of the format. */
  readonly columns: z.ZodObject & z.ZodType<Value>;
  /** The properties whose columns tell it from other kinds. */
  readonly knownBy: readonly (keyof Value & string)[];
  /** Columns that are not read, and by which it is told from other kinds as well. */
  readonly besides?: readonly string[];
  /** The name by which a file is of this kind whatever its columns, in small letters. */
  readonly fileName?: string;
  /** In what no two rows of a file may agree. */
  readonly keys?: readonly RowKey<Value>[];
  /** Checks what no row says alone; throws ImportRefused. */
  readonly check?: (rows: readonly Row<Value>[], file: string) => void;
  readonly store: (rows: readonly Row<Value>[], into: Into) => Promise<ImportCounts>;
}

/** Makes a kind of file of a table. */
export function tableKind<Value>({ name, columns, knownBy, fileName, ...table }: Table<Value>): FileKind {
  const signature = [...knownBy.map((property) => columnOf(columns, property).toLowerCase()), ...(table.besides ?? [])];
  return {
    name,
    recognises: (head) => {
      if (head.name === fileName) return "by name";
      return signature.every((column) => head.columns.has(column)) ? "by content" : "not";
    },
    read: async (file, hearing) => {
      const rows: Row<Value>[] = [];
      const repeats = new Repeats(file.name, table.keys ?? []);
      // What comes of the columns is what their type says, which does not follow from it for a type that is not known yet.
      for await (const row of readCsv(file, columns, hearing) as AsyncIterable<Row<Value>>) {
        repeats.refuse(row, (property) => ({ place: placeOf(columns, property) }));
        rows.push(row);
      }
      table.check?.(rows, file.name);
      return (into) => table.store(rows, into);
    },
  };
}
