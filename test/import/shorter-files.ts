import { basename } from "node:path";
import { parse } from "csv-parse/sync";
import { systemClock } from "../../service/clock.ts";
import { englandToday } from "../../service/england-today.ts";
import { onDay } from "../../subgraphs/kit/import/day-of-import.ts";
import { LeftOut } from "../../subgraphs/kit/import/left-out.ts";
import type { Importer } from "../../subgraphs/kit/import/run.ts";

/** Files by name, each as its text. */
export type Texts = Readonly<Record<string, string>>;

/** What is done to a column, or to the elements of a name: all of its values taken out, with the column or without. */
export type Cut = "taken out" | "left empty";

/**
 * Each file with every column cut, one after the other, that it can then still be read without, alone or with the next one; in XML every element that holds a value. Columns in `tellsRows`, in small letters, are left: by
 * them a row is told from others, so that without them it would be another row. `cuts` says what was cut, as `name column`.
 */
export function shorter<Parsed>(
  importer: Importer<Parsed>,
  texts: Texts,
  cut: Cut,
  tellsRows: readonly string[] = [],
): { readonly texts: Texts; readonly cuts: readonly string[] } {
  const cuts: string[] = [];
  const cutAll = (name: string, whole: string): string => {
    const [columns, without] = whole.startsWith("<") ? [elementsOf(whole), withoutElement] : [columnsOf(whole), withoutColumn];
    // Some can only go together, such as an end and its reason, which stand side by side.
    const groups = [...columns.map((column) => [column]), ...columns.slice(1).map((column, index) => [columns[index] ?? "", column])];
    return groups.reduce((text, group) => {
      if (group.some((column) => tellsRows.includes(column.toLowerCase()) || cuts.includes(`${name} ${column}`))) return text;
      const left = group.reduce((rest, column) => without(rest, column, cut), text);
      if (left === text || !canBeRead(importer, name, left)) return text;
      cuts.push(...group.map((column) => `${name} ${column}`));
      return left;
    }, whole);
  };
  return { texts: Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, cutAll(name, text)])), cuts };
}

function canBeRead<Parsed>(importer: Importer<Parsed>, name: string, text: string): boolean {
  try {
    onDay(englandToday(systemClock()), () => importer.read({ name: basename(name), text }, new LeftOut()));
    return true;
  } catch {
    return false;
  }
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
