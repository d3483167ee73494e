import { z } from "zod";
import type { LeftOut } from "../../kit/import/left-out.ts";
import { united } from "../../kit/import/marks.ts";
import type { Marks } from "../../kit/marks.ts";
import type { ImportRefused } from "../../kit/import/refused.ts";
import { type Bundle, type Entry, parsed } from "./fhir/bundle.ts";
import { coding, list } from "./fhir/elements.ts";
import { marksOfLabel } from "./fhir/security.ts";
import type { JsonPath, LocatedJson } from "./located-json.ts";
import { type Touched, tracked } from "./tracked.ts";

/** One bundle while it is being read. */
export interface Reading {
  readonly json: LocatedJson;
  readonly bundle: Bundle;
  readonly leftOut: LeftOut;
  /** The NHS number of each Patient of the bundle. */
  readonly patients: Map<Entry, string>;
  /** Where a child is first referred to by NHS number alone: the database must know it. */
  readonly elsewhere: Map<string, JsonPath>;
  /** The resources of which something was read. */
  readonly used: Set<Entry>;
  /** The resources that are left out whole, and counted with the reason. */
  readonly dismissed: Set<Entry>;
  /** Those of them that belong to a Patient who is left out: the file says nothing of a known child by them, so it takes nothing back either. */
  readonly ofNobody: Set<Entry>;
  /** The resources inside others that references led to, by the full URL of the other and their own id. */
  readonly contained: Map<string, Entry>;
  /** The properties that were read, over the whole file. */
  readonly touched: Touched;
}

/** What to throw for something in a resource that cannot be right; `path` starts at the resource. */
export function refusal(reading: Reading, entry: Entry, path: JsonPath, reason: string): ImportRefused {
  return reading.json.refusal([...entry.path, ...path], reason);
}

/** Leaves a resource out whole and counts it, once: `reason` goes on after the type of the resource, "that was not missed". */
export function leaveOut(reading: Reading, entry: Entry, reason: string): void {
  if (reading.dismissed.has(entry)) return;
  reading.dismissed.add(entry);
  reading.leftOut.add(`${entry.type} ${reason}`);
}

/**
 * The parts of a resource that a schema names. Each property that is used of it is noted, so that the rest of the resource can be counted. Throws IMPORT_REFUSED for
 * parts that do not fit, and for a resource that cannot be understood.
 */
export function take<Schema extends z.ZodType>(reading: Reading, entry: Entry, schema: Schema): z.output<Schema> {
  if (!reading.used.has(entry)) checkUnderstood(reading, entry, entry.resource, []);
  reading.used.add(entry);
  return tracked(parsed(reading.json, schema, entry.resource, entry.path), entry.resource, reading.touched);
}

/** Refuses what may turn a resource's meaning round (FHIR R4 §2.1.3.1, `modifierExtension` and `implicitRules`), and text that a database cannot hold. */
function checkUnderstood(reading: Reading, entry: Entry, value: unknown, path: JsonPath): void {
  if (typeof value === "string" && /[^\P{Cc}\t\n\r]|\p{Surrogate}/u.test(value)) {
    throw refusal(reading, entry, path, "holds a character that is none of a text");
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    if (key === "modifierExtension" || key === "implicitRules")
      throw refusal(reading, entry, at, "may change what the resource means, and is not understood here");
    checkUnderstood(reading, entry, inner, at);
  }
}

/** The resources of a type that hold; those that were entered in error or refuted are counted and left out. */
export function holding(reading: Reading, type: string): Entry[] {
  return ofType(reading, type).filter((entry) => {
    const withdrawn = withdrawal(entry);
    if (withdrawn !== undefined) leaveOut(reading, entry, withdrawn);
    return withdrawn === undefined;
  });
}

/** All resources of a type, those that do not hold among them, but for those of Patients who are left out. */
export function ofType(reading: Reading, type: string): Entry[] {
  return reading.bundle.entries.filter((entry) => entry.type === type && !reading.ofNobody.has(entry));
}

const statuses = z.object({
  status: z.string().optional().catch(undefined),
  lifecycleStatus: z.string().optional().catch(undefined),
  verificationStatus: z
    .object({ coding: z.array(z.object({ code: z.string().optional() })) })
    .optional()
    .catch(undefined),
});

/** Why a resource does not hold: FHIR keeps what was entered in error, and what was suspected and refuted, and both would mislead. */
export function withdrawal(entry: Entry): string | undefined {
  const { status, lifecycleStatus, verificationStatus } = statuses.parse(entry.resource);
  const codes = [status, lifecycleStatus, ...(verificationStatus?.coding.map(({ code }) => code) ?? [])];
  if (codes.includes("entered-in-error")) return "entered in error";
  return codes.includes("refuted") ? "refuted" : undefined;
}

const labelled = z.object({ meta: z.object({ security: list(coding) }).optional() });

/** The marks of a record that was made from these resources. Throws IMPORT_REFUSED for a security label that is not understood. */
export function marksOf(reading: Reading, ...entries: readonly Entry[]): Marks {
  return united(...entries.flatMap((entry) => marksOfEntry(reading, entry)));
}

function marksOfEntry(reading: Reading, entry: Entry): Marks[] {
  const { meta } = tracked(parsed(reading.json, labelled, entry.resource, entry.path), entry.resource, reading.touched);
  const labels = meta?.security ?? [];
  return labels.map((label, position) => {
    const marks = marksOfLabel(label);
    if (marks !== undefined) return marks;
    throw refusal(
      reading,
      entry,
      ["meta", "security", position, "code"],
      "is a security label that is not understood, so what it restricts could not be kept",
    );
  });
}
