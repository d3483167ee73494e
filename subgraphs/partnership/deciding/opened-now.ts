import type { Policy, Purpose } from "../../../policies/index.ts";
import type { ConsentLife } from "./consent-lives.ts";
import type { ChildFacts, ConsentEventFacts } from "./child-facts.ts";
import type { Moment } from "./moment.ts";
import { namesOfReader, type Reader } from "./recipients.ts";
import { openings } from "./sharing.ts";

/** A child's facts, and the categories about which somebody may be told what is decided by them. */
export interface ToldFor<E extends ConsentEventFacts> {
  readonly child: ChildFacts<E>;
  readonly categories: readonly string[];
}

/** Of whom it is asked what consents open to them. */
export interface AroundChild<E extends ConsentEventFacts> {
  readonly policy: Policy;
  /** Each category once. */
  readonly parts: readonly ToldFor<E>[];
  /** Those around the child today, each as who they ask. */
  readonly readers: readonly Reader[];
  readonly moment: Moment;
}

/**
 * By consent, the categories that somebody around the child reads now because of it, and would not read without any consent: what `sharedWith` says of each of them, put the
 * other way round. An override, which opens the same for a while, is left aside. Pure.
 */
export function openedNow<E extends ConsentEventFacts>(
  { policy, parts, readers, moment }: AroundChild<E>,
  lives: readonly ConsentLife<E>[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const opened = new Map<string, Set<string>>();
  const holding = lives.filter(({ holdsFor }) => holdsFor.length > 0);
  for (const reader of readers) {
    const names = namesOfReader(reader);
    const speaking = holding.filter(({ last }) => last.recipients.some((name) => names.includes(name)));
    const held = new Set(speaking.flatMap(({ holdsFor }) => holdsFor));
    for (const purpose of new Set(speaking.flatMap(({ last }) => last.purposes as readonly Purpose[])))
      for (const { child, categories: all } of parts) {
        const categories = all.filter((category) => held.has(category));
        const openingOf = openings({ policy, child, reader, moment, categories }, purpose);
        for (const category of categories)
          for (const { consent } of openingOf(category)?.agreed ?? [])
            opened.set(consent, (opened.get(consent) ?? new Set()).add(category));
      }
  }
  return opened;
}
