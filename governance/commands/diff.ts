import { existsSync } from "node:fs";
import { join, normalize } from "node:path";
import {
  boxesOf,
  boxText,
  categoryName,
  compile,
  diff as compare,
  kindsText,
  listed,
  loadPolicy,
  overrideWords,
  personName,
  words,
} from "../../policies/index.ts";
import type { EffectChange, Policy, PolicyDifference } from "../../policies/index.ts";
import { actionChangesText, actionTimesText } from "../actions-text.ts";
import { type Command, UsageError } from "../command.ts";
import { documentsAt } from "../git-folder.ts";
import { counted, wrapped } from "../lines.ts";
import { anyDay, policyToRead } from "../policy-to-read.ts";

const mostBoxes = 6;

/** What a change of the documents changes in effect. */
export const diff: Command = {
  summary: "What changes in effect from a git reference, or another folder, to the documents as they are now.",
  usage: "<git reference or folder>",
  takes: 1,
  options: {},
  run(input) {
    const [other] = input.words;
    if (other === undefined) throw new UsageError("what to compare with is missing");
    const { policy: after, expired, warning } = policyToRead(input);
    const before = policyNamed(other, normalize(input.files.policies).replace(/\/$/, ""), after.titles);
    const difference = compare(before, after);
    return {
      text: page(before, after, difference),
      data: { ...dataOf(before, after, difference), expired },
      code: difference.overall === "equal" ? 0 : 1,
      warning,
    };
  },
};

// A branch may well be called like a folder, so only a folder with documents in it is taken for one.
function policyNamed(word: string, folder: string, titles: Policy["titles"]): Policy {
  return existsSync(join(word, "categories.yaml")) ? loadPolicy(word, anyDay, titles) : compile(documentsAt(word, folder), anyDay, titles);
}

function dataOf(before: Policy, after: Policy, { overall, changes, actions }: PolicyDifference) {
  return {
    before: before.version,
    after: after.version,
    overall,
    actions,
    changes: changes.map(({ circumstances, ...change }) => ({ ...change, when: boxesOf(circumstances) })),
  };
}

const verdicts = {
  equal: "EQUAL: nobody may read or change more or less than before.",
  wider: "WIDER: more may be read or changed than before, and nothing less.",
  narrower: "NARROWER: less may be read or changed than before, and nothing more.",
  mixed: "MIXED: some may be read or changed that could not be, and some no longer.",
};

function page(before: Policy, after: Policy, { overall, changes, actions }: PolicyDifference): string {
  const version = before.version === after.version ? "The policy version is the same" : "The policy version changes";
  const versions = `${version}: ${before.version.slice(0, 16)} → ${after.version.slice(0, 16)}\n`;
  return [
    `${verdicts[overall]}\n${versions}`,
    ...changes.map((change) => changeText(before, after, change)),
    ...actionChangesText(before, after, actions),
    ...actionTimesText(before, after),
  ].join("\n");
}

function changeText(
  before: Policy,
  after: Policy,
  { change, persons, categories, recordKinds, circumstances, situations, example }: EffectChange,
): string {
  // A name can be gone from the one policy or new in the other.
  const policy = {
    titles: after.titles,
    roles: [...after.roles, ...before.roles],
    categories: [...after.categories, ...before.categories],
  };
  const who = listed(
    persons.map((person) => personName(policy, person)),
    "and",
  );
  const what = listed(
    categories.map((id) => categoryName(policy, id)),
    "and",
  );
  const boxes = boxesOf(circumstances);
  const more = boxes.length > mostBoxes ? [`and ${counted(boxes.length - mostBoxes, "more kind")} of situation (see --json)`] : [];
  return [
    wrapped(
      `${change === "now permitted" ? "+ NOW PERMITTED" : "- NO LONGER PERMITTED"}: ${who} may read ${what}${recordsText(recordKinds)}`,
      4,
      "",
    ),
    ...[...boxes.slice(0, mostBoxes).map((box) => boxText(box)), ...more].map((text) => wrapped(text, 6, "    - ")),
    wrapped(`${counted(situations, "situation")}. For example: ${exampleText(example)}.`, 4),
  ].join("");
}

function recordsText(kinds: EffectChange["recordKinds"]): string {
  const plain = kinds.some((marks) => marks.length === 0);
  if (plain && kinds.length === 4) return ":";
  const marked = kindsText(kinds.filter((marks) => marks.length > 0));
  return plain ? ` (records without a mark${marked === "" ? "" : `, and those ${marked}`}):` : ` (records ${marked}):`;
}

function exampleText({ relationship, purpose, rightsHolder, consent, restriction, override }: EffectChange["example"]): string {
  return [
    words.relationship[relationship],
    `the purpose is ${words.purpose[purpose]}`,
    words.rightsHolder[rightsHolder],
    words.consent[consent],
    restriction.length === 0
      ? "nothing is restricted"
      : listed(
          restriction.map((one) => words.restriction[one]),
          "and",
        ),
    overrideWords[`${override}`],
  ].join(", ");
}
