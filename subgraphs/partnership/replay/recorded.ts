import { z } from "zod";
import { purposes } from "../../../policies/index.ts";

const texts = z.array(z.string());
const codes = z.record(z.string(), z.string());
const ofCategory = z.object({ fields: texts, withheld: z.string().nullable(), part: z.boolean() });

/** What every entry about a child says. */
const common = {
  trace: z.string(),
  role: z.string(),
  agency: z.string(),
  policy: z.string(),
  purpose: z.enum(purposes),
  rules: texts,
  consents: z.string(),
  categories: z.record(z.string(), ofCategory),
};
const decisionFacts = z.object({
  ...common,
  snapshot: z.string().refine(isSnapshot).optional(),
  permits: z.record(z.string(), z.object({ codes, rules: texts })),
});
const releaseFacts = z.object(common);
const personal = z.object({ person: z.string(), child: z.string().nullable(), override: z.string().nullable() }).partial();

/** What can be erased of an entry about a child; what was is undefined. */
type Personal = z.infer<typeof personal>;
/** A decision as the partnership recorded it. */
export type RecordedDecision = z.infer<typeof decisionFacts> & Personal & { readonly index: number; readonly at: Date };
/** A release as an agency recorded it. */
export type RecordedRelease = z.infer<typeof releaseFacts> & Personal & { readonly index: number };

const value = z.union([z.object({ salt: z.string(), value: z.unknown() }), z.object({ erased: z.number() })]);
const lineShape = z.object({
  entry: z.object({ at: z.iso.datetime(), kind: z.string(), facts: z.record(z.string(), z.unknown()) }),
  index: z.number().int(),
  personal: z.record(z.string(), value),
});
const headShape = z.object({ export: z.object({ origin: z.string() }) });
const laterPart = z.object({ operation: z.string(), part: z.number().int().min(1) });

/** An entry of an export, of whatever kind. */
export type Recorded = z.infer<typeof lineShape>;

/** The service whose log an export is, by its first line. Undefined if that is none. */
export function serviceOf(line: string): string | undefined {
  const { data } = headShape.safeParse(parsed(line));
  return /^childview\/([a-z0-9-]+)\/[^/]+$/.exec(data?.export.origin ?? "")?.[1];
}

/** Reads a line of an export; undefined if it is no entry. Whether it is the one that was recorded the verifier says. */
export function readRecorded(line: string): Recorded | undefined {
  return line.startsWith('{"entry":') ? lineShape.safeParse(parsed(line)).data : undefined;
}

/** What a decision says; undefined if it does not say what decisions do. */
export function decisionOf({ entry: { at, facts }, index, personal: values }: Recorded): RecordedDecision | undefined {
  const [said, left] = [decisionFacts.safeParse(facts).data, personal.safeParse(shown(values)).data];
  // The partnership has an id of its own for every child.
  return said && left && left.child !== null ? { ...said, ...left, index, at: new Date(at) } : undefined;
}

/** What a release says; undefined if it does not say what releases do. */
export function releaseOf({ entry: { facts }, index, personal: values }: Recorded): RecordedRelease | undefined {
  const [said, left] = [releaseFacts.safeParse(facts).data, personal.safeParse(shown(values)).data];
  return said && left && { ...said, ...left, index };
}

/** The operation of which an entry has more of the ids of records, and nothing else: such a one follows upon that which says the rest. Undefined for every other entry. */
export function restOf({ entry: { facts } }: Recorded): string | undefined {
  return laterPart.safeParse(facts).data?.operation;
}

function shown(values: Recorded["personal"]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).flatMap(([field, one]) => ("value" in one ? [[field, one.value]] : [])));
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Whether PostgreSQL would read it as a snapshot (`pg_snapshot`): the lowest number that still ran, the first that was not given out, and those between them that ran. */
function isSnapshot(text: string): boolean {
  const [, from = "", to = "", running = ""] = /^(\d{1,18}):(\d{1,18}):((?:\d{1,18}(?:,\d{1,18})*)?)$/.exec(text) ?? [];
  if (from === "") return false;
  const numbers = [from, ...(running === "" ? [] : running.split(","))].map(BigInt);
  const ascending = numbers.every((number, at) => at < 2 || number > (numbers[at - 1] ?? 0n));
  return (
    BigInt(from) > 0n && BigInt(from) <= BigInt(to) && ascending && numbers.slice(1).every((one) => one >= BigInt(from) && one < BigInt(to))
  );
}
