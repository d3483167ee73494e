import { createHash } from "node:crypto";

/** The leaves from one index to before another. */
export interface Leaves {
  readonly from: number;
  readonly to: number;
}

/** The hash of a leaf (RFC 9162 §2.1.1), so that no entry can pass for an inner node. */
export function leafHash(entry: Buffer): Buffer {
  return createHash("sha256").update(leafPrefix).update(entry).digest();
}

const leafPrefix = Buffer.from([0]);
const nodePrefix = Buffer.from([1]);

/** The hash of an inner node (RFC 9162 §2.1.1). */
export function nodeHash(left: Buffer, right: Buffer): Buffer {
  return createHash("sha256").update(nodePrefix).update(left).update(right).digest();
}

/** Of how many levels one is kept: each hash that is kept stands for 256 of those below, as in a tile of c2sp.org/tlog-tiles. */
export const keptLevels = 8;

/** A whole subtree of 2^level leaves, the first of which is at place × 2^level. */
export interface Subtree {
  readonly level: number;
  readonly place: number;
}

/** Is told the hash of each whole subtree of a level that is kept, as it becomes whole. */
export type Completed = (subtree: Subtree, hash: Buffer) => void;

/**
 * A Merkle tree (RFC 9162 §2.1) that grows leaf by leaf and keeps no more of it than what growing needs: the hashes of its whole subtrees, largest first, one for each bit that is set in its size.
 */
export class GrowingTree {
  #size: number;
  readonly #subtrees: Buffer[];
  readonly #completed: Completed;

  /** As it was when somebody noted its size and its subtrees. Throws RangeError where these do not belong together. */
  constructor(size = 0, subtrees: readonly Buffer[] = [], completed: Completed = () => undefined) {
    if (subtrees.length !== bitsSet(size)) throw new RangeError("a tree has a subtree for each bit of its size");
    this.#size = size;
    this.#subtrees = [...subtrees];
    this.#completed = completed;
  }

  get size(): number {
    return this.#size;
  }

  get subtrees(): readonly Buffer[] {
    return this.#subtrees;
  }

  /** Adds the hash of the next leaf. */
  add(leaf: Buffer): void {
    let [hash, level] = [leaf, 0];
    // As in a binary counter: each whole subtree that has a like beside it becomes one with it.
    for (let rest = this.#size; rest % 2 === 1; rest = (rest - 1) / 2) {
      hash = nodeHash(this.#subtrees.pop() ?? hash, hash);
      level += 1;
      if (level % keptLevels === 0) this.#completed({ level, place: (rest - 1) / 2 }, hash);
    }
    this.#subtrees.push(hash);
    this.#size += 1;
  }

  /** The root of the tree as it is; of an empty one the hash of nothing. */
  root(): Buffer {
    const root = this.#subtrees.reduceRight<Buffer | undefined>(
      (right, left) => (right === undefined ? left : nodeHash(left, right)),
      undefined,
    );
    return root ?? createHash("sha256").digest();
  }
}

function bitsSet(size: number): number {
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError("the size of a tree is a count");
  return [...size.toString(2)].filter((bit) => bit === "1").length;
}

/** The largest power of two below a size of two or more: where RFC 9162 splits a tree. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

/**
 * The subtrees whose roots prove that a leaf stands at `index` in the tree of `size` (RFC 9162 §2.1.3.1), from the leaf upwards. Throws RangeError if there is no such leaf.
 */
export function inclusionPath(index: number, size: number): Leaves[] {
  if (!(index >= 0 && index < size)) throw new RangeError("no such leaf");
  const path = (at: number, { from, to }: Leaves): Leaves[] => {
    if (to - from === 1) return [];
    const middle = from + splitOf(to - from);
    return at < middle
      ? [...path(at, { from, to: middle }), { from: middle, to }]
      : [...path(at, { from: middle, to }), { from, to: middle }];
  };
  return path(index, { from: 0, to: size });
}

/**
 * The subtrees whose roots prove that the tree of `size` begins with the tree of `older` (RFC 9162 §2.1.4.1): none for two of one size, or where the older is empty. Throws RangeError if `older` is the greater.
 */
export function consistencyPath(older: number, size: number): Leaves[] {
  if (!(older >= 0 && older <= size)) throw new RangeError("the older tree is not the greater");
  const path = ({ from, to }: Leaves, known: boolean): Leaves[] => {
    if (older === to) return known ? [] : [{ from, to }];
    const middle = from + splitOf(to - from);
    return older <= middle
      ? [...path({ from, to: middle }, known), { from: middle, to }]
      : [...path({ from: middle, to }, false), { from, to: middle }];
  };
  return older === 0 || older === size ? [] : path({ from: 0, to: size }, true);
}

/** Whether the proof shows that the leaf with this hash stands at `index` in the tree with this size and root (RFC 9162 §2.1.3.2). */
export function holdsInclusion(leaf: Buffer, index: number, size: number, proof: readonly Buffer[], root: Buffer): boolean {
  if (!(index >= 0 && index < size)) return false;
  let [at, last, hash] = [index, size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(sibling, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
    } else hash = nodeHash(hash, sibling);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && hash.equals(root);
}

/** A tree as its checkpoint tells it. */
export interface TreeHead {
  readonly size: number;
  readonly root: Buffer;
}

/** What a proof shows of whether one tree begins with another: that it does, that it does not, or nothing. */
export type Shown = "BEGINS" | "DOES_NOT_BEGIN" | "NOTHING";

/**
 * What the proof shows of whether the tree `newer` begins with the tree `older` (RFC 9162 §2.1.4.2). That it does not is shown where the proof comes to the root of the newer, and so is made of that tree's own hashes, and
 * these come to another root of the older: who spoils a proof cannot make it look so. Where the older tree is a whole subtree, its root is no part of a proof, and then nothing shows that.
 */
export function shownBy(older: TreeHead, newer: TreeHead, proof: readonly Buffer[]): Shown {
  if (older.size > newer.size) return "NOTHING";
  if (older.size === newer.size) return proof.length === 0 && older.root.equals(newer.root) ? "BEGINS" : "NOTHING";
  // Every tree begins with nothing.
  if (older.size === 0) return proof.length === 0 && older.root.equals(new GrowingTree().root()) ? "BEGINS" : "NOTHING";
  const roots = rootsBy(older, newer, proof);
  if (roots?.newer.equals(newer.root) !== true) return "NOTHING";
  return roots.older.equals(older.root) ? "BEGINS" : "DOES_NOT_BEGIN";
}

/** The roots to which a proof comes; undefined if it has not as many hashes as one of these sizes has. */
function rootsBy(older: TreeHead, newer: TreeHead, proof: readonly Buffer[]): { older: Buffer; newer: Buffer } | undefined {
  let [at, last] = [older.size - 1, newer.size - 1];
  while (at % 2 === 1) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  // A whole subtree is its own beginning, and the proof leaves it out.
  const [first, ...rest] = at === 0 ? [older.root, ...proof] : proof;
  if (first === undefined) return undefined;
  let [was, is] = [first, first];
  for (const hash of rest) {
    if (last === 0) return undefined;
    if (at % 2 === 1 || at === last) {
      [was, is] = [nodeHash(hash, was), nodeHash(hash, is)];
      while (at % 2 === 0 && at !== 0) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
    } else is = nodeHash(is, hash);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 ? { older: was, newer: is } : undefined;
}
