import type { FileKind } from "../../kit/import/kind.ts";
import { wholeText } from "../../kit/import/file.ts";
import type { Importer } from "../../kit/import/run.ts";
import { LocatedJson } from "./located-json.ts";
import { readBundle } from "./read-bundle.ts";
import { storeBundle } from "./store.ts";

/** A FHIR R4 bundle (JSON, UK Core). Its resources refer to each other wherever they stand, so that it is understood as a whole and not in parts. */
const bundle: FileKind = {
  name: "FHIR bundle",
  recognises: ({ sign }) => (sign === "{" ? "by content" : "not"),
  read: async (file, { leftOut }) => {
    const said = readBundle(new LocatedJson({ name: file.name, text: await wholeText(file) }), leftOut);
    return (into) => storeBundle(into, said);
  },
};

/** Takes in FHIR R4 bundles (JSON, UK Core) as NHS systems export them. */
export const healthImporter: Importer = {
  kinds: [bundle],
  whyNoReplace:
    "a bundle is never the whole of what is stored, and what it takes back itself goes without being asked for, counted and listed",
};
