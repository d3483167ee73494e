import type { AgencySubgraph } from "../agency-subgraph.ts";
import { buildSubgraph, type Subgraph } from "../schema/build-subgraph.ts";
import { childDoorway } from "./child-doorway.ts";

/** Builds an agency's guarded schema. `categories` are those that the agency owns. Throws SCHEMA_REFUSED if a field escapes the guard. */
export function buildAgency(subgraph: AgencySubgraph, categories: ReadonlySet<string>): Promise<Subgraph> {
  const doorway = childDoorway(subgraph.agency, subgraph.record.name, subgraph.stricterRules ?? (() => []));
  return buildSubgraph({
    name: subgraph.agency,
    resolvers: subgraph.resolvers,
    types: [subgraph.record],
    sdl: doorway.sdl,
    typeResolvers: doorway.typeResolvers,
    categories,
  });
}
