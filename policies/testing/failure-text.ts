import type { Circumstances } from "../deciding/situations.ts";
import type { Policy } from "../policy.ts";
import { recordKinds } from "../questions/effects.ts";
import { categoryName, personName } from "../questions/sentences.ts";
import { listed, overrideWords, purposeHoldsWords, words } from "../questions/words.ts";
import type { CategoryExpectation } from "./expectation.ts";
import { readableUnder } from "./readable.ts";
import type { Failure } from "./run-tests.ts";

/** A failure in one or two sentences: who, in which situation, what was expected, what is decided instead and by which rules. */
export function failureText(policy: Policy, failure: Failure): string {
  const { person, category, circumstances, expected, decision, more } = failure;
  const who = personName(policy, person);
  const what = `${categoryName(policy, category)} (${category})`;
  const [wanted, got] = [
    expectedText(expected),
    decision.effect === "permit" ? recordsText(readableUnder(decision)) : refusedText(decision.reason),
  ];
  const rules = decision.ruleIds.length === 0 ? "no rule" : listed(decision.ruleIds, "and");
  const others = more === 0 ? "" : ` The same in ${more.toLocaleString("en-GB")} more of its situations.`;
  return `${who}, when ${circumstancesText(circumstances)}: ${what} should be ${wanted}, but is ${got}, by ${rules}.${others}`;
}

/** The circumstances in words, without what is usual: the parents hold the rights, and nothing is consented to, restricted or overridden. */
export function circumstancesText({
  relationship,
  purpose,
  purposeHolds,
  rightsHolder,
  consent,
  restriction,
  override,
}: Circumstances): string {
  const parts = [
    words.relationship[relationship],
    `the purpose is ${words.purpose[purpose]}`,
    ...(purposeHolds ? [] : [purposeHoldsWords.false]),
    ...(rightsHolder === "parent" ? [] : [words.rightsHolder[rightsHolder]]),
    ...(consent === "none" ? [] : [words.consent[consent]]),
    ...restriction.map((one) => words.restriction[one]),
    ...(override ? [overrideWords.true] : []),
  ];
  return listed(parts, "and");
}

/** Which records are read, as the end of "it is …". Expects one value for each of `recordKinds`. */
export function recordsText(readable: readonly boolean[]): string {
  const leftOut = recordKinds.filter((_kind, index) => readable[index] !== true);
  if (leftOut.length === 0) return "read";
  if (leftOut.length === recordKinds.length) return "refused";
  // Where records with one mark are left out, so are those that bear it beside another.
  const fewest = leftOut.filter(
    (kind) => !leftOut.some((other) => other.length < kind.length && other.every((mark) => kind.includes(mark))),
  );
  const kinds = fewest.map((marks) =>
    listed(
      marks.map((mark) => words.mark[mark]),
      "and",
    ),
  );
  return `read but for records that are ${listed(kinds)}`;
}

function expectedText({ readable, reason }: CategoryExpectation): string {
  return reason === undefined ? recordsText(readable) : refusedText(reason);
}

function refusedText(reason: keyof typeof words.reason): string {
  return `refused since ${words.reason[reason]} (${reason})`;
}
