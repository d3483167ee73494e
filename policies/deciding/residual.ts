import type { CaslRule } from "../category-decision.ts";
import type { Rule } from "../policy.ts";
import { recordMarks } from "../vocabulary.ts";
import type { RecordMark } from "../vocabulary.ts";

/**
 * What remains of the permits that hold and of the prohibitions on marked records that hold, as few rules as possible.
 *
 * "Not the records marked aboutOther" becomes "only records where aboutOther is false". Sent as a prohibition it would let a record
 * pass from which the mark is missing.
 */
export function residualRules(category: string, permits: readonly Rule[], narrowing: readonly Rule[]): readonly CaslRule[] {
  // A permit for every record makes all others needless, and mostly there is one.
  if (narrowing.length === 0 && permits.some(({ marks }) => marks.length === 0)) return [caslRule(category, [])];
  const alternatives = narrowing.reduce<readonly Marks[]>(
    (left, { marks }) => left.flatMap((absent) => marks.map((mark) => [...absent, mark])),
    permits.map(({ marks }) => marks),
  );
  return widest(alternatives).map((absent) => caslRule(category, absent));
}

type Marks = readonly RecordMark[];

// All that a permit can ask to be absent, from the widest permit to the narrowest.
const everyChoice: readonly Marks[] = [[], ...recordMarks.map((mark) => [mark]), recordMarks];

function widest(alternatives: readonly Marks[]): readonly Marks[] {
  const asked = everyChoice.filter((choice) => alternatives.some((marks) => within(marks, choice) && within(choice, marks)));
  return asked.filter((choice) => !asked.some((other) => other !== choice && within(other, choice)));
}

function within(inner: Marks, outer: Marks): boolean {
  return inner.every((mark) => outer.includes(mark));
}

function caslRule(subject: string, absent: Marks): CaslRule {
  if (absent.length === 0) return { action: "read", subject };
  return {
    action: "read",
    subject,
    conditions: {
      ...(absent.includes("aboutOther") && { aboutOther: false as const }),
      ...(absent.includes("withheldFromFamily") && { withheldFromFamily: false as const }),
    },
  };
}
