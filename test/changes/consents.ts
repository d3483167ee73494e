import type { ConsentState, Purpose } from "../../policies/index.ts";
import { ConsentEventRow } from "../../subgraphs/partnership/records/consent-event-row.ts";
import { factsAbout } from "./decided.ts";
import { type Answered, type ChangesWorld, newKey, type Person } from "./world.ts";

const asked = "$childId: ID!, $idempotencyKey: String!, $heard: HeardInput";
const passed = "childId: $childId, idempotencyKey: $idempotencyKey, purpose: DIRECT_SUPPORT, heard: $heard";
const scope = "$categories: [String!]!, $recipients: [RecipientInput!]!, $purposes: [Purpose!]!, $person: ID";
const scopePassed = "categories: $categories, recipients: $recipients, purposes: $purposes, person: $person";

const mutations = {
  giveConsent: `mutation (${asked}, ${scope}, $from: Date, $until: Date) {
    giveConsent(${passed}, ${scopePassed}, from: $from, until: $until) { id child { id } } }`,
  refuseConsent: `mutation (${asked}, ${scope}) { refuseConsent(${passed}, ${scopePassed}) { id child { id } } }`,
  limitConsent: `mutation (${asked}, $consentId: ID!, $categories: [String!], $recipients: [RecipientInput!], $purposes: [Purpose!], $until: Date) {
    limitConsent(${passed}, consentId: $consentId, categories: $categories, recipients: $recipients, purposes: $purposes, until: $until) { id child { id } } }`,
  renewConsent: `mutation (${asked}, $consentId: ID!, $until: Date!) {
    renewConsent(${passed}, consentId: $consentId, until: $until) { id child { id } } }`,
  withdrawConsent: `mutation (${asked}, $consentId: ID!) { withdrawConsent(${passed}, consentId: $consentId) { id child { id } } }`,
};

/** The name of a change to a consent. */
export type Change = keyof typeof mutations;

/** What somebody asks for. Giving and refusing are about therapies, for education and direct support, unless they say otherwise. */
export type Wish = Readonly<Record<string, unknown>>;

const therapies = { categories: ["health.therapies"], recipients: [{ agency: "education" }], purposes: ["DIRECT_SUPPORT"] };

/** How a practitioner heard something today. */
export const heard = { method: "WRITTEN", evidence: "Form in the child's file at school" };

/** Asks for a change to a consent as a client does. */
export function askFor(world: ChangesWorld, person: Person, change: Change, childId: string, wish: Wish = {}): Promise<Answered> {
  const begins = change === "giveConsent" || change === "refuseConsent";
  return world.ask(person, mutations[change], { childId, idempotencyKey: newKey(), ...(begins ? therapies : {}), ...wish });
}

/** Makes a change that must be made, and hands back the consent's id. */
export async function done(world: ChangesWorld, person: Person, change: Change, childId: string, wish: Wish = {}): Promise<string> {
  const { data, codes, result } = await askFor(world, person, change, childId, wish);
  if (codes.length > 0) throw new Error(`${change}: ${JSON.stringify(result.errors)}`);
  return data[change].id;
}

/** Why a change was refused; empty if it was made. */
export async function refused(world: ChangesWorld, person: Person, change: Change, childId: string, wish: Wish = {}): Promise<string> {
  return (await askFor(world, person, change, childId, wish)).codes.join();
}

/** What was said last, as it is stored. */
export async function lastEvent(world: ChangesWorld, consent: string): Promise<ConsentEventRow> {
  const events = await world.database.manager.find(ConsentEventRow, { where: { consent }, order: { at: "DESC" }, take: 1 });
  return events[0] as ConsentEventRow;
}

/** The state of consent on which the service decides for a reader, read from the database. Of therapies for direct support, unless another is named. */
export async function stateFor(
  world: ChangesWorld,
  person: Person,
  child: string,
  { category = "health.therapies", purpose = "DIRECT_SUPPORT" }: { category?: string; purpose?: Purpose } = {},
): Promise<ConsentState | undefined> {
  const facts = await factsAbout(world, { person, child, purpose, at: world.now().toISOString() });
  return facts.consent[category];
}
