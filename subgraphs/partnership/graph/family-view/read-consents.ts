import { audiencesOf } from "../../deciding/audiences.ts";
import { type ConsentLife, consentLives } from "../../deciding/consent-lives.ts";
import type { ChildDecision } from "../../deciding/decide-child.ts";
import { type ConsentDispute, consentDisputes } from "../../deciding/disputes.ts";
import { openedNow, type ToldFor } from "../../deciding/opened-now.ts";
import type { IndexedChild } from "../../facts-reader.ts";
import type { ConsentEventRow } from "../../records/consent-event-row.ts";
import type { PartnershipContext } from "../context.ts";
import { type Names, readNames } from "./names.ts";
import { practitionersOf, relativesOf } from "./sharing-persons.ts";
import { factsToldFor, toldOfSharing } from "./told-of-sharing.ts";

/** A child's consents as they stand today for an asker, with all that is needed to show them. */
export interface ReadConsents {
  readonly facts: IndexedChild;
  readonly lives: readonly ConsentLife<ConsentEventRow>[];
  readonly disputes: readonly ConsentDispute[];
  /** The consents by which one of those who differ says what they say. */
  readonly disputed: ReadonlySet<string>;
  readonly names: Names;
  /** The facts by which it is said what a consent changes, for each category. */
  readonly parts: readonly ToldFor<ConsentEventRow>[];
  /** By consent, the categories that somebody around the child reads now because of it. */
  readonly opened: ReadonlyMap<string, ReadonlySet<string>>;
}

const known = new WeakMap<ChildDecision, Promise<ReadConsents | undefined>>();

/**
 * Reads a child's consents as the asker may be told of them; undefined if the index has no such child. Worked out once for a decision, however often fields ask.
 */
export function readConsents(context: PartnershipContext, decision: ChildDecision): Promise<ReadConsents | undefined> {
  const read = known.get(decision) ?? workedOut(context, decision);
  known.set(decision, read);
  return read;
}

async function workedOut(context: PartnershipContext, decision: ChildDecision): Promise<ReadConsents | undefined> {
  const { index, policy, today } = context;
  const sharing = await toldOfSharing(context, decision);
  if (sharing === undefined) return undefined;
  const facts = sharing.child;
  const [names, team, family] = await Promise.all([
    readNames(index, facts),
    practitionersOf(context, decision.child),
    relativesOf(context, decision.child),
  ]);
  await context.pace.step();
  const audiences = audiencesOf(facts.consentEvents, names.roleOf);
  const lives = consentLives(facts, audiences, today);
  const parts = factsToldFor(sharing, policy);
  const readers = [...team, ...family].map(({ reader }) => reader);
  const opened = openedNow({ policy, parts, readers, moment: context }, lives);
  const disputes = consentDisputes(facts, audiences, today);
  const disputed = new Set(disputes.flatMap(({ positions }) => positions.map(({ consent }) => consent)));
  return { facts, names, lives, disputes, disputed, parts, opened };
}
