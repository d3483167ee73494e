import type { NewEntry } from "../../../service/audit.ts";
import type { About } from "../guard/grant.ts";
import type { Noted } from "../guard/journal.ts";
import type { Operation, Outcome } from "./operation.ts";

/** What the entries of a service about a child are called: what was decided, or what was released. */
export type EntryKind = "decision" | "release";

/** The most ids of records that one entry has: an entry is bounded, and an answer that is larger must not be one that nobody can reach. */
const mostRecords = 2000;

/**
 * The entries of an operation: one for each child whom it reached by what was decided, with the codes of what was released and withheld, and never content, and more of them where it shows thousands of records; and of kind `question` one for
 * each child who was named otherwise, or one where no child was reached or named; and one that says by what the log itself was searched. Who asked, which child, by which override, and which records stand among what can be erased.
 */
export function entriesOf(kind: EntryKind, operation: Operation, outcome: Outcome): NewEntry[] {
  const { id, trace, asker, now, guard } = operation;
  const { notes, children, waysIn } = guard.journal;
  const common = { trace, operation: id, entered: [...waysIn], outcome };
  const { person, role, agency } = asker;
  const question = { kind: "question", at: now, facts: { ...common, role, agency }, personal: { person } };
  const named = [...children].map(([child, records]) => ({ ...question, personal: { person, child, records: [...records].sort() } }));
  const visits = notes.flatMap(({ about, ...noted }) => {
    const facts = { ...common, ...decidedBy(about), categories: categoriesOf(noted), permits: permitsOf(noted) };
    const { asker, child, override } = about;
    return inParts(recordsOf(noted)).map((records, part) => ({
      kind,
      at: now,
      facts: part === 0 ? facts : { trace, operation: id, part },
      personal: { person: asker.person, child, override, records },
    }));
  });
  const { searches } = guard.journal;
  const searched = searches.length === 0 ? [] : [{ ...question, personal: { person, search: searches.map((search) => ({ ...search })) } }];
  const entries = [...visits, ...named, ...searched];
  return entries.length === 0 ? [question] : entries;
}

function decidedBy({ asker: { role, agency }, policy, purpose, rules, consents, snapshot }: About) {
  return { role, agency, policy, purpose, rules: [...rules], consents, ...(snapshot !== undefined && { snapshot }) };
}

function categoriesOf({ categories }: Pick<Noted, "categories">) {
  return Object.fromEntries(
    [...categories].map(([category, { fields, withheld, part }]) => [category, { fields: [...fields].sort(), withheld, part }]),
  );
}

function permitsOf({ permits }: Pick<Noted, "permits">) {
  return Object.fromEntries(
    [...permits].map(([agency, { codes, rules, asked }]) => [agency, { codes, rules: [...rules], asked: asked && [...asked].sort() }]),
  );
}

/** The records that were shown, as `[category, record]`. */
function recordsOf({ categories }: Pick<Noted, "categories">): [string, string][] {
  return [...categories].flatMap(([category, { records }]) => [...records].sort().map((record): [string, string] => [category, record]));
}

/** The records by category, in as many parts as it takes; one, which may be empty, at least. */
function inParts(records: readonly [string, string][]): Record<string, string[]>[] {
  const starts = Array.from({ length: Math.max(1, Math.ceil(records.length / mostRecords)) }, (_, part) => part * mostRecords);
  return starts.map((start) => {
    const part: Record<string, string[]> = {};
    for (const [category, record] of records.slice(start, start + mostRecords)) (part[category] ??= []).push(record);
    return part;
  });
}
