import { z } from "zod";
import { ChildviewError } from "../service/errors.ts";
import { jsonPart } from "./base64url.ts";
import { permitVersion, policyVersion, splitPermit } from "./permit.ts";
import { readChildPart } from "./permit-child-part.ts";
import { isReadCode, type Verdict } from "./permit-codes.ts";
import type { Refusal } from "./refusal.ts";
import { agencyRule, inPart, type Names, noNames, noPermit, refusalWordsFor } from "./refusal-words.ts";

/** What one permit says of the categories of its agency. */
export interface PermitReading {
  /** Why the whole of a category is withheld; undefined if some of it may be read. A category that the permit does not name is withheld. */
  refusal(category: string): Refusal | undefined;
  /** What is said where records of the category with certain marks are left out; undefined if none are. */
  part(category: string): Refusal | undefined;
  /** Whether what has no marks may be read. */
  permits(category: string): boolean;
  /** What is said where the agency keeps the category back by a rule of its own. */
  ownRule(category: string): Refusal;
}

// As far as it is read here: the agency, which verifies the permit, reads all of it.
const claims = z.object({ policy: policyVersion, org: z.string() });

/**
 * Reads what a permit for an agency says **without verifying it**: for the gateway, which had it from the partnership itself in the same operation. Undefined if it is none that can be read; throws
 * PERMIT_FORMAT_UNKNOWN for one in another version of the format. Whoever has a permit from somebody else verifies it (permit-verifier.ts).
 */
export function readPermit(permit: unknown, agency: string, names: Names): PermitReading | undefined {
  const text = typeof permit === "string" ? splitPermit(permit) : undefined;
  const payload = text === undefined ? undefined : jsonPart(text.signed.split(".")[1] ?? "");
  if (text === undefined || payload === undefined) return undefined;
  if (payload["v"] !== permitVersion)
    throw new ChildviewError(
      "PERMIT_FORMAT_UNKNOWN",
      `a permit is not in version ${permitVersion} of the format, which this service reads`,
    );
  const common = claims.safeParse(payload).data;
  const child = readChildPart(agency, text.child);
  return common === undefined || child === undefined ? undefined : readingOf(child.verdicts, { ...common, names });
}

/** What is said with what a permit says in codes. */
interface Telling {
  readonly policy: string | null;
  readonly org: string;
  readonly names: Names;
}

function readingOf(verdicts: ReadonlyMap<string, Verdict>, { policy, org, names }: Telling): PermitReading {
  const refusal = (category: string): Refusal | undefined => {
    const { code, rules } = verdicts.get(category) ?? noVerdict;
    if (isReadCode(code)) return undefined;
    return { category, ...(code === "PERMIT" ? noPermit : refusalWordsFor(names, category, { reason: code, rules }, org)), policy };
  };
  return {
    refusal,
    part: (category) => {
      const { code, rules } = verdicts.get(category) ?? noVerdict;
      return code === "ALL" ? undefined : { category, ...inPart, rules, policy };
    },
    permits: (category) => refusal(category) === undefined,
    ownRule: (category) => ({ category, ...agencyRule, policy }),
  };
}

const noVerdict = { code: "PERMIT", rules: [] } as const;

/** What holds where there is no permit that can be read: nothing may be. */
export const nothingPermitted: PermitReading = readingOf(new Map(), { policy: null, org: "", names: noNames });
