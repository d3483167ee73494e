import { createHash } from "node:crypto";
import type { ActionRule, Category, Role, Rule } from "../policy.ts";

/**
 * The version of a policy: SHA-256, in hex, over all that has effect (who may read what, when, on which basis; who may change what) and the ids by which decisions
 * and audit entries refer to it. Wording, dates and the order in which things are written leave it as it is.
 * Expects rules in their normal form and sorted by id.
 */
export function fingerprint(
  categories: readonly Category[],
  roles: readonly Role[],
  rules: readonly Rule[],
  actions: readonly ActionRule[],
): string {
  const canonical = {
    categories: categories.map(({ id }) => id).sort(),
    roles: roles.map(({ id, agencies }) => ({ id, agencies: [...new Set(agencies)].sort() })).sort(byId),
    rules: rules.map(({ because: _wording, leavesOut: _reasons, ...effect }) => effect),
    // Versions from before there were actions keep their fingerprint, and with it their signatures.
    ...(actions.length === 0
      ? {}
      : {
          actions: actions.map(({ because: _wording, ...effect }) => effect),
        }),
  };
  return createHash("sha256").update(JSON.stringify(canonical)).digest("hex");
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}
