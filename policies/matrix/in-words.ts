import type { Access, Need, Terms } from "../questions/access.ts";
import { kindsText } from "../questions/ways.ts";
import { capitalised, listed, purposeWords, words } from "../questions/words.ts";
import { consentStates } from "../vocabulary.ts";
import type { ConsentState, Relationship } from "../vocabulary.ts";
import { type Matrix, narrowingOf } from "./matrix.ts";
import type { Outcome, Way } from "./ways.ts";

/** How something is shown in a cell, and what that means in the middle of a sentence. */
interface Sign {
  readonly sign: string;
  readonly word: string;
  readonly meaning: string;
}

/** The sign of each need, beside its word so that nobody has to learn it. */
export const signs: Readonly<Record<Need, Sign>> = {
  NOTHING_MORE: { sign: "●", word: "", meaning: "needs nothing more than the relationship and the purpose" },
  CONSENT: { sign: "◐", word: "consent", meaning: "needs consent" },
  OVERRIDE: { sign: "◇", word: "override", meaning: "needs an override" },
  CONSENT_AND_OVERRIDE: { sign: "◈", word: "both", meaning: "needs consent and an override" },
};

/** The sign of what no cell of the matrix opens. A matrix that is narrowed cannot say that it is never read. */
export function unreadSign(matrix: Pick<Matrix, "filter">): Sign {
  const narrowing = narrowingOf(matrix);
  return narrowing === undefined
    ? { sign: "–", word: "never", meaning: "never read, for whatever purpose" }
    : { sign: "–", word: "no", meaning: `not read within ${narrowing}, to which this page is narrowed` };
}

/** Who reads, in one word. */
export const readers: Readonly<Record<Relationship, string>> = {
  none: "anybody",
  team: "team",
  lead: "lead",
  holder: "holder",
  parent: "carer",
  self: "self",
};

/** Those of the readers who are fewer than the role at large: their cells look narrower. */
export const fewerReaders: readonly Relationship[] = ["lead", "parent"];

/** What stands after a word where records with certain marks are left out, always or at times. */
export const leftOutSign = "*";

/** Whether any records are left out, always or at times. */
export function leavesOut({ leftOut, leftOutAtTimes }: Pick<Access, "leftOut" | "leftOutAtTimes">): boolean {
  return leftOut.length + leftOutAtTimes.length > 0;
}

/** The widest of the ways in a sign and a word: `● team`, `◐ consent (lead)`, `– never`. Expects ways of this matrix, the widest first. */
export function shortest(matrix: Pick<Matrix, "filter">, [widest]: readonly Way[]): string {
  if (!widest) return signText(unreadSign(matrix));
  const { relationships, outcome } = widest;
  const { sign, word } = signs[outcome.need];
  const reader = readers[relationships[0]];
  const wording = word === "" ? reader : relationships[0] === "team" ? word : `${word} (${reader})`;
  return `${sign} ${wording}${leavesOut(outcome) ? leftOutSign : ""}`;
}

/** The sign and its word. */
export function signText({ sign, word }: Pick<Sign, "sign" | "word">): string {
  return `${sign} ${word}`.trim();
}

/** For whom and for what a way is, as the beginning of a sentence: `When they …, and the purpose is …`. */
export function whenText({ relationships, purposes, rightsHolder }: Way): string {
  const who = listed(relationships.map((one) => words.relationship[one]));
  const what = listed(purposes.map((one) => purposeWords[one]));
  const rights = rightsHolder === "either" ? "" : `, and ${words.rightsHolder[rightsHolder]}`;
  return `When ${who}${rights}, and the purpose is ${what}`;
}

/** What an outcome needs, what closes it and what it leaves out, as sentences. */
export function outcomeSentences(outcome: Outcome): string[] {
  return [needText(outcome), ...closingTexts(outcome), ...leftOutTexts(outcome)].map((text) => `${capitalised(text)}.`);
}

function needText({ withoutOverride, withOverride }: Outcome): string {
  const usual = usualNeeds[`${extentOf(withoutOverride)} ${extentOf(withOverride)}`];
  if (usual !== undefined) return usual;
  return `without an override it is read while ${statesText(withoutOverride.consents)}; with one, while ${statesText(withOverride.consents)}`;
}

// By the states of consent in which it is read without an override, and with one.
const usualNeeds: Readonly<Record<string, string>> = {
  "always always": "nothing more is needed",
  "given given": "consent is needed",
  "given always": "consent is needed, or an override",
  "never always": "an override is needed",
  "never given": "consent and an override are needed",
};

function extentOf({ consents }: Terms): "always" | "given" | "never" | "sometimes" {
  if (consents.length === 0) return "never";
  if (consents.length === consentStates.length) return "always";
  return consents.join() === "given" ? "given" : "sometimes";
}

function closingTexts({ withoutOverride, withOverride }: Outcome): string[] {
  const overridden = closings(withOverride);
  const ordinary = withoutOverride.consents.length === 0 ? overridden : closings(withoutOverride);
  const closed = (by: readonly string[], end: string) => (by.length === 0 ? [] : [`it is closed when ${listed(by)}${end}`]);
  return [
    ...closed(
      ordinary.filter((one) => overridden.includes(one)),
      "",
    ),
    ...closed(
      ordinary.filter((one) => !overridden.includes(one)),
      ", unless an override is in force",
    ),
    ...closed(
      overridden.filter((one) => !ordinary.includes(one)),
      ", while an override is in force",
    ),
  ];
}

function closings({ closedBy, closedInPart }: Terms): string[] {
  return [
    ...closedBy.map((one) => words.restriction[one]),
    ...closedInPart.map(({ restriction, consents }) => `${words.restriction[restriction]} while ${statesText(consents)}`),
  ];
}

function leftOutTexts({ leftOut, leftOutAtTimes }: Outcome): string[] {
  return [
    ...(leftOut.length === 0 ? [] : [`records ${kindsText(leftOut)} are left out`]),
    ...(leftOutAtTimes.length === 0
      ? []
      : [`records ${kindsText(leftOutAtTimes)} are left out in some situations; have the one you mean explained`]),
  ];
}

function statesText(states: readonly ConsentState[]): string {
  return listed(states.map((state) => words.consent[state]));
}
