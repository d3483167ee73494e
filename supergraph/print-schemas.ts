import "reflect-metadata";
import { type Category, ownedBy } from "../policies/index.ts";
import { buildAgency } from "../subgraphs/kit/agency/build-agency.ts";
import { loadAgency } from "../subgraphs/load-agency.ts";
import { buildPartnership } from "../subgraphs/partnership/build-partnership.ts";
import { agenciesHere, type Agencies, findAgency } from "../trust/agencies.ts";

/** A file that is made from the code, and what it must hold. */
export interface GeneratedFile {
  readonly file: string;
  readonly content: string;
}

/** Prints the schemas of the subgraphs that are written in this repository. An agency elsewhere hands its schema in as a file. */
export async function printSchemas(agencies: Agencies, categories: readonly Category[]): Promise<GeneratedFile[]> {
  const partnership = await buildPartnership(agencies, ownedBy(categories, "partnership"));
  const printed = [{ file: agencies.partnership.schema, content: partnership.sdl }];
  for (const name of agenciesHere(agencies)) {
    const { sdl } = await buildAgency(await loadAgency(agencies, name), ownedBy(categories, name));
    printed.push({ file: findAgency(agencies, name).schema, content: sdl });
  }
  return printed;
}
