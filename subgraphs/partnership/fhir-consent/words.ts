import type { Purpose } from "../../../policies/index.ts";
import { recipientFrom } from "../deciding/recipients.ts";
import { refused } from "./refused.ts";

/** What one rule of a resource comes to: somebody agrees to share something, or refuses to. */
export interface Word {
  readonly decision: "given" | "refused";
  readonly categories: readonly string[];
  /** Their names, as consents store them. */
  readonly recipients: readonly string[];
  readonly purposes: readonly Purpose[];
  /** ISO 8601 days, both within. */
  readonly from: string | undefined;
  readonly until: string | undefined;
}

/** The same words in as few as can be: those that differ in nothing but the purpose are one. */
export function joined(words: readonly Word[]): Word[] {
  const byRest = new Map<string, Word>();
  for (const word of words) {
    const rest = JSON.stringify([word.decision, [...word.categories].sort(), [...word.recipients].sort(), word.from, word.until]);
    const before = byRest.get(rest);
    byRest.set(rest, before === undefined ? word : { ...before, purposes: [...new Set([...before.purposes, ...word.purposes])] });
  }
  return [...byRest.values()];
}

/**
 * Throws CONSENT_RESOURCE_REFUSED where two words speak of the same thing and say different things of it: they are all said at one moment, so none of them is the last.
 */
export function mustNotContradict(words: readonly Word[]): void {
  const pairs = words.flatMap((one, at) => words.slice(at + 1).map((other) => [one, other] as const));
  if (pairs.some(([one, other]) => meet(one, other) && !saysTheSame(one, other)))
    throw refused("Two rules of Consent.provision speak of the same and say different things of it.");
}

function saysTheSame(one: Word, other: Word): boolean {
  return one.decision === other.decision && one.from === other.from && one.until === other.until;
}

function meet(one: Word, other: Word): boolean {
  return (
    one.categories.some((category) => other.categories.includes(category)) &&
    one.purposes.some((purpose) => other.purposes.includes(purpose)) &&
    one.recipients.some((name) => other.recipients.some((otherName) => mayBeOne(name, otherName)))
  );
}

// Who works in an agency is reached by its name, by their role's and by their own; two roles, or two persons, are never one.
function mayBeOne(name: string, otherName: string): boolean {
  const [one, other] = [recipientFrom(name), recipientFrom(otherName)];
  if (one?.agency !== other?.agency) return false;
  const bothRoles = one?.role !== undefined && other?.role !== undefined;
  const bothPersons = one?.person !== undefined && other?.person !== undefined;
  return bothRoles || bothPersons ? name === otherName : true;
}
