import { createHash } from "node:crypto";
import { z } from "zod";
import { refusalWords } from "./refusal.ts";

/**
 * A permit answers "what may this person see of this child, in this agency, for this purpose, now?". It is an SD-JWT (RFC 9901): a signed part
 * that up to {@link childrenPerSignature} children of one answer share, and for each child one disclosure of its own, so that an agency
 * is shown nothing of the others.
 */
export const permitType = "permit+jwt";

/** How many children share one signed part. A signature costs more than all else about a permit. */
export const childrenPerSignature = 16;

/** How long a permit holds, in seconds: as long as one operation may take, so that one that was captured is soon worthless. */
export const permitLifetime = 15;

/** How far the clocks of partnership and agency may differ, in seconds. */
export const clockTolerance = 2;

const marks = z.strictObject({ aboutOther: z.literal(false).optional(), withheldFromFamily: z.literal(false).optional() });
const invertedMarks = z.strictObject({ aboutOther: z.boolean().optional(), withheldFromFamily: z.boolean().optional() });

/** One category: `unpackRules` splits at commas, so that `health.therapies,all` would become two subjects, the second of them everything. */
const category = z.string().regex(/^[a-z0-9-]+\.[a-z0-9-]+$/);

/** A CASL rule as `packRules` writes it. Only the action `read` on one category; never `manage` or `all`, which would grant everything. */
const packedRule = z.union([
  z.tuple([z.literal("read"), category]),
  z.tuple([z.literal("read"), category, marks]),
  z.tuple([z.literal("read"), category, z.union([invertedMarks, z.literal(0)]), z.literal(1)]),
]);

/** What a disclosure holds: all that a permit says of one child. */
export const permitChild = z.strictObject({
  /** The child's identifier in the agency's own system; null when the index knows none. */
  child: z.string().min(1).nullable(),
  /** The CASL rules, packed; only the agency's own categories. */
  rules: z.array(packedRule),
  /** Category → the reason why it is withheld, what would change that, and the rules behind it: those whose ids the actor may be told. */
  withheld: z.record(z.string(), z.strictObject(refusalWords)),
  /** Category of which only some records may be read → the rules behind that whose ids the actor may be told. */
  inPart: z.record(z.string(), z.array(z.string())),
  /** The ids of all rules of the agreements behind all this, for the agency's audit. An id of a restriction's rule is not for the actor. */
  ruleIds: z.array(z.string()),
  /** The revision of the child's consents that was decided on. */
  consents: z.string(),
  /** The id of the override that is open to the actor for some of the agency's categories, for the agency's audit; null if none is. */
  override: z.string().min(1).nullable(),
});

/** The claims that all permits of one signed part have in common. Times are seconds since 1970. */
export const permitCommon = z.object({
  iss: z.string(),
  aud: z.string(),
  sub: z.string().min(1),
  role: z.string().min(1),
  org: z.string().min(1),
  purpose: z.string().min(1),
  policy: z.string().min(1),
  iat: z.number(),
  exp: z.number(),
  jti: z.string(),
  _sd_alg: z.literal("sha-256"),
  // RFC 9901 §7.1: a digest that comes twice makes the whole invalid.
  children: z
    .array(z.strictObject({ "...": z.string() }))
    .max(childrenPerSignature)
    .refine((entries) => new Set(entries.map((entry) => entry["..."])).size === entries.length),
});

/** What a permit says of one child. */
export type PermitChild = z.infer<typeof permitChild>;
/** What a permit says of the actor, the purpose and the agreements. */
export type PermitCommon = z.infer<typeof permitCommon>;
/** A permit that was verified. */
export type Permit = Omit<PermitCommon, "children" | "_sd_alg"> & PermitChild;

/** The digest by which a signed part names a disclosure (RFC 9901 §4.2.3). */
export function disclosureDigest(disclosure: string): string {
  return createHash("sha256").update(disclosure, "ascii").digest("base64url");
}
