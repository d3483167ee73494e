import { audiencesOf } from "../../deciding/audiences.ts";
import { type ConsentLife, consentLives } from "../../deciding/consent-lives.ts";
import type { ChildDecision } from "../../deciding/decide-child.ts";
import { type ConsentDispute, consentDisputes } from "../../deciding/disputes.ts";
import type { IndexedChild } from "../../facts-reader.ts";
import type { IndexReader } from "../../index-reader.ts";
import type { ConsentEventRow } from "../../records/consent-event-row.ts";
import type { PartnershipContext } from "../context.ts";
import { type Names, readNames } from "./names.ts";
import { toldFacts } from "./told-facts.ts";

/** A child's consents as they stand today for an asker, with all that is needed to show them. */
export interface ReadConsents {
  readonly facts: IndexedChild;
  readonly lives: readonly ConsentLife<ConsentEventRow>[];
  readonly disputes: readonly ConsentDispute[];
  readonly names: Names;
}

const known = new WeakMap<IndexedChild, Promise<ReadConsents>>();

/**
 * Reads a child's consents as the asker may be told of them; undefined if the index has no such child. Worked out once for the facts that an operation read, however
 * often its fields ask.
 */
export async function readConsents(context: PartnershipContext, decision: ChildDecision): Promise<ReadConsents | undefined> {
  const { index, today } = context;
  const facts = await toldFacts(context, decision);
  if (facts === undefined) return undefined;
  const read = known.get(facts) ?? workedOut(index, facts, today);
  known.set(facts, read);
  return read;
}

async function workedOut(index: IndexReader, facts: IndexedChild, today: string): Promise<ReadConsents> {
  const names = await readNames(index, facts);
  const audiences = audiencesOf(facts.consentEvents, names.roleOf);
  return { facts, names, lives: consentLives(facts, audiences, today), disputes: consentDisputes(facts, audiences, today) };
}
