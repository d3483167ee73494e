import type { ReasonCode } from "./vocabulary.ts";

/**
 * A rule as it travels in a permit: nothing is left in it but conditions on the record. `decide` makes only rules that permit, so
 * their order does not matter and a record without marks on it is refused; `inverted` is for rules an agency adds of its own.
 */
export interface CaslRule {
  readonly action: "read";
  readonly subject: string;
  readonly conditions?: { readonly aboutOther?: false; readonly withheldFromFamily?: false };
  readonly inverted?: true;
}

/**
 * What becomes of one category. A permit carries the rules that are left for the records, and is `conditional` if they depend on a
 * record's marks. `ruleIds`, sorted, are the rules that permitted or prohibited; where no rule matched, those that came nearest.
 */
export type CategoryDecision =
  | {
      readonly effect: "permit";
      readonly category: string;
      readonly rules: readonly CaslRule[];
      readonly ruleIds: readonly string[];
      readonly conditional: boolean;
    }
  | { readonly effect: "withhold"; readonly category: string; readonly reason: ReasonCode; readonly ruleIds: readonly string[] };
