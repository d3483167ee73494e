import type { Importer } from "../../kit/import/run.ts";
import { readFile } from "./read-bundle.ts";
import { type Parsed, storeBundle } from "./store.ts";

/** Takes in FHIR R4 bundles (JSON, UK Core) as NHS systems export them. */
export const healthImporter: Importer<Parsed> = {
  whyNoReplace:
    "a bundle is never the whole of what is stored, and what it takes back itself goes without being asked for, counted and listed",
  read: readFile,
  store: (manager, parsed, _leftOut, notes) => storeBundle(manager, parsed, notes),
};
