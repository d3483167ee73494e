import { readFileSync } from "node:fs";
import { loadPolicy, ownedBy } from "../policies/index.ts";
import { type Agencies, readAgencies } from "../trust/agencies.ts";
import { classifiedFields } from "./classified-fields.ts";
import { compose } from "./compose.ts";
import { requireFit } from "./fit.ts";
import { type GeneratedFile, printSchemas } from "./print-schemas.ts";

/** Makes the schema file of each subgraph of this repository, and the supergraph of all that the list names. Throws SCHEMA_REFUSED, AGENCIES_INVALID, POLICY_UNFIT, and a PolicyError for documents that are not sound. */
export async function generate(agenciesFile: string, policiesFolder: string, supergraphFile: string): Promise<GeneratedFile[]> {
  const agencies = readAgencies(agenciesFile);
  // The schema needs the categories alone, but what is composed is to be served with all of the policy. Whether an agreement is due for review does not change it.
  const policy = loadPolicy(policiesFolder, "0001-01-01");
  const { categories } = policy;
  const printed = await printSchemas(agencies, categories);
  const subgraphs = everySubgraph(agencies).map(({ name, url, schema }) => ({
    name,
    url,
    sdl: printed.find(({ file }) => file === schema)?.content ?? readFileSync(schema, "utf8"),
    categories: ownedBy(categories, name),
  }));
  const content = compose(subgraphs);
  requireFit(policy, agencies, classifiedFields(content));
  return [...printed, { file: supergraphFile, content }];
}

function everySubgraph(agencies: Agencies): { name: string; url: string; schema: string }[] {
  return [{ name: "partnership", ...agencies.partnership }, ...agencies.agencies];
}
