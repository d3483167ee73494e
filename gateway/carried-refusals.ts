import type { GraphQLFormattedError } from "graphql";
import type { NoticeError } from "../trust/notice.ts";
import type { Path, Said } from "./confining/said.ts";

/** A refusal at its place. */
export interface Refused extends Said {
  readonly extensions: NoticeError["extensions"];
}

const carries = "carries";

/**
 * Puts all refusals of one entity into one error, as the gateway's library takes them: it makes an error of each that it is given, with a stack, at the place at which the entity stands in the answer;
 * only it knows that place. {@link refusalsIn} takes them out again. All other errors stay as they are.
 */
export function withRefusalsCarried(said: readonly Said[]): Said[] {
  const others: Said[] = [];
  const carriers = new Map<string | number, { readonly at: Path; readonly refused: Refused[] }>();
  for (const one of said) {
    if (!isRefused(one)) {
      others.push(one);
      continue;
    }
    const at = one.path[0] === "_entities" ? one.path.slice(0, 2) : [];
    const known = carriers.get(at[1] ?? "") ?? { at, refused: [] };
    carriers.set(at[1] ?? "", known);
    known.refused.push({ ...one, path: one.path.slice(at.length) });
  }
  const message = "Withheld.";
  return [
    ...others,
    ...[...carriers.values()].map(({ at, refused }) => ({ message, path: at, extensions: { code: "WITHHELD", [carries]: refused } })),
  ];
}

/** The refusals that an error carries, each at its place in the whole answer; undefined if it carries none. */
export function refusalsIn({ path = [], extensions }: GraphQLFormattedError): Refused[] | undefined {
  // It is written by the function above alone: nothing of what a service says of a refusal gets through the confinement under another name.
  const refused = extensions?.[carries] as readonly Refused[] | undefined;
  return refused?.map((one) => ({ ...one, path: [...path, ...one.path] }));
}

function isRefused(one: Said): one is Refused {
  return one.extensions["code"] === "WITHHELD";
}
