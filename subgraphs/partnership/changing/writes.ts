import type { IndexedChild } from "../facts-reader.ts";
import type { AlertRow } from "../records/alert-row.ts";
import type { DisclosureRow } from "../records/disclosure-row.ts";

/** The facts that changes write, by the name that they have among a child's facts. Alerts and disclosures are no facts: nothing is decided by them. */
export interface Written {
  readonly memberships: IndexedChild["memberships"][number];
  readonly consentEvents: IndexedChild["consentEvents"][number];
  readonly restrictions: IndexedChild["restrictions"][number];
  readonly assessments: IndexedChild["assessments"][number];
  readonly overrides: IndexedChild["overrides"][number];
  readonly processEvents: IndexedChild["processEvents"][number];
  readonly alerts: AlertRow;
  readonly disclosures: DisclosureRow;
}

/** A row to add. */
interface Addition<To extends keyof Written> {
  readonly to: To;
  readonly row: Written[To];
}

/** What is to stand in a row from now on. */
interface Alteration<To extends keyof Written> {
  readonly to: To;
  readonly id: string;
  readonly set: Partial<Written[To]>;
}

/** One row that a change adds or alters. None is ever removed. */
export type Write = { [To in keyof Written]: Addition<To> | Alteration<To> }[keyof Written];

/** A row to add. */
export function adding<To extends keyof Written>(to: To, row: Written[To]): Write {
  // TypeScript does not see that a name and the row that goes with it are one of the pairs.
  return { to, row } as unknown as Write;
}

/** What is to stand in a row from now on. */
export function altering<To extends keyof Written>(to: To, id: string, set: Partial<Written[To]>): Write {
  return { to, id, set } as unknown as Write;
}

/** The child's facts once all of this was written. Pure: a database comes to the same. */
export function applied(child: IndexedChild, writes: readonly Write[]): IndexedChild {
  return writes.reduce<IndexedChild>((facts, write) => {
    if (write.to === "alerts" || write.to === "disclosures") return facts;
    const rows: readonly { readonly id: string }[] = facts[write.to];
    const after = "row" in write ? [...rows, write.row] : rows.map((row) => (row.id === write.id ? { ...row, ...write.set } : row));
    return { ...facts, [write.to]: after };
  }, child);
}
