import { createHash } from "node:crypto";
import { strictBase64url } from "./base64url.ts";

/** The most steps from a part to the root, which is enough for {@link childrenPerSignature} parts. */
const longestPath = 7;
/** How many children share one signed part: all of a page of a hundred. */
export const childrenPerSignature = 2 ** longestPath;

/** A tree of hashes over the parts of some children, by which one signature is that of each part. */
export interface PartsTree {
  /** What is signed. */
  readonly root: string;
  /** For each part the way to the root, as it stands in a permit behind the part. */
  readonly paths: readonly string[];
}

/**
 * Grows the tree of RFC 9162 §2.1 over at most {@link childrenPerSignature} parts, at least one. A path is a step for each level, `~l` or `~r` and the hash that stands to the left or to the right, in base64url;
 * of a single part it is empty. Parts have to be salted, since a path shows the hash of another's part.
 */
export function growTree(parts: readonly string[]): PartsTree {
  const paths = parts.map(() => "");
  let level = parts.map((part, at) => ({ hash: leaf(part), over: [at] }));
  while (level.length > 1) {
    level = pairs(level).map(([left, right]) => {
      if (right === undefined) return left;
      for (const at of left.over) paths[at] += `~r${right.hash.toString("base64url")}`;
      for (const at of right.over) paths[at] += `~l${left.hash.toString("base64url")}`;
      return { hash: node(left.hash, right.hash), over: [...left.over, ...right.over] };
    });
  }
  const [top] = level;
  if (top === undefined || parts.length > childrenPerSignature) throw new Error(`a tree of ${parts.length} parts cannot be signed`);
  return { root: top.hash.toString("base64url"), paths };
}

/** The root to which a path leads from a part; undefined if it is no path, or longer than any. Every root has one spelling, and every path too. */
export function rootOf(part: string, path: string): string | undefined {
  const [before, ...steps] = path.split("~");
  if (before !== "" || steps.length > longestPath) return undefined;
  let hash = leaf(part);
  for (const step of steps) {
    const other = strictBase64url(step.slice(1));
    if (other?.length !== hash.length) return undefined;
    if (step.startsWith("l")) hash = node(other, hash);
    else if (step.startsWith("r")) hash = node(hash, other);
    else return undefined;
  }
  return hash.toString("base64url");
}

// RFC 9162 §2.1.1: what is hashed begins with another byte for a leaf than for a node, or a node could pass for a child's part.
function leaf(part: string): Buffer {
  return createHash("sha256").update("\0").update(part, "ascii").digest();
}

function node(left: Buffer, right: Buffer): Buffer {
  return createHash("sha256").update("\x01").update(left).update(right).digest();
}

function pairs<T>(level: readonly T[]): [T, T | undefined][] {
  return level.flatMap((one, at): [T, T | undefined][] => (at % 2 === 0 ? [[one, level[at + 1]]] : []));
}
