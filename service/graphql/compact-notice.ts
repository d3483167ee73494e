import type { Words } from "./each-once.ts";
import type { Places } from "./places.ts";

/** The header by which a gateway asks for the compact form, and what it says then. Whoever does not send it is told in the plain form: an error at each place. */
export const compactHeader = { name: "childview-withheld", value: "compact" } as const;

/** What is withheld, with all the places that this holds for: the compact form, of which `extensions.withheld` of a subgraph's answer is a list. */
export interface CompactNotice extends Words {
  readonly field: string;
  readonly paths: readonly Places[];
}
