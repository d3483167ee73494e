import { hash } from "node:crypto";

/** The hash of the leaf that holds a text (RFC 9162 §2.1.1). */
export function hashOfLeaf(text: string): Buffer {
  return hash("sha256", `\0${text}`, "buffer");
}

const node = Buffer.alloc(65);
node[0] = 1;

function hashOfNode(left: Buffer, right: Buffer): Buffer {
  left.copy(node, 1);
  right.copy(node, 33);
  return hash("sha256", node, "buffer");
}

/**
 * A Merkle tree (RFC 9162 §2.1) of which only the right edge is kept: at each height the hash of a whole subtree that waits for its right neighbour, or nothing. The heights that hold one are the bits of the size.
 */
export class Edge {
  readonly #atHeight: (Buffer | undefined)[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Puts back the edge of a tree of this size, largest subtree first. Answers whether there are as many as such a tree has. */
  restore(size: number, subtrees: readonly Buffer[]): boolean {
    const rest = [...subtrees];
    for (let [height, bits] = [0, size]; bits > 0; [height, bits] = [height + 1, Math.floor(bits / 2)]) {
      if (bits % 2 === 0) continue;
      const subtree = rest.pop();
      if (subtree?.length !== 32) return false;
      this.#atHeight[height] = subtree;
    }
    this.#size = size;
    return rest.length === 0;
  }

  add(leaf: Buffer): void {
    let [height, carried] = [0, leaf];
    for (let left = this.#atHeight[0]; left !== undefined; left = this.#atHeight[height]) {
      carried = hashOfNode(left, carried);
      this.#atHeight[height] = undefined;
      height += 1;
    }
    this.#atHeight[height] = carried;
    this.#size += 1;
  }

  root(): Buffer {
    let root: Buffer | undefined;
    for (const subtree of this.#atHeight) if (subtree !== undefined) root = root === undefined ? subtree : hashOfNode(subtree, root);
    return root ?? hash("sha256", "", "buffer");
  }
}
