import { basename } from "node:path";
import { parse } from "csv-parse/sync";
import type { Importer } from "../../subgraphs/kit/import/run.ts";
import { readText } from "./read-text.ts";

/** Files by name, each as its text. */
export type Texts = Readonly<Record<string, string>>;

/** What is done to a column, or to the elements of a name: all of its values taken out, with the column or without. */
export type Cut = "taken out" | "left empty";

/**
 * Each file with every column cut, one after the other, that it can then still be read without, alone or with the next one; in XML every element that holds a value. Columns in `tellsRows`, in small letters, are left: by
 * them a row is told from others, so that without them it would be another row. `cuts` says what was cut, as `name column`.
 */
export async function shorter(
  importer: Importer,
  texts: Texts,
  cut: Cut,
  tellsRows: readonly string[] = [],
): Promise<{ readonly texts: Texts; readonly cuts: readonly string[] }> {
  const cuts: string[] = [];
  const cutAll = async (name: string, whole: string): Promise<string> => {
    const [columns, without] = whole.startsWith("<") ? [elementsOf(whole), withoutElement] : [columnsOf(whole), withoutColumn];
    // Some can only go together, such as an end and its reason, which stand side by side.
    const groups = [...columns.map((column) => [column]), ...columns.slice(1).map((column, index) => [columns[index] ?? "", column])];
    let text = whole;
    for (const group of groups) {
      if (group.some((column) => tellsRows.includes(column.toLowerCase()) || cuts.includes(`${name} ${column}`))) continue;
      const left = group.reduce((rest, column) => without(rest, column, cut), text);
      if (left === text || !(await canBeRead(importer, name, left))) continue;
      cuts.push(...group.map((column) => `${name} ${column}`));
      text = left;
    }
    return text;
  };
  const shortened: [string, string][] = [];
  for (const [name, text] of Object.entries(texts)) shortened.push([name, await cutAll(name, text)]);
  return { texts: Object.fromEntries(shortened), cuts };
}

function canBeRead(importer: Importer, name: string, text: string): Promise<boolean> {
  return readText(importer, basename(name), text).then(
    () => true,
    () => false,
  );
}

function rowsOf(text: string): string[][] {
  return parse(text, { bom: true });
}

function columnsOf(text: string): string[] {
  return rowsOf(text)[0] ?? [];
}

function withoutColumn(text: string, column: string, cut: Cut): string {
  const rows = rowsOf(text);
  const at = rows[0]?.indexOf(column) ?? -1;
  const line = (row: string[]) => row.map((field) => `"${field.replaceAll('"', '""')}"`).join(",");
  if (cut === "taken out") return rows.map((row) => line(row.filter((_, index) => index !== at))).join("\n");
  return rows.map((row, number) => line(number === 0 ? row : row.map((field, index) => (index === at ? "" : field)))).join("\n");
}

function elementsOf(text: string): string[] {
  return [...new Set([...text.matchAll(/<(\w+)>[^<]*\S[^<]*<\/\1>/g)].map(([, name = ""]) => name))];
}

function withoutElement(text: string, name: string, cut: Cut): string {
  return text.replaceAll(new RegExp(`<${name}>[^<]*</${name}>`, "g"), cut === "taken out" ? "" : `<${name}/>`);
}
