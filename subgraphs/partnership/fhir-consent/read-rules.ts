import { readConditions, type Reading } from "./read-conditions.ts";
import { withExceptions } from "./read-exceptions.ts";
import { readWord } from "./read-word.ts";
import { all, refused } from "./refused.ts";
import type { ConsentResource } from "./shape.ts";
import { joined, mustNotContradict, type Word } from "./words.ts";

type Root = NonNullable<ConsentResource["provision"]>;
const root = "Consent.provision";

/**
 * What the rules of a resource come to: the root with its exceptions, if it says whether it permits or denies; else the rules within it, each for itself. Throws
 * CONSENT_RESOURCE_REFUSED for all that is not exactly understood, and for rules that contradict each other.
 */
export function readRules({ provision: within = [], ...rule }: Root, reading: Reading): readonly [Word, ...Word[]] {
  const words = rule.type === undefined ? eachForItself(rule, within, reading) : ofRoot(rule, within, reading);
  const [first, ...more] = joined(words.map((word) => asRefusalsStand(word, reading)));
  if (first === undefined) throw refused(`${root} has no rule.`);
  mustNotContradict([first, ...more]);
  return [first, ...more];
}

// R4 wants no type at the root, and its own examples then read the root's conditions both ways: of consent-example-Out and consent-example-Emergency, both under
// OPTOUT, one withholds what it names and the other shares it. So a root without a type is understood only where it has no conditions and just holds the rules.
function eachForItself(rule: Omit<Root, "provision">, within: NonNullable<Root["provision"]>, reading: Reading): Word[] {
  const { period, action } = rule;
  if (Object.values({ ...readConditions(rule, root, reading), period, action }).some((each) => each !== undefined))
    throw refused(`${root} has conditions and no type, so it does not say whether it permits or denies.`);
  return all(...within.map((each, at) => () => readWord(each, `${root}.provision[${String(at)}]`, reading)));
}

function ofRoot(rule: Omit<Root, "provision">, within: NonNullable<Root["provision"]>, reading: Reading): Word[] {
  const whole = readWord(rule, root, reading);
  return within.length === 0 ? [whole] : withExceptions(whole, within, `${root}.provision`, reading);
}

// A refusal stands from when it is said until the same person says otherwise: one for a time would go on when its time is over.
function asRefusalsStand(word: Word, { today }: Reading): Word {
  if (word.decision === "given") return word;
  if (word.until !== undefined || (word.from !== undefined && word.from > today))
    throw refused(`${root} denies something for a time, and a refusal here stands until the same person says otherwise.`);
  return { ...word, from: undefined };
}
