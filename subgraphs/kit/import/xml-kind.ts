import type { z } from "zod";
import type { ImportCounts } from "./counts.ts";
import type { Into } from "./into.ts";
import type { FileKind } from "./kind.ts";
import { ImportRefused } from "./refused.ts";
import { Repeats, type RowKey } from "./repeats.ts";
import type { Row } from "./row.ts";
import { readXml } from "./xml.ts";
import { type Declared, declare, declaredIn, groups } from "./xml-groups.ts";
import { firstRefusal, located } from "./xml-places.ts";
import { type Contents, xmlReader } from "./xml-reader.ts";

/** A kind of XML document: groups of one kind, which are its rows, and what stands once around them. */
interface Document<Around extends z.ZodObject, Group extends z.ZodObject> {
  readonly name: string;
  /** The outermost element, and what a reader calls what it holds. */
  readonly root: { readonly name: string; readonly of: string };
  /** What stands around the rows; each element by its path from the outermost one. */
  readonly around: Around;
  /** The path of a row from the outermost element, and its elements. */
  readonly rows: { readonly at: string; readonly elements: Group };
  /** In what no two rows of a file may agree. */
  readonly keys?: readonly RowKey<z.output<Group>>[];
  readonly store: (rows: readonly Row<z.output<Group>>[], into: Into, around: z.output<Around>) => Promise<ImportCounts>;
}

/** Makes a kind of file of an XML document. Its rows are checked one by one as they come, and of each the first thing in the file that cannot be right is said. */
export function xmlKind<Around extends z.ZodObject, Group extends z.ZodObject>(document: Document<Around, Group>): FileKind {
  const { name, root, rows, store } = document;
  const row = groups("", rows.elements);
  const whole: Declared = { kind: "group", property: "", repeats: false, within: declaredIn(document.around) };
  declare(whole.within, rows.at, row);
  return {
    name,
    recognises: ({ sign }) => (sign === "<" ? "by content" : "not"),
    read: async (file, { leftOut }) => {
      const read: Row<z.output<Group>>[] = [];
      const repeats = new Repeats(file.name, document.keys ?? []);
      let around: z.output<Around> | undefined;
      const listener = xmlReader(file.name, whole, row, leftOut, {
        root: (found, line) => {
          if (found === root.name) return;
          throw new ImportRefused({ file: file.name, line, value: found, reason: `is not the element ${root.name} of ${root.of}` });
        },
        row: (contents, outer) => {
          // What stands before the rows says of which return they are: if it is wrong, so are they.
          if (outer.where.inner.size > 0) around ??= parsed(file.name, document.around, outer);
          const one = { line: contents.where.line, value: parsed(file.name, rows.elements, contents) };
          repeats.refuse(one, (property) => located(contents.where, [property], rows.elements));
          read.push(one);
        },
        document: (outer) => {
          around ??= parsed(file.name, document.around, outer);
          if (read.length > 0) return;
          throw new ImportRefused({ file: file.name, line: outer.where.line, place: `element ${rows.at}`, reason: "is missing" });
        },
      });
      await readXml(file, listener);
      const found = around ?? unread();
      return (into) => store(read, into, found);
    },
  };
}

function parsed<Group extends z.ZodObject>(file: string, declaration: Group, contents: Contents): z.output<Group> {
  const result = declaration.safeParse(contents.value);
  if (result.success) return result.data;
  throw firstRefusal(file, result.error, contents, declaration);
}

function unread(): never {
  throw new Error("a document ended and was not read");
}
