import { z } from "zod";
import type { Path } from "./said.ts";

/** The most steps of a path that is looked at. An operation has at most 5,000 tokens, so its fields are nested less deep than that; those of the examples are ten deep. */
const longestPath = 200;

const path = z.custom<Path>(
  (given) =>
    Array.isArray(given) && given.length <= longestPath && given.every((step) => typeof step === "string" || typeof step === "number"),
);
const word = z.unknown().optional();
const words = { code: word, category: word, reason: word, remedy: word, extent: word, rules: word, policy: word, field: word };
const error = z.object({
  message: z.string().catch(""),
  path: path.catch([]),
  extensions: z.object(words).catch({}),
});

/** An error as a service gave it. Nothing of it is to be believed yet. */
export type GivenError = z.infer<typeof error>;

const ofEverything: GivenError = { message: "", path: [], extensions: {} };

/** Reads the errors that a service gave, the first so many of them. What is no error is one that says nothing, of everything; so are those that are not read. */
export function readErrors(given: readonly unknown[], atMost: number): GivenError[] {
  const read = given.slice(0, atMost).map((one) => error.safeParse(one).data ?? ofEverything);
  return given.length > atMost ? [...read, ofEverything] : read;
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
