import "reflect-metadata";
import type { Category } from "../policies/index.ts";
import { education } from "../subgraphs/education/subgraph.ts";
import { health } from "../subgraphs/health/subgraph.ts";
import { buildAgency } from "../subgraphs/kit/agency/build-agency.ts";
import { buildPartnership } from "../subgraphs/partnership/build-partnership.ts";
import { socialCare } from "../subgraphs/social-care/subgraph.ts";
import { type Agencies, findAgency } from "../trust/agencies.ts";

/** A file that is made from the code, and what it must hold. */
export interface GeneratedFile {
  readonly file: string;
  readonly content: string;
}

/** Prints the schemas of the subgraphs that are written in this repository. An agency elsewhere hands its schema in as a file. */
export async function printSchemas(agencies: Agencies, categories: readonly Category[]): Promise<GeneratedFile[]> {
  const owned = (owner: string): ReadonlySet<string> =>
    new Set(categories.flatMap((category) => (category.owner === owner ? [category.id] : [])));
  const partnership = await buildPartnership(agencies, owned("partnership"));
  const printed = [{ file: agencies.partnership.schema, content: partnership.sdl }];
  for (const subgraph of [education, health, socialCare]) {
    const { sdl } = await buildAgency(subgraph, owned(subgraph.agency));
    printed.push({ file: findAgency(agencies, subgraph.agency).schema, content: sdl });
  }
  return printed;
}
