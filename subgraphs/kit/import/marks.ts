import { type Marks, unmarked } from "../marks.ts";
import { at } from "./elements.ts";
import { flag, optional } from "./csv-fields.ts";

/** What a file says of a record's marks: undefined where it says nothing, which never takes a mark away. */
export type SaidMarks = { readonly [Mark in keyof Marks]?: boolean | undefined };

/** Neither a column that is missing nor one that is empty says anything. */
const mark = optional(flag).transform((value) => value ?? undefined);

/** The columns of the two marks, which any table may have. */
export const markColumns = { aboutOther: at("AboutOther", mark), withheldFromFamily: at("WithheldFromFamily", mark) };

/** Whether any mark is set. */
export function isMarked({ aboutOther, withheldFromFamily }: SaidMarks): boolean {
  return aboutOther === true || withheldFromFamily === true;
}

/** The marks of what several parts make up: those of each. What is made of two records may be seen only by those who may see both. */
export function united(...parts: readonly (SaidMarks | undefined)[]): Marks {
  const any = (which: keyof Marks): boolean => parts.some((part) => part?.[which] === true);
  return { aboutOther: any("aboutOther"), withheldFromFamily: any("withheldFromFamily") };
}

/** The marks that a record will bear: what the file says, or else what is stored. */
export function marked(said: SaidMarks, stored: Marks = unmarked): Marks {
  return {
    aboutOther: said.aboutOther ?? stored.aboutOther,
    withheldFromFamily: said.withheldFromFamily ?? stored.withheldFromFamily,
  };
}

/** Whether everybody who may see what bears the second marks may see what bears the first. */
export function marksWithin(one: Marks, other: Marks): boolean {
  return (other.aboutOther || !one.aboutOther) && (other.withheldFromFamily || !one.withheldFromFamily);
}
