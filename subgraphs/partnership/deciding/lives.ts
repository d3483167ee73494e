import type { ConsentEventFacts } from "./consent-state.ts";

/** What has to be known of the lives of consents to weigh one event against the others. */
export interface Lives {
  /** When the last thing was said of the event's consent (milliseconds). */
  lastAt(event: ConsentEventFacts): number;
  /** When the word was said that the event carries on (milliseconds). */
  wordAt(event: ConsentEventFacts): number;
}

const known = new WeakMap<readonly ConsentEventFacts[], Lives>();

/** The lives in a list of events. Worked out once for each list, since a decision asks for every category, and a view for every reader; the list must not change. Pure. */
export function livesOf(events: readonly ConsentEventFacts[]): Lives {
  const lives = known.get(events) ?? workedOut(events);
  known.set(events, lives);
  return lives;
}

function workedOut(events: readonly ConsentEventFacts[]): Lives {
  const byConsent = new Map<string, ConsentEventFacts[]>();
  for (const event of events) {
    const life = byConsent.get(event.consent);
    if (life === undefined) byConsent.set(event.consent, [event]);
    else life.push(event);
  }
  const lastAt = new Map([...byConsent].map(([consent, life]) => [consent, Math.max(...life.map(({ at }) => at.getTime()))]));
  return {
    lastAt: ({ consent }) => lastAt.get(consent) ?? 0,
    // A limit says nothing anew: it stands where the word stood that it narrows, so that narrowing an older consent never lifts a later refusal.
    wordAt: ({ consent, event, at }) => {
      if (event !== "limited") return at.getTime();
      const before = (byConsent.get(consent) ?? []).filter((each) => each.event !== "limited" && each.at < at);
      return Math.max(...before.map((each) => each.at.getTime()));
    },
  };
}
