import { z } from "zod";

const ofCategory = z.object({ fields: z.array(z.string()), withheld: z.string().nullable() });
const ofPermit = z.object({ codes: z.record(z.string(), z.string()), asked: z.array(z.string()).nullable().optional() });

const shape = z.object({
  at: z.iso.datetime().transform((at) => new Date(at)),
  kind: z.string(),
  commitments: z.record(z.string(), z.string()),
  facts: z.object({
    trace: z.string().default(""),
    operation: z.string().default(""),
    entered: z.array(z.string()).default([]),
    outcome: z.string().default(""),
    role: z.string().default(""),
    agency: z.string().default(""),
    purpose: z.string().nullable().default(null),
    change: z.string().nullable().default(null),
    categories: z.record(z.string(), ofCategory).default({}),
    permits: z.record(z.string(), ofPermit).default({}),
    part: z.number().default(0),
  }),
});

const personal = z.object({
  person: z.string().nullable().default(null),
  child: z.string().nullable().default(null),
  subject: z.string().nullable().default(null),
  override: z.string().nullable().default(null),
});

/** An entry of the partnership's log, as far as it is read in the product. What is erased of it is null. */
export interface RecordedEntry {
  /** Names the entry, and says nothing about it: the commitment to who asked, which is drawn at random. */
  readonly id: string;
  readonly at: Date;
  readonly kind: string;
  readonly facts: z.infer<typeof shape>["facts"];
  readonly person: string | null;
  readonly child: string | null;
  /** What a change was made to: a child, or what is known by an id of its own. */
  readonly subject: string | null;
  readonly override: string | null;
}

/** Reads an entry as it is kept; undefined for one that is of no person, or only a further part of the one before. Throws ZodError for one that this service never wrote. */
export function readRecorded(text: string, values: unknown): RecordedEntry | undefined {
  const { at, kind, facts, commitments } = shape.parse(JSON.parse(text));
  const id = commitments["person"];
  return id === undefined || facts.part > 0 ? undefined : { id, at, kind, facts, ...personal.parse(values ?? {}) };
}
