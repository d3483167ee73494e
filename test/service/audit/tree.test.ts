import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { Edge, hashOfLeaf } from "../../../audit/tree.ts";
import {
  consistencyPath,
  GrowingTree,
  holdsInclusion,
  inclusionPath,
  leafHash,
  type Leaves,
  shownBy,
  type TreeHead,
} from "../../../service/audit/tree.ts";
import { runs } from "../../runs.ts";

const sha256 = (...parts: Buffer[]): Buffer => createHash("sha256").update(Buffer.concat(parts)).digest();

/** The tree as RFC 9162 §2.1.1 defines it, by itself. */
function plainRoot(entries: readonly Buffer[]): Buffer {
  const [only] = entries;
  if (only === undefined) return sha256();
  if (entries.length === 1) return sha256(Buffer.from([0]), only);
  const split = 2 ** Math.floor(Math.log2(entries.length - 1));
  return sha256(Buffer.from([1]), plainRoot(entries.slice(0, split)), plainRoot(entries.slice(split)));
}

/** Proofs as §2.1.3.1 and §2.1.4.1 define them. */
function plainPath(index: number, entries: readonly Buffer[]): Buffer[] {
  if (entries.length === 1) return [];
  const split = 2 ** Math.floor(Math.log2(entries.length - 1));
  const [left, right] = [entries.slice(0, split), entries.slice(split)];
  return index < split ? [...plainPath(index, left), plainRoot(right)] : [...plainPath(index - split, right), plainRoot(left)];
}

function plainProof(older: number, entries: readonly Buffer[], whole = true): Buffer[] {
  if (older === entries.length) return whole ? [] : [plainRoot(entries)];
  const split = 2 ** Math.floor(Math.log2(entries.length - 1));
  const [left, right] = [entries.slice(0, split), entries.slice(split)];
  return older <= split
    ? [...plainProof(older, left, whole), plainRoot(right)]
    : [...plainProof(older - split, right, false), plainRoot(left)];
}

const holdsConsistency = (older: TreeHead, newer: TreeHead, proof: readonly Buffer[]): boolean => shownBy(older, newer, proof) === "BEGINS";

function grown(entries: readonly Buffer[]): GrowingTree {
  const tree = new GrowingTree();
  for (const entry of entries) tree.add(leafHash(entry));
  return tree;
}

const rootsOf = (entries: readonly Buffer[], path: readonly Leaves[]): Buffer[] =>
  path.map(({ from, to }) => plainRoot(entries.slice(from, to)));

// The entries and roots with which implementations of RFC 6962 and 9162 are compared (transparency-dev/merkle, testonly/constants.go).
const known = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"].map((hex) =>
  Buffer.from(hex, "hex"),
);
const knownRoots = [
  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

describe("the known trees", () => {
  test.each(knownRoots.map((root, size) => [size, root] as const))("of %d entries have their roots", (size, root) => {
    const entries = known.slice(0, size);
    expect(grown(entries).root().toString("hex")).toBe(root);
    const edge = new Edge();
    for (const entry of entries) edge.add(sha256(Buffer.from([0]), entry));
    expect(edge.root().toString("hex")).toBe(root);
  });

  // RFC 9162 §2.1.5 shows a tree of seven leaves, and of which inner nodes its proofs are.
  test("have the proofs of the example of RFC 9162", () => {
    const leaf = (index: number): Leaves => ({ from: index, to: index + 1 });
    const [b, c, d, f, j] = [leaf(1), leaf(2), leaf(3), leaf(5), leaf(6)];
    const [g, h, i] = [0, 2, 4].map((from) => ({ from, to: from + 2 }));
    const [k, l] = [
      { from: 0, to: 4 },
      { from: 4, to: 7 },
    ];
    expect(inclusionPath(0, 7)).toEqual([b, h, l]);
    expect(inclusionPath(3, 7)).toEqual([c, g, l]);
    expect(inclusionPath(4, 7)).toEqual([f, j, k]);
    expect(inclusionPath(6, 7)).toEqual([i, k]);
    expect(consistencyPath(3, 7)).toEqual([c, d, g, l]);
    expect(consistencyPath(4, 7)).toEqual([l]);
    expect(consistencyPath(6, 7)).toEqual([i, j, k]);
  });
});

/** Small sizes are where everything happens, and sizes beside powers of two. */
const sizes = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.constantFrom(63, 64, 65, 127, 128, 129, 255, 256, 257));
const logs = sizes.chain((size) =>
  fc.array(
    fc.uint8Array({ maxLength: 4 }).map((bytes) => Buffer.from(bytes)),
    { minLength: size, maxLength: size },
  ),
);

test("of any log the tree is the plain one, however it was stopped and begun again, for the service and for the verifier", () => {
  fc.assert(
    fc.property(logs, fc.nat(), (entries, at) => {
      const stopped = grown(entries.slice(0, at % (entries.length + 1)));
      const tree = new GrowingTree(stopped.size, stopped.subtrees);
      const edge = new Edge();
      expect(edge.restore(stopped.size, stopped.subtrees)).toBe(true);
      for (const entry of entries.slice(tree.size)) {
        tree.add(leafHash(entry));
        edge.add(leafHash(entry));
      }
      expect(tree.root()).toEqual(plainRoot(entries));
      expect(edge.root()).toEqual(plainRoot(entries));
      // What is kept of it grows with the logarithm.
      expect(tree.subtrees.length).toBeLessThanOrEqual(Math.ceil(Math.log2(entries.length + 1)));
    }),
    { numRuns: runs(300) },
  );
});

