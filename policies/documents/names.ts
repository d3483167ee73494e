import type { Category, Role } from "../policy.ts";

/** What agreements can name. */
export interface Names {
  readonly categories: ReadonlyMap<string, Category>;
  readonly roles: ReadonlyMap<string, Role>;
  readonly agencies: ReadonlySet<string>;
}
