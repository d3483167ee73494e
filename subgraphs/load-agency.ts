import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { ChildviewError } from "../service/errors.ts";
import { type Agencies, findAgency } from "../trust/agencies.ts";
import type { AgencySubgraph } from "./kit/agency-subgraph.ts";

/**
 * Loads what an agency of the list says of its subgraph: the one value that `subgraph.ts` in its folder exports. Throws AGENCIES_INVALID if the list has no such agency or names no folder for it, or if the
 * folder is another agency's or none at all. Does not check the value further: its type did.
 */
export async function loadAgency(list: Agencies, name: string): Promise<AgencySubgraph> {
  const { module } = findAgency(list, name);
  if (module === undefined)
    throw new ChildviewError("AGENCIES_INVALID", `the list names no module of the agency "${name}", whose subgraph is then elsewhere`);
  const file = join(import.meta.dirname, "..", module, `subgraph${extname(import.meta.filename)}`);
  const subgraph = Object.values(await exportedBy(file, module)).find((value) => isSubgraphOf(name, value));
  if (subgraph === undefined)
    throw new ChildviewError("AGENCIES_INVALID", `${module}/subgraph.ts exports no subgraph of the agency "${name}"`);
  return subgraph as AgencySubgraph;
}

async function exportedBy(file: string, module: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return (await import(pathToFileURL(file).href)) as Readonly<Record<string, unknown>>;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ChildviewError("AGENCIES_INVALID", `${module}/subgraph.ts cannot be loaded: ${why}`, { cause });
  }
}

function isSubgraphOf(name: string, value: unknown): boolean {
  return typeof value === "object" && value !== null && "agency" in value && value.agency === name;
}
