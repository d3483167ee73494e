import { z } from "zod";

/** Why something is withheld, and what would change that. */
export interface RefusalWords {
  readonly reason: string;
  readonly remedy: string;
  /** The ids of the rules behind it that the caller may be told, sorted; none where the reason is a restriction, or no rule of an agreement. */
  readonly rules: readonly string[];
}

/** Why a category, or a part of it, is withheld, and by which policy. */
export interface Refusal extends RefusalWords {
  readonly category: string;
  /** The version of the policy that was decided by; null where no permit says one. */
  readonly policy: string | null;
}

/**
 * How much of a field is withheld: all of it, or a part (records that bear a mark the agreements exclude). `PART` is said whenever such
 * records would be left out, whether or not there are any: the answer must not depend on data that the caller may not see.
 */
export type Extent = "WHOLE" | "PART";

/** What is said where something is withheld. */
export interface NoticeWords extends Refusal {
  readonly extent: Extent;
  /** The field, as `Type.field`. */
  readonly field: string;
}

/** The members of {@link RefusalWords}, as zod reads them. */
const refusalWords = { reason: z.string(), remedy: z.string(), rules: z.array(z.string()) };

/** The members of {@link NoticeWords}, as zod reads them. */
export const noticeWords = {
  category: z.string(),
  ...refusalWords,
  policy: z.string().nullable(),
  extent: z.enum(["WHOLE", "PART"]),
  field: z.string(),
};
