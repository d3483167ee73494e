import type { Circumstances, CommonFacts } from "../deciding/situations.ts";
import type { Person } from "../policy.ts";
import type { Place } from "../documents/policy-error.ts";
import type { ReasonCode } from "../vocabulary.ts";

/** The part of the circumstances that is the same for every category. */
export type CommonCircumstances = CommonFacts;
/** The part of the circumstances that each category has for itself. */
export type OwnCircumstances = Pick<Circumstances, "consent" | "restriction" | "override">;

/** What a test says of one category. */
export interface CategoryExpectation {
  /** In which consents, restrictions and overrides it says so. */
  readonly own: readonly OwnCircumstances[];
  /** For each of `recordKinds` whether such records are read; if none is, the category is refused. */
  readonly readable: readonly boolean[];
  /** Why it is refused, if the test says so. */
  readonly reason?: ReasonCode;
}

/**
 * One test, with everything in it written out: each of these persons, in each of the common circumstances joined with each of a category's own,
 * reads of that category what is said here.
 */
export interface Expectation {
  readonly name: string;
  readonly place: Place;
  readonly persons: readonly Person[];
  readonly common: readonly CommonCircumstances[];
  readonly categories: ReadonlyMap<string, CategoryExpectation>;
}
