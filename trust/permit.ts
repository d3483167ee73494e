import { z } from "zod";
import { strictBase64url } from "./base64url.ts";
import type { Verdict } from "./permit-codes.ts";

/**
 * A permit answers "what may this person see of this child, in this agency, for this purpose, now?". It is a signed part, which the children of one operation share, and behind it the part of one child, so that an agency
 * is shown nothing of the others (docs/permits.md).
 */
export const permitType = "permit+jwt";

/** The version of the format, which stands in each signed part. Whatever changes in what a permit says, or how, makes another. */
export const permitVersion = 2;

/** How long a permit holds, in seconds: as long as one operation may take, so that one that was captured is soon worthless. */
export const permitLifetime = 15;

/** How far the clocks of partnership and agency may differ, in seconds. */
export const clockTolerance = 2;

/** The version of the agreements: in hexadecimal to people and in base64url, which is shorter, in a permit. */
export const policyVersion = z
  .string()
  .refine((text) => strictBase64url(text)?.length === 32)
  .transform((text) => Buffer.from(text, "base64url").toString("hex"));

/** The claims that all permits of one signed part have in common. Times are seconds since 1970. */
export const permitCommon = z.object({
  v: z.literal(permitVersion),
  iss: z.string(),
  aud: z.string(),
  sub: z.string().min(1),
  role: z.string().min(1),
  org: z.string().min(1),
  purpose: z.string().min(1),
  policy: policyVersion,
  /** The root of the tree of the children's parts (permit-tree.ts). */
  children: z.string(),
  iat: z.number(),
  exp: z.number(),
});

/** What a permit says of the actor, the purpose and the agreements. */
export type PermitCommon = z.infer<typeof permitCommon>;

/** All that a permit says of one child. */
export interface PermitChild {
  /** The child's identifier in the agency's own system; null when the index knows none. */
  readonly child: string | null;
  /** What was decided of the agency's categories. One that is not here is withheld. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** The ids, sorted, of all rules of the agreements behind all this, for the agency's audit. An id of a restriction's rule is not for the actor. */
  readonly ruleIds: readonly string[];
  /** The revision of the child's consents that was decided on. */
  readonly consents: string;
  /** The id of the override that is open to the actor for some of the agency's categories, for the agency's audit; null if none is. */
  readonly override: string | null;
}

/** A permit that was verified. */
export type Permit = Omit<PermitCommon, "v" | "children"> & PermitChild;

/** The parts of a permit's text; of none of them is known more than its characters. */
export interface PermitText {
  /** The signed part, a compact JWS. */
  readonly signed: string;
  /** The part of the child. */
  readonly child: string;
  /** The way from that part to the root that is signed, as permit-tree.ts has it. */
  readonly path: string;
}

/** Takes the text of a permit apart; undefined if it has not the parts of one. */
export function splitPermit(permit: string): PermitText | undefined {
  const [, signed, child, path] = /^([\w-]+\.[\w-]+\.[\w-]+)~([\w.:+-]+)((?:~[\w-]+)*)$/.exec(permit) ?? [];
  return signed === undefined || child === undefined || path === undefined ? undefined : { signed, child, path };
}
