import type { Audience } from "./audiences.ts";
import type { ChildFacts, ConsentEventFacts } from "./child-facts.ts";
import { consentState } from "./consent-state.ts";
import { withoutContested } from "./contested.ts";
import { grouped } from "./grouped.ts";
import { counts, type WordsThatCount, wordsThatCount } from "./words-that-count.ts";

/**
 * What has become of a consent. `lapsed` says that the word of whoever said it counts for none of its categories now, and not why: another decides, or has decided since it
 * was said; or the reason is an order of a court, of which the consent must not tell.
 */
export type ConsentStanding = "given" | "not-yet" | "expired" | "refused" | "withdrawn" | "lapsed";

/** A consent with its whole life. */
export interface ConsentLife<E extends ConsentEventFacts> {
  readonly consent: string;
  /** What happened to it, the earliest first. */
  readonly events: readonly E[];
  /** Its last word, which says what it covers. */
  readonly last: E;
  readonly standing: ConsentStanding;
  /**
   * The categories about which it holds now for somebody whom it names, whoever there is around the child and whatever the agreements say. Empty too where a refusal
   * stands against it, or a later word of the same person, or where its weight hangs on an assessment that is contested.
   */
  readonly holdsFor: readonly string[];
}

/** All consents of a child as they stand on a day (ISO 8601), the latest said first. `audiences` are those of the child's consents. Pure. */
export function consentLives<E extends ConsentEventFacts>(
  child: ChildFacts<E>,
  audiences: readonly Audience[],
  today: string,
): readonly ConsentLife<E>[] {
  const lives = grouped([...child.consentEvents].sort(earliestFirst), ({ consent }) => consent);
  const counting = wordsThatCount(child, today);
  const permitsOf = permitting(child, counting, audiences, today);
  return [...lives.values()]
    .map((events) => {
      const last = events.at(-1) ?? events[0];
      const standing = standingOf(counting, last, today);
      return { consent: last.consent, events, last, standing, holdsFor: standing === "given" ? permitsOf(last) : [] };
    })
    .sort((one, other) => earliestFirst(other.last, one.last));
}

function earliestFirst(one: ConsentEventFacts, other: ConsentEventFacts): number {
  return one.at.getTime() - other.at.getTime();
}

// What somebody took back, or what ran out, stays so whoever decides now; every other word stands and falls with the right to say it.
function standingOf<E extends ConsentEventFacts>(counting: WordsThatCount<E>, last: E, today: string): ConsentStanding {
  if (last.event === "withdrawn") return "withdrawn";
  const refused = last.event === "refused";
  if (!refused && last.validUntil !== null && last.validUntil < today) return "expired";
  if (!last.categories.some((category) => counts(counting, category, last))) return "lapsed";
  if (refused) return "refused";
  return last.validFrom <= today ? "given" : "not-yet";
}

/** The categories of a consent that was given about which it holds for somebody whom it names, for one of its purposes. */
function permitting<E extends ConsentEventFacts>(
  child: ChildFacts<E>,
  counting: WordsThatCount<E>,
  audiences: readonly Audience[],
  today: string,
) {
  const all = withoutContested(child).map((facts) => wordsThatCount(facts, today));
  // Many consents ask the same: each question is answered once.
  const isGiven = answeredOnce((category, { names }: Audience, purpose) =>
    all.every((words) => consentState(words(category), { category, reader: names, purpose, today }) === "given"),
  );
  const reachedBy = audiencesByName(audiences);
  const isGivenToSome = answeredOnce((category, { recipient }, purpose) =>
    (reachedBy.get(recipient) ?? []).some((audience) => isGiven(category, audience, purpose)),
  );
  return (last: E): readonly string[] => {
    const { categories, recipients, purposes } = last;
    const deciding = categories.filter((category) => counts(counting, category, last));
    return deciding.filter((category) =>
      recipients.some((one) => purposes.some((purpose) => isGivenToSome(category, { recipient: one }, purpose))),
    );
  };
}

/** Those whom a consent reaches by a name. */
function audiencesByName(audiences: readonly Audience[]): ReadonlyMap<string, readonly Audience[]> {
  const named = audiences.flatMap((audience) => audience.names.map((name) => ({ name, audience })));
  return new Map([...grouped(named, ({ name }) => name)].map(([name, group]) => [name, group.map(({ audience }) => audience)]));
}

type Answer<Of> = (category: string, of: Of, purpose: string) => boolean;

function answeredOnce<Of extends Pick<Audience, "recipient">>(answer: Answer<Of>): Answer<Of> {
  const answered = new Map<string, boolean>();
  return (category, of, purpose) => {
    const question = `${of.recipient} ${category} ${purpose}`;
    const known = answered.get(question) ?? answer(category, of, purpose);
    answered.set(question, known);
    return known;
  };
}
