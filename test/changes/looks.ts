import type { DataSource } from "typeorm";
import type { NewEntry } from "../../service/audit.ts";
import { Appender } from "../../service/audit/append.ts";
import type { Person } from "./world.ts";

/** A look at a child, as the partnership records it. */
export interface SomeLook {
  readonly child: string;
  readonly by: Person;
  /** ISO 8601 moment. */
  readonly at: string;
  readonly purpose?: string;
  /** The agency's categories that the permit opens, and those for which it was asked; `null` where the gateway does not say. */
  readonly health?: { readonly opened: readonly string[]; readonly asked: readonly string[] | null };
  /** The partnership's own, by why they were withheld. */
  readonly own?: Readonly<Record<string, string | null>>;
  readonly override?: string | null;
  readonly trace?: string;
}

let looks = 0;

/** The entry of a look. */
function lookEntry({ child, by, at, purpose = "DIRECT_SUPPORT", health, own = {}, override = null, trace }: SomeLook): NewEntry {
  looks += 1;
  const categories = Object.entries(own).map(([category, withheld]) => [category, { fields: [], withheld, part: false }]);
  const codes = (opened: readonly string[], asked: readonly string[]) =>
    Object.fromEntries([...asked.map((category) => [category, "NO_CONSENT"]), ...opened.map((category) => [category, "ALL"])]) as object;
  const permits =
    health === undefined ? {} : { health: { codes: codes(health.opened, health.asked ?? []), rules: [], asked: health.asked } };
  const facts = {
    ...{ trace: trace ?? `trace-${String(looks)}`, operation: `operation-${String(looks)}`, entered: ["child"], outcome: "answered" },
    ...{ role: by.role, agency: by.agency, policy: "0", purpose, rules: [], consents: "0" },
    ...{ categories: Object.fromEntries(categories) as object, permits },
  };
  return {
    kind: "decision",
    at: new Date(at),
    facts: facts as NewEntry["facts"],
    personal: { person: by.subject, child, override, records: {} },
  };
}

/** Writes entries of looks into a log. */
export function record(database: DataSource, entries: readonly SomeLook[]): Promise<void> {
  return new Appender(database).append(entries.map(lookEntry));
}
