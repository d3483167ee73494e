import type { RoleOf } from "../../deciding/audiences.ts";
import { type Recipient, recipientFrom } from "../../deciding/recipients.ts";
import type { IndexedChild } from "../../facts-reader.ts";
import type { IndexReader } from "../../index-reader.ts";

/** Who is meant by the ids in a child's consents. */
export interface Names {
  /** The name of a person of the family; empty if the index has none. */
  person(id: string): string;
  /** The name of the person whom a recipient is; null if it is none, or one who is not known. */
  recipient(recipient: Recipient): string | null;
  readonly roleOf: RoleOf;
}

interface Known {
  readonly name: string;
  readonly role?: string;
}

/** Reads the names of all who said something about sharing, and of all whom they named. */
export async function readNames(index: IndexReader, { consentEvents, family }: IndexedChild): Promise<Names> {
  const named = [...new Set(consentEvents.flatMap(({ recipients }) => recipients))].flatMap((name) => recipientFrom(name) ?? []);
  const persons = [...new Set(consentEvents.map(({ person }) => person))];
  const recipients = new Map(await Promise.all(named.map(async (one) => [keyOf(one), await readRecipient(index, one)] as const)));
  const names = new Map(await Promise.all(persons.map(async (id) => [id, (await index.person(id))?.name ?? ""] as const)));
  const selves = new Set(family.filter(({ kind }) => kind === "self").map(({ person }) => person));
  return {
    person: (id) => names.get(id) ?? "",
    recipient: (one) => recipients.get(keyOf(one))?.name ?? null,
    roleOf: (agency, person) => (agency === "family" ? familyRole(selves.has(person)) : recipients.get(keyOf({ agency, person }))?.role),
  };
}

/** The role in which somebody of the family asks: the young person themself, or as a parent or carer. */
export function familyRole(isSelf: boolean): string {
  return isSelf ? "young-person" : "parent";
}

function keyOf({ agency, person = "" }: Recipient): string {
  return `${agency}/${person}`;
}

async function readRecipient(index: IndexReader, { agency, person }: Recipient): Promise<Known | undefined> {
  if (person === undefined) return undefined;
  if (agency === "family") return index.person(person);
  const entry = await index.practitioner(person);
  // A subject is unique only within its agency.
  return entry?.agency === agency ? entry : undefined;
}
