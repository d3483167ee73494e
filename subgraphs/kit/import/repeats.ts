import { ImportRefused } from "./refused.ts";
import type { Row } from "./row.ts";

/** In what no two rows of one file may agree. */
export interface RowKey<Value> {
  /** The property whose place is shown, with what stands there; none where the row as a whole is meant. */
  readonly at?: keyof Value & string;
  /** What the row says of it; undefined for a row that says nothing. */
  readonly of: (value: Value) => readonly unknown[] | undefined;
  /** The end of the sentence, after the place and its value; of a row of its own words `repeats line 2`. */
  readonly says?: (line: number) => string;
}

/** Sees to it that no two rows agree in a key, while they come. */
export class Repeats<Value> {
  readonly #file: string;
  readonly #keys: readonly { readonly key: RowKey<Value>; readonly lines: Map<string, number> }[];

  constructor(file: string, keys: readonly RowKey<Value>[]) {
    this.#file = file;
    this.#keys = keys.map((key) => ({ key, lines: new Map<string, number>() }));
  }

  /** Throws ImportRefused for a row that agrees with an earlier one, naming both lines. `where` tells where a property stands in the row. */
  refuse({ line, value }: Row<Value>, where: (property: string) => { readonly line?: number; readonly place: string }): void {
    for (const { key, lines } of this.#keys) {
      const said = key.of(value);
      if (said === undefined) continue;
      const text = JSON.stringify(said);
      const earlier = lines.get(text);
      if (earlier !== undefined) {
        const { at, says = standard } = key;
        const shown = at === undefined ? {} : { value: value[at], ...where(at) };
        throw new ImportRefused({ file: this.#file, line, ...shown, reason: says(earlier) });
      }
      lines.set(text, line);
    }
  }
}

function standard(line: number): string {
  return `stands in a row that repeats line ${line}`;
}
