import type { NewEntry } from "../../../service/audit.ts";
import type { About } from "../guard/grant.ts";
import type { Noted } from "../guard/journal.ts";
import type { Operation, Outcome } from "./operation.ts";

/**
 * The entries of an operation: one for each child whom it reached, with the codes of what was released and withheld, and never content; and one of kind `question` where it reached none. Who asked, which child, and
 * which records stand among what can be erased.
 */
export function entriesOf(kind: string, operation: Operation, outcome: Outcome): NewEntry[] {
  const { id, trace, asker, now, guard } = operation;
  const { notes, waysIn } = guard.journal;
  const common = { trace, operation: id, entered: [...waysIn], outcome };
  if (notes.size === 0) {
    const { person = null, role = null, organisation = null } = asker ?? {};
    return [{ kind: "question", at: now, facts: { ...common, role, organisation }, personal: { person } }];
  }
  return [...notes].flatMap(([{ about, policy }, noted]) => {
    if (about === null) return [];
    const facts = { ...common, policy, ...decidedBy(about), categories: categoriesOf(noted), permits: permitsOf(noted) };
    return [{ kind, at: now, facts, personal: { person: about.asker.person, child: about.child, records: recordsOf(noted) } }];
  });
}

function decidedBy({ asker: { role, organisation }, purpose, rules, consents, override }: About) {
  return { role, organisation, purpose, rules: [...rules], consents, override };
}

function categoriesOf({ categories }: Noted) {
  return Object.fromEntries(
    [...categories].map(([category, { fields, withheld }]) => [category, { fields: [...fields].sort(), withheld }]),
  );
}

function permitsOf({ permits }: Noted) {
  return Object.fromEntries(
    [...permits].map(([agency, { permitted, withheld, rules }]) => [agency, { permitted: [...permitted], withheld, rules: [...rules] }]),
  );
}

function recordsOf({ categories }: Noted) {
  const shown = [...categories].filter(([, { records }]) => records.size > 0);
  return Object.fromEntries(shown.map(([category, { records }]) => [category, [...records].sort()]));
}
