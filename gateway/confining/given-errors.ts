import { readNotices } from "./compact-notices.ts";
import { type GivenError, givenError } from "./given-error.ts";
import type { Path } from "./said.ts";

const ofEverything: GivenError = { message: "", path: [], extensions: {} };

/** What a service gave beside the data: errors, and in the compact form what it withholds; undefined if it gave nothing in that form. */
export interface GivenBeside {
  readonly errors: readonly unknown[];
  readonly withheld?: unknown;
}

/**
 * Reads the errors that a service gave, whichever way, the first so many of them. What is no error is one that says nothing, of everything; so are those that are not read. Throws for a compact form that
 * is none.
 */
export function readErrors({ errors, withheld }: GivenBeside, atMost: number): GivenError[] {
  const plain = errors.slice(0, atMost).map((one) => givenError.safeParse(one).data ?? ofEverything);
  const compact = withheld === undefined ? [] : readNotices(withheld, atMost);
  const read = [...plain, ...compact];
  return errors.length > atMost || read.length > atMost ? [...read.slice(0, atMost), ofEverything] : read;
}

interface Node {
  error?: GivenError;
  readonly below: Map<string | number, Node>;
}

/**
 * Finds the error that explains why a place of an answer is empty: one at that place, or the nearest one above it. An error whose path does not lead through the answer, as when a subgraph forgets
 * an alias, counts as one of the last place to which it does lead: for which of the empty places below it is meant nobody can tell, and what failed or is withheld must never read as "nothing recorded".
 */
export function explanations(errors: readonly GivenError[], data: unknown): (place: Path) => GivenError | undefined {
  const root: Node = { below: new Map() };
  for (const one of errors) {
    let node = root;
    for (const step of one.path.slice(0, leadsTo(data, one.path))) {
      const next = node.below.get(step) ?? { below: new Map() };
      node.below.set(step, next);
      node = next;
    }
    node.error ??= one;
  }
  return (place) => {
    let node: Node | undefined = root;
    let found = root.error;
    for (const step of place) {
      node = node.below.get(step);
      if (node === undefined) break;
      found = node.error ?? found;
    }
    return found;
  };
}

/** How many steps of a path lead through an answer; it ends at null. */
export function leadsTo(data: unknown, path: Path): number {
  let value = data;
  for (const [at, step] of path.entries()) {
    if (typeof value !== "object" || value === null || (Array.isArray(value) && typeof step !== "number") || !Object.hasOwn(value, step))
      return at;
    value = (value as Record<string | number, unknown>)[step];
  }
  return path.length;
}
