import { z } from "zod";
import { type Refusal, refusalWords } from "./refusal.ts";
import { agencyRule, inPart, noPermit } from "./refusal-words.ts";

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

// As far as it is read here: the agency, which verifies the permit, reads it strictly.
const disclosed = z.tuple([
  z.string(),
  z.object({
    rules: z.array(z.array(z.unknown())),
    withheld: z.record(z.string(), z.object(refusalWords)),
    inPart: z.record(z.string(), z.array(z.string())),
  }),
]);
const claims = z.object({ policy: z.string() });

/**
 * Reads what a permit says **without verifying it**: for the gateway, which had it from the partnership itself in the same operation. Undefined if it is none that can be read. Whoever has a permit
 * from somebody else verifies it (permit-verifier.ts).
 */
export function readPermit(permit: unknown): PermitReading | undefined {
  if (typeof permit !== "string") return undefined;
  const [signed = "", disclosure = ""] = permit.split("~");
  const child = disclosed.safeParse(jsonOf(disclosure)).data?.[1];
  const heading = claims.safeParse(jsonOf(signed.split(".")[1] ?? "")).data;
  return child === undefined || heading === undefined ? undefined : readingOf(child, heading.policy);
}

/** What holds where there is no permit that can be read: nothing may be. */
export const nothingPermitted: PermitReading = readingOf({ rules: [], withheld: {}, inPart: {} }, null);

type Disclosed = z.infer<typeof disclosed>[1];

function readingOf({ rules, withheld, inPart: leftOut }: Disclosed, policy: string | null): PermitReading {
  const rulesOf = new Map<unknown, unknown[][]>();
  for (const rule of rules) rulesOf.set(rule[1], [...(rulesOf.get(rule[1]) ?? []), rule]);
  const of = (category: string): unknown[][] => rulesOf.get(category) ?? [];
  const refusal = (category: string): Refusal | undefined => {
    const words = Object.hasOwn(withheld, category) ? withheld[category] : undefined;
    if (words === undefined && of(category).some((rule) => !isInverted(rule))) return undefined;
    return { category, ...(words ?? noPermit), policy };
  };
  return {
    refusal,
    part: (category) => {
      const some = of(category).some(isInverted) || !of(category).some((rule) => !isInverted(rule) && rule[2] === undefined);
      const behind = Object.hasOwn(leftOut, category) ? (leftOut[category] ?? []) : [];
      return some ? { category, ...inPart, rules: behind, policy } : undefined;
    },
    permits: (category) => refusal(category) === undefined && !of(category).some((rule) => isInverted(rule) && !turnsOnMarks(rule[2])),
    ownRule: (category) => ({ category, ...agencyRule, policy }),
  };
}

/** Packed as by CASL's `packRules`: what prohibits has a 1 in the fourth place, and its conditions, or 0, in the third. */
function isInverted(rule: readonly unknown[]): boolean {
  return rule[3] === 1;
}

function turnsOnMarks(conditions: unknown): boolean {
  return typeof conditions === "object" && conditions !== null && Object.values(conditions).includes(true);
}

function jsonOf(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
