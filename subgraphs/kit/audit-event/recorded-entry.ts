import { z } from "zod";
import type { Absent } from "./shape.ts";
import { others } from "./systems.ts";

const value = z.union([z.object({ value: z.json() }), z.object({ erased: z.int() })]);

/** An entry's line in an export, as docs/audit.md has it. */
export const entryLine = z.object({
  index: z.int(),
  leaf: z.string(),
  entry: z.object({ at: z.iso.datetime(), kind: z.string(), facts: z.record(z.string(), z.json()) }),
  personal: z.record(z.string(), value),
});

/** An entry of an export: what stands in it for ever, and of what is about a person what has not been erased. */
export type RecordedEntry = z.infer<typeof entryLine>;

/** The service whose log it is, as an AuditEvent names it. */
export interface Service {
  readonly name: string;
  readonly url: string | undefined;
  /** The system of the identifiers by which it knows children. */
  readonly childSystem: string;
}

/** A value that is text; undefined if the entry has no such field, or null there. Erased, it is `masked`: FHIR's word for what is there and must not be shown. */
export function personalText({ personal }: Pick<RecordedEntry, "personal">, field: string): string | Absent | undefined {
  const found = personal[field];
  if (found === undefined) return undefined;
  if ("erased" in found) return absent("masked");
  return typeof found.value === "string" ? found.value : undefined;
}

/** A fact that is text. */
export function fact({ entry }: Pick<RecordedEntry, "entry">, name: string): string | undefined {
  const found = entry.facts[name];
  return typeof found === "string" ? found : undefined;
}

/** Says of an element why it has no value. */
export function absent(reason: "masked" | "unknown"): Absent {
  return { extension: [{ url: others.absent, valueCode: reason }] };
}
