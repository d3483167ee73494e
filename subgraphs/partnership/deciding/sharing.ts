import { type CategoryDecision, type Facts, type Policy, type Purpose, purposes } from "../../../policies/index.ts";
import type { ChildFacts, ConsentEventFacts } from "./child-facts.ts";
import { positionsOn, stateOf } from "./consent-state.ts";
import { decidedTogether, factsOn, withConsent, withoutOverrides } from "./decisions-on.ts";
import type { Moment } from "./moment.ts";
import { openOverrides } from "./overrides.ts";
import { namesOfReader, type Reader } from "./recipients.ts";
import { wordsThatCount } from "./words-that-count.ts";

/** On what it rests that somebody can read something: that without which they could not. What rests on neither an override nor consent rests on the law. */
export const sharingBases = ["override", "consent", "family", "law"] as const;

/** Why somebody can read a category. */
export interface SharingGround<E extends ConsentEventFacts> {
  readonly restsOn: (typeof sharingBases)[number];
  /** The id of the rule that permits it. */
  readonly rule: string;
  /** The words by which it was agreed to; empty if it does not rest on consent. */
  readonly agreed: readonly E[];
  /** The moment at which the override is over; null if it does not rest on one. */
  readonly until: Date | null;
}

/** What somebody can read for some purposes, and why. */
export interface SharingGrant<E extends ConsentEventFacts> extends SharingGround<E> {
  readonly purposes: readonly Purpose[];
  readonly categories: readonly string[];
}

/** Who is asked about, and what the one who asks may be told. */
export interface SharingQuestion<E extends ConsentEventFacts> {
  readonly policy: Policy;
  readonly child: ChildFacts<E>;
  readonly reader: Reader;
  readonly moment: Moment;
  /** The categories of which it is asked: none of which the one who asks must not be told who reads it. */
  readonly categories: readonly string[];
}

/**
 * What a reader can read of a child now, for what and why: first what somebody opened or agreed to. Records that bear a mark can be left out all the same. Pure.
 * Whoever is told of a category learns which restrictions bear on it, so `categories` must hold none of which that is news to the one who asks.
 */
export function sharedWith<E extends ConsentEventFacts>(question: SharingQuestion<E>): readonly SharingGrant<E>[] {
  const asked = purposes.map((purpose) => ({ purpose, openingOf: openings(question, purpose) }));
  const grants = new Map<string, SharingGrant<E>>();
  for (const id of question.categories) {
    const open = asked.flatMap(({ purpose, openingOf }) => {
      const opening = openingOf(id);
      return opening === undefined ? [] : [{ purpose, ...opening }];
    });
    for (const grant of byGround(open)) {
      const alike = JSON.stringify(grant);
      grants.set(alike, { ...grant, categories: [...(grants.get(alike)?.categories ?? []), id] });
    }
  }
  return [...grants.values()].sort((one, other) => sharingBases.indexOf(one.restsOn) - sharingBases.indexOf(other.restsOn));
}

/** How a category is open for one purpose: a ground of which any of some rules could be named. */
export type Opening<E extends ConsentEventFacts> = Omit<SharingGround<E>, "rule"> & { readonly rules: readonly string[] };

/** The grounds on which a category is open, each with its purposes. Of several rules the one is named that explains most purposes, so that there is least to read. */
function byGround<E extends ConsentEventFacts>(
  open: readonly (Opening<E> & { readonly purpose: Purpose })[],
): readonly Omit<SharingGrant<E>, "categories">[] {
  const grounds = new Map<string, Omit<SharingGrant<E>, "categories">>();
  const reach = (rule: string) => open.filter(({ rules }) => rules.includes(rule)).length;
  for (const { purpose, rules, ...opening } of open) {
    const rule = rules.reduce((widest, one) => (reach(one) > reach(widest) ? one : widest), rules[0] ?? "");
    const key = JSON.stringify([rule, opening]);
    grounds.set(key, { ...opening, rule, purposes: [...(grounds.get(key)?.purposes ?? []), purpose] });
  }
  return [...grounds.values()];
}

/** How each category is open for a purpose; undefined for one that is not. Neither consents nor overrides ever close anything, so what is open without them rests on neither. */
export function openings<E extends ConsentEventFacts>(
  { policy, child, reader, moment, categories }: SharingQuestion<E>,
  purpose: Purpose,
): (category: string) => Opening<E> | undefined {
  const asTheyAre = factsOn(policy, child, { ...reader, name: "", issuer: "" }, purpose, moment);
  const decided = (change: (facts: Facts) => Facts) => decidedTogether(policy, asTheyAre.map(change), categories);
  const [byAll, byConsent, byLaw] = [decided((facts) => facts), decided(withoutOverrides), decided((facts) => withConsent(facts, "none"))];
  const overrides = openOverrides(child.overrides, reader, purpose, moment.now);
  const counting = wordsThatCount(child, moment.today);
  const agreedTo = (category: string) =>
    [...positionsOn(counting(category), { category, reader: namesOfReader(reader), purpose, today: moment.today }).values()].filter(
      (word) => stateOf(word, moment.today) === "given",
    );

  return (category) => {
    const [lawful, agreed, open] = [byLaw, byConsent, byAll].map((decisions) => permitsIn(policy, decisions.get(category)));
    const nothingMore = { agreed: [], until: null };
    if (lawful !== undefined) return { ...nothingMore, restsOn: reader.agency === "family" ? "family" : "law", rules: lawful };
    if (agreed !== undefined) return { ...nothingMore, restsOn: "consent", rules: agreed, agreed: agreedTo(category) };
    if (open === undefined) return undefined;
    const ends = overrides.filter(({ categories }) => categories.includes(category)).map(({ endsAt }) => endsAt.getTime());
    return { ...nothingMore, restsOn: "override", rules: open, until: new Date(Math.max(...ends)) };
  };
}

/** The ids of the rules that permit, if it is permitted. */
function permitsIn({ rulesById }: Policy, decision: CategoryDecision | undefined): readonly string[] | undefined {
  return decision?.effect === "permit" ? decision.ruleIds.filter((id) => rulesById.get(id)?.effect === "permit") : undefined;
}
