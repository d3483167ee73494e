import type { RecordMark } from "../vocabulary.ts";
import { boxesOf, boxText } from "./boxes.ts";
import { readingsOf } from "./effects.ts";
import type { Effect } from "./effects.ts";
import { listed, words } from "./words.ts";

/** Each way in which records are read, in words; with what is left out where marked records are. None if nothing is read. */
export function waysOf(effect: Effect): string[] {
  return readingsOf(effect).flatMap(({ leftOut, circumstances }) => {
    const without = leftOut.length === 0 ? "" : `; no record ${kindsText(leftOut)}`;
    return boxesOf(circumstances).map((box) => `${boxText(box)}${without}`);
  });
}

/** Kinds of marked records as the end of "records that are …": `about another person or withheld from the family`. */
export function kindsText(kinds: readonly (readonly RecordMark[])[]): string {
  return listed(
    kinds.map((marks) =>
      listed(
        marks.map((mark) => words.mark[mark]),
        "and",
      ),
    ),
  );
}
