import { eachOnce } from "../service/graphql/each-once.ts";
import type { Place, Places } from "../service/graphql/places.ts";
import type { NoticeWords } from "./refusal.ts";
import { withheldSentence } from "./refusal-words.ts";

/** The header by which a gateway asks for the compact form, and what it says then. Whoever does not send it is told in the plain form: an error at each place. */
export const compactHeader = { name: "childview-withheld", value: "compact" } as const;

/** What is said of one place. */
export interface PlacedNotice {
  readonly words: NoticeWords;
  readonly place: Place;
}

/** What is withheld, with all the places that this holds for: the compact form, of which `extensions.withheld` of a subgraph's answer is a list. */
export interface CompactNotice extends NoticeWords {
  readonly paths: readonly Places[];
}

/** Notices in the compact form: each distinct one once, in the order in which their first places stand. */
export function asCompact(notices: readonly PlacedNotice[]): CompactNotice[] {
  return eachOnce(notices);
}

/** What an error at a place has beside its path. */
export interface NoticeError {
  readonly message: string;
  readonly extensions: NoticeWords & { readonly code: "WITHHELD"; readonly [key: string]: unknown };
}

/** A notice as any router understands it: an error at its place. It describes itself, because some routers lose the index in its path. */
export function asError({ words, place }: PlacedNotice): NoticeError & { readonly path: Place } {
  const { message, extensions } = errorOf(words);
  return { message, path: place, extensions };
}

/** An error that is a notice, without the place that it is about. */
export function errorOf(words: NoticeWords): NoticeError {
  return { message: withheldSentence(words), extensions: { code: "WITHHELD", ...words } };
}
