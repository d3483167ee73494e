import type { Rule } from "../../../policies/index.ts";
import type { Permit } from "../../../trust/permit.ts";

/** The categories that an agency keeps back from a permit by rules of its own, each with the ids of these rules. */
export type KeptBack = ReadonlyMap<string, readonly string[]>;

/**
 * What an agency's own rules keep back from whoever a permit is for. The partnership decides by the same rules; the agency does not rely on it, and asks nobody else's
 * code. Expects rules as `readOwnRules` gives them, which turn on the person and the purpose alone.
 */
export function keptBack(rules: readonly Rule[], { role, org, purpose }: Pick<Permit, "role" | "org" | "purpose">): KeptBack {
  const holding = rules.filter(
    ({ roles, agencies, when }) =>
      (roles === "everyone" || roles.includes(role)) &&
      (agencies === undefined || agencies.includes(org)) &&
      (when.purpose === undefined || when.purpose.some((one) => one === purpose)),
  );
  const categories = new Set(holding.flatMap((rule) => rule.categories));
  return new Map(
    [...categories].map((category) => [category, holding.filter((rule) => rule.categories.includes(category)).map(({ id }) => id)]),
  );
}