test("of any log the proofs are the plain ones, hold, grow with the logarithm, and hold for nothing else", () => {
  fc.assert(
    fc.property(
      logs.filter(({ length }) => length > 0),
      fc.nat(),
      fc.nat(),
      fc.nat(),
      (entries, some, other, bit) => {
        const [size, root] = [entries.length, plainRoot(entries)];
        const index = some % size;
        const path = rootsOf(entries, inclusionPath(index, size));
        const leaf = leafHash(entries[index] ?? Buffer.alloc(0));
        expect(path).toEqual(plainPath(index, entries));
        expect(holdsInclusion(leaf, index, size, path, root)).toBe(true);
        expect(path.length).toBeLessThanOrEqual(Math.ceil(Math.log2(size)));

        const older = 1 + (other % size);
        const proof = rootsOf(entries, consistencyPath(older, size));
        const [was, is] = [
          { size: older, root: plainRoot(entries.slice(0, older)) },
          { size, root },
        ];
        expect(proof).toEqual(plainProof(older, entries));
        expect(holdsConsistency(was, is, proof)).toBe(true);
        expect(proof.length).toBeLessThanOrEqual(Math.ceil(Math.log2(size)) + 1);

        // One bit of anything, a hash more or less, another place or size: nothing holds.
        expect(holdsInclusion(flip(leaf, bit), index, size, path, root)).toBe(false);
        expect(holdsInclusion(leaf, index, size, path, flip(root, bit))).toBe(false);
        expect(holdsInclusion(leaf, index, size, [...path, root], root)).toBe(false);
        expect(holdsInclusion(leaf, size, size, path, root)).toBe(false);
        if (path.length > 0) {
          expect(holdsInclusion(leaf, index, size, path.slice(1), root)).toBe(false);
          expect(holdsInclusion(leaf, index, size, [flip(path[0] ?? root, bit), ...path.slice(1)], root)).toBe(false);
        }
        expect(holdsConsistency({ ...was, root: flip(was.root, bit) }, is, proof)).toBe(false);
        expect(holdsConsistency(was, { ...is, root: flip(root, bit) }, proof)).toBe(false);
        expect(holdsConsistency(was, is, [...proof, root])).toBe(false);
        if (older < size) expect(holdsConsistency(is, was, proof)).toBe(false);
        for (let at = 0; at < proof.length; at++) {
          expect(
            holdsConsistency(
              was,
              is,
              proof.filter((__, place) => place !== at),
            ),
          ).toBe(false);
          expect(
            holdsConsistency(
              was,
              is,
              proof.map((hash, place) => (place === at ? flip(hash, bit) : hash)),
            ),
          ).toBe(false);
        }
      },
    ),
    { numRuns: runs(300) },
  );
});

test("that one tree does not begin with another is shown by the newer one's own proof, and by no spoilt one", () => {
  fc.assert(
    fc.property(
      logs.filter(({ length }) => length > 1),
      fc.nat(),
      fc.nat(),
      fc.nat(),
      (entries, some, other, bit) => {
        const older = 1 + (some % (entries.length - 1));
        const changed = entries.map((entry, at) => (at === other % older ? Buffer.concat([entry, Buffer.from([0])]) : entry));
        const was = { size: older, root: plainRoot(entries.slice(0, older)) };
        const proofOf = (log: readonly Buffer[]) => rootsOf(log, consistencyPath(older, log.length));
        // The root of a whole subtree is no part of a proof.
        const whole = Number.isInteger(Math.log2(older));
        expect(shownBy(was, { size: changed.length, root: plainRoot(changed) }, proofOf(changed))).toBe(
          whole ? "NOTHING" : "DOES_NOT_BEGIN",
        );
        const [is, proof] = [{ size: entries.length, root: plainRoot(entries) }, proofOf(entries)];
        const spoilt = proof.map((hash, at) => (at === other % proof.length ? flip(hash, bit) : hash));
        for (const not of [spoilt, proof.slice(1), [...proof, is.root], proofOf(changed), []])
          if (!same(not, proof)) expect(shownBy(was, is, not)).toBe("NOTHING");
      },
    ),
    { numRuns: runs(300) },
  );
});

function same(one: readonly Buffer[], other: readonly Buffer[]): boolean {
  return Buffer.concat(one).equals(Buffer.concat(other));
}

function flip(hash: Buffer, bit: number): Buffer {
  const other = Buffer.from(hash);
  const byte = (bit >> 3) % other.length;
  other[byte] = (other[byte] ?? 0) ^ (1 << (bit % 8));
  return other;
}

test("service and verifier hash the text of a leaf alike", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(hashOfLeaf(text)).toEqual(leafHash(Buffer.from(text, "utf8")));
    }),
    { numRuns: runs(200) },
  );
});

test("the proofs of a million entries have twenty hashes at most", () => {
  const lengths = [0, 1, 524_287, 524_288, 999_999].map((index) => inclusionPath(index, 1_000_000).length);
  expect(Math.max(...lengths)).toBe(20);
  expect(Math.max(...[1, 2, 3, 524_288, 777_777, 999_999].map((older) => consistencyPath(older, 1_000_000).length))).toBeLessThanOrEqual(
    21,
  );
});

test("a tree is not put together of subtrees that are not its own, and a path is not asked of what is not there", () => {
  expect(() => new GrowingTree(3, [Buffer.alloc(32)])).toThrow(RangeError);
  expect(() => new GrowingTree(-1)).toThrow(RangeError);
  expect(() => inclusionPath(7, 7)).toThrow(RangeError);
  expect(() => consistencyPath(8, 7)).toThrow(RangeError);
  expect(consistencyPath(0, 7)).toEqual([]);
});
