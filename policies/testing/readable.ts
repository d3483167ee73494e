import type { CategoryDecision } from "../category-decision.ts";
import { recordKinds } from "../questions/effects.ts";
import type { CategoryExpectation } from "./expectation.ts";

/** For each of `recordKinds` whether the decision lets such records be read. */
export function readableUnder(decision: CategoryDecision): readonly boolean[] {
  if (decision.effect === "withhold") return recordKinds.map(() => false);
  return recordKinds.map((borne) => decision.rules.some(({ conditions }) => !borne.some((mark) => conditions?.[mark] === false)));
}

/** Whether a category comes out as a test says: just these records are read, or none and for this reason. */
export function isAsExpected(decision: CategoryDecision, { readable, reason }: CategoryExpectation): boolean {
  if (decision.effect === "withhold") return !readable.includes(true) && (reason === undefined || reason === decision.reason);
  return readableUnder(decision).every((read, index) => read === readable[index]);
}
