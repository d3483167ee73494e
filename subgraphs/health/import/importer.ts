import type { Importer } from "../../kit/import/run.ts";
import { readFile } from "./read-bundle.ts";
import { type Parsed, storeBundle } from "./store.ts";

/** Takes in FHIR R4 bundles (JSON, UK Core) as NHS systems export them. */
export const healthImporter: Importer<Parsed> = {
  read: readFile,
  store: (manager, parsed, _leftOut, notes) => storeBundle(manager, parsed, notes),
};
