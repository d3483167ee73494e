import type { FileKind } from "../file-kind.ts";
import { readCensus } from "./census.ts";
import { storeCensus } from "./store.ts";

/** The children in need census, as the Department for Education collects it. */
export const census: FileKind = {
  name: "children in need census (XML)",
  knownBy: null,
  read: (file, leftOut) => {
    const read = readCensus(file, leftOut);
    return { store: (manager, leftOut, notes) => storeCensus({ manager, leftOut, notes }, read) };
  },
};
