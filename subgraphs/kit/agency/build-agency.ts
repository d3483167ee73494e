import type { Rule } from "../../../policies/index.ts";
import type { AgencySubgraph } from "../agency-subgraph.ts";
import { buildSubgraph, type Subgraph } from "../build-subgraph.ts";
import { childDoorway } from "./child-doorway.ts";

/** Builds an agency's guarded schema. `categories` are those that the agency owns, `ownRules` those in which it is stricter than the agreements. Throws SCHEMA_REFUSED if a field escapes the guard. */
export function buildAgency(subgraph: AgencySubgraph, categories: ReadonlySet<string>, ownRules: readonly Rule[] = []): Promise<Subgraph> {
  const doorway = childDoorway(subgraph.agency, subgraph.record.name, ownRules);
  return buildSubgraph({
    name: subgraph.agency,
    resolvers: subgraph.resolvers,
    types: [subgraph.record],
    sdl: doorway.sdl,
    typeResolvers: doorway.typeResolvers,
    categories,
  });
}
