import { addresses } from "../deciding/reach.ts";
import { needs } from "../questions/access.ts";
import { purposeWords, words } from "../questions/words.ts";
import { purposes, relationships, rightsHolders } from "../vocabulary.ts";
import { fewerReaders, leavesOut, outcomeSentences, readers, signs, signText, unreadSign } from "./in-words.ts";
import { type Matrix, narrowingOf, type Pair } from "./matrix.ts";
import { outcomeKey, type Way, waysOf } from "./ways.ts";

/** A way by numbers: places in the lists of relationships and purposes, the rights-holder's place (-1 for either), and the outcome's place. */
export type NumberedWay = readonly [relationships: readonly number[], purposes: readonly number[], rightsHolder: number, outcome: number];

/** What the page's script needs to show cells and what is behind them. What many cells share stands here once, and they name its place. */
export interface PageData {
  readonly relationships: readonly { readonly id: string; readonly text: string; readonly reader: string; readonly fewer: boolean }[];
  readonly purposes: readonly { readonly id: string; readonly text: string }[];
  readonly rightsHolders: readonly string[];
  readonly needs: readonly { readonly id: string; readonly sign: string; readonly word: string }[];
  /** What a cell says that nothing opens, and the sentence behind it. */
  readonly unread: { readonly text: string; readonly sentence: string };
  readonly outcomes: readonly {
    readonly need: number;
    readonly leftOut: boolean;
    readonly sentences: readonly string[];
    readonly rules: readonly string[];
  }[];
  /** The ways of a cell, the widest first; the first list is empty, for what nothing opens. */
  readonly ways: readonly (readonly NumberedWay[])[];
  /** The ids of the prohibitions that can close a cell. */
  readonly closers: readonly (readonly string[])[];
  /** For each category and each person: places in `ways` and `closers`. */
  readonly cells: readonly (readonly (readonly [ways: number, closers: number])[])[];
}

/** Numbers the matrix for the page. */
export function pageData(matrix: Matrix): PageData {
  const outcomes = new Numbered<Way["outcome"]>((outcome) => outcomeKey(outcome, true));
  const lists = new Numbered<readonly NumberedWay[]>(JSON.stringify);
  const closers = new Numbered<readonly string[]>(JSON.stringify);
  lists.place([]);
  const numbered = ({ relationships: who, purposes: what, rightsHolder, outcome }: Way): NumberedWay => [
    who.map((one) => relationships.indexOf(one)),
    what.map((one) => purposes.indexOf(one)),
    rightsHolder === "either" ? -1 : rightsHolders.indexOf(rightsHolder),
    outcomes.place(outcome),
  ];
  const cells = matrix.categories.map((category) =>
    matrix.pairs
      .filter((pair) => pair.category === category)
      .map((pair) => {
        const ways = waysOf(pair.cells, { withRules: true });
        return [lists.place(ways.map(numbered)), closers.place(ways.length === 0 ? [] : closersOf(matrix, pair))] as const;
      }),
  );
  return {
    relationships: relationships.map((id) => ({ id, text: words.relationship[id], reader: readers[id], fewer: fewerReaders.includes(id) })),
    purposes: purposes.map((id) => ({ id, text: purposeWords[id] })),
    rightsHolders: rightsHolders.map((id) => words.rightsHolder[id]),
    needs: needs.map((need) => ({ id: need, sign: signs[need].sign, word: signs[need].word })),
    unread: {
      text: signText(unreadSign(matrix)),
      sentence:
        narrowingOf(matrix) === undefined
          ? "No rule lets them read it, whatever the circumstances."
          : "Not read within what this page is narrowed to.",
    },
    outcomes: outcomes.values.map((outcome) => ({
      need: needs.indexOf(outcome.need),
      leftOut: leavesOut(outcome),
      sentences: outcomeSentences(outcome),
      rules: outcome.ruleIds,
    })),
    ways: lists.values,
    closers: closers.values,
    cells,
  };
}

function closersOf({ policy }: Matrix, { person, category }: Pair): string[] {
  const prohibitions = policy.rules.filter(
    ({ effect, marks, categories }) => effect === "prohibit" && marks.length === 0 && categories.includes(category.id),
  );
  return prohibitions.filter((rule) => addresses(rule, person)).map(({ id }) => id);
}

/** Values, each once, and the place of each. */
class Numbered<T> {
  readonly values: T[] = [];
  readonly #places = new Map<string, number>();
  readonly #keyOf: (value: T) => string;

  constructor(keyOf: (value: T) => string) {
    this.#keyOf = keyOf;
  }

  place(value: T): number {
    const key = this.#keyOf(value);
    const place = this.#places.get(key) ?? this.values.push(value) - 1;
    this.#places.set(key, place);
    return place;
  }
}
