import type { Circumstances } from "../deciding/situations.ts";
import { consentStates, purposes, relationships, restrictions, rightsHolders } from "../vocabulary.ts";
import type { ConsentState, Purpose, Relationship, Restriction, RightsHolder } from "../vocabulary.ts";
import { alike } from "./alike.ts";
import type { CircumstancesSet } from "../deciding/circumstances-set.ts";
import { allCircumstances } from "../deciding/situations.ts";
import { listed, overrideWords, purposeHoldsWords, purposeWords, words } from "./words.ts";

/** Every combination of the listed values; `situations` says how many circumstances that is. */
export interface Box {
  readonly relationship: readonly Relationship[];
  readonly purpose: readonly Purpose[];
  /** Whether the purposes hold. Where something is read, they do. */
  readonly purposeHolds: readonly boolean[];
  readonly rightsHolder: readonly RightsHolder[];
  readonly override: readonly boolean[];
  readonly consent: readonly ConsentState[];
  /** The sets of restrictions. */
  readonly restriction: readonly (readonly Restriction[])[];
  readonly situations: number;
}

// What comes first is told apart first: a rule is mostly about whom and what for, and the rest depends on that.
const dimensions = ["relationship", "purpose", "purposeHolds", "rightsHolder", "override", "consent", "restriction"] as const;
type Values = Omit<Box, "situations">;

/** The set as few boxes that together are exactly it and do not overlap, in the order of the vocabulary. */
export function boxesOf(set: CircumstancesSet): readonly Box[] {
  const circumstances = set.numbers().flatMap((number) => allCircumstances[number] ?? []);
  return split(circumstances, 0).map((values) => ({ ...values, situations: sizeOf(values) }));
}

function split(circumstances: readonly Circumstances[], depth: number): Values[] {
  const dimension = dimensions[depth];
  if (dimension === undefined) {
    return circumstances.length === 0
      ? []
      : [{ relationship: [], purpose: [], purposeHolds: [], rightsHolder: [], override: [], consent: [], restriction: [] }];
  }
  const parts = alike(circumstances, (one) => JSON.stringify(one[dimension])).map((same) => ({
    value: same[0][dimension],
    rest: split(same, depth + 1),
  }));
  return alike(parts, ({ rest }) => JSON.stringify(rest)).flatMap((group) => {
    const values = group.map(({ value }) => value);
    return group[0].rest.map((rest) => ({ ...rest, [dimension]: values }));
  });
}

function sizeOf(values: Values): number {
  return dimensions.reduce((product, dimension) => product * values[dimension].length, 1);
}

/** The box as the second half of a sentence: `when …, and …, unless …`; empty for a box of all circumstances. */
export function boxText(box: Box): string {
  const held = restrictions.filter((one) => box.restriction.every((set) => set.includes(one)));
  const absent = restrictions.filter((one) => !box.restriction.some((set) => set.includes(one)));
  const exact = box.restriction.length === 2 ** (restrictions.length - held.length - absent.length);
  const conditions = [
    ...textOf(box.relationship, relationships, words.relationship),
    ...textOf(box.purpose, purposes, box.purposeHolds.includes(true) ? purposeWords : words.purpose).map(
      (text) => `the purpose is ${text}`,
    ),
    ...(box.purposeHolds.includes(true) ? [] : [purposeHoldsWords.false]),
    ...textOf(box.rightsHolder, rightsHolders, words.rightsHolder),
    ...consentText(box.consent),
    ...(box.override.length === 1 ? [overrideWords[`${box.override[0] === true}`]] : []),
    ...(exact
      ? held.map((one) => words.restriction[one])
      : [`these restrictions are in force: ${box.restriction.map(setText).join("; ")}`]),
  ];
  const unless = exact && absent.length > 0 ? `unless ${listed(absent.map((one) => words.restriction[one]))}` : "";
  return [conditions.length > 0 ? `when ${conditions.join(", and ")}` : "", unless].filter((part) => part !== "").join(", ");
}

// All states but one: what they have in common is easier to read than the four.
function consentText(states: readonly ConsentState[]): string[] {
  if (states.length === consentStates.length - 1 && !states.includes("given")) return ["consent is not given"];
  return textOf(states, consentStates, words.consent);
}

function textOf<T extends string>(values: readonly T[], all: readonly T[], texts: Readonly<Record<T, string>>): string[] {
  return values.length === all.length ? [] : [listed(values.map((value) => texts[value]))];
}

function setText(set: readonly Restriction[]): string {
  return set.length === 0 ? "none" : set.join(" and ");
}
