import type { DataSource } from "typeorm";
import { ChildviewError } from "../errors.ts";
import { openCheckpoint, signCheckpoint } from "./checkpoint.ts";
import type { NoteSigner } from "./note.ts";
import { logKeyOf } from "./signing-key.ts";
import { keepSubtrees, subtreesKept } from "./subtrees.ts";
import { type Completed, GrowingTree, keptLevels, type Subtree } from "./tree.ts";

/** What is read of a database, within a transaction or not. */
type Reader = Pick<DataSource, "query">;

const hashBytes = 32;
/** How many hashes of leaves are read at once. */
const page = 10_000;

/** A checkpoint as it is kept. */
interface KeptCheckpoint {
  readonly tree: GrowingTree;
  readonly note: string;
  readonly madeAt: Date;
}

/**
 * Signs what the log holds now, and keeps the checkpoint. Reads no more than what was added since the last. Replicas may sign at once: each signs a tree of the same entries. Throws AUDIT_INCONSISTENT, and signs nothing,
 * where the log is not the continuation of its last checkpoint.
 */
export async function signNow(database: Reader, signer: NoteSigner, now: Date): Promise<void> {
  const last = (await lastCheckpoint(database, signer))?.tree ?? new GrowingTree();
  const tree = await grown(database, last.size, last.subtrees);
  await database.query("INSERT INTO audit_checkpoint (size, subtrees, note, made_at) VALUES ($1, $2, $3, $4)", [
    tree.size,
    Buffer.concat(tree.subtrees),
    signCheckpoint(signer, { size: tree.size, root: tree.root() }, now),
    now,
  ]);
}

/** How old the newest checkpoint is, in milliseconds, when another is signed. */
const oldEnough = 40_000;

/** Signs what the log holds now, unless this or another replica has done so lately. Throws as `signNow` does. */
export async function signIfOld(database: Reader, signer: NoteSigner, now: Date): Promise<void> {
  const last = await lastCheckpoint(database, signer);
  if (last === undefined || now.getTime() - last.madeAt.getTime() >= oldEnough) await signNow(database, signer, now);
}

interface CheckpointRow {
  readonly size: string;
  readonly subtrees: Buffer;
  readonly note: string;
  readonly made_at: Date;
}

/** The newest checkpoint that is kept. Throws AUDIT_INCONSISTENT if this key has not signed it, or another tree than is kept with it. */
export async function lastCheckpoint(database: Reader, signer: NoteSigner): Promise<KeptCheckpoint | undefined> {
  const [row] = await database.query<CheckpointRow[]>(
    "SELECT size, subtrees, note, made_at FROM audit_checkpoint ORDER BY size DESC, id DESC LIMIT 1",
  );
  return row && { tree: treeOf(row, signer), note: row.note, madeAt: row.made_at };
}

/** The oldest checkpoint of a size that is kept. Throws AUDIT_INCONSISTENT as `lastCheckpoint` does. */
export async function checkpointAt(database: Reader, size: number, signer: NoteSigner): Promise<KeptCheckpoint | undefined> {
  const [row] = await database.query<CheckpointRow[]>(
    "SELECT size, subtrees, note, made_at FROM audit_checkpoint WHERE size = $1 ORDER BY id LIMIT 1",
    [size],
  );
  return row && { tree: treeOf(row, signer), note: row.note, madeAt: row.made_at };
}

// What is kept beside a checkpoint saves reading the whole log again, and is believed only as far as it comes to the root that was signed.
function treeOf({ size, subtrees, note }: CheckpointRow, signer: NoteSigner): GrowingTree {
  const signed = openCheckpoint(note, logKeyOf(signer));
  const hashes = Array.from({ length: subtrees.length / hashBytes }, (_, at) => subtrees.subarray(at * hashBytes, (at + 1) * hashBytes));
  const tree = new GrowingTree(Number(size), hashes);
  if (signed?.size !== tree.size || !signed.root.equals(tree.root()))
    throw new ChildviewError("AUDIT_INCONSISTENT", `the checkpoint of ${size} entries is not the one that was signed`);
  return tree;
}

/** Keeps the hashes of whole subtrees where they are missing: of a log that is older than they are. Reads it whole, once. Throws AUDIT_INCONSISTENT. */
export async function keepMissingSubtrees(database: Reader, signer: NoteSigner): Promise<void> {
  const size = (await lastCheckpoint(database, signer))?.tree.size ?? 0;
  if ((await subtreesKept(database)) < Math.floor(size / 2 ** keptLevels)) await grown(database, 0, []);
}

/** The tree from what it was to what the log holds now. Keeps the hashes of the subtrees that became whole, before anybody signs or proves anything by them. */
async function grown(database: Reader, size: number, subtrees: readonly Buffer[]): Promise<GrowingTree> {
  const whole: [Subtree, Buffer][] = [];
  const completed: Completed = (subtree, hash) => void whole.push([subtree, hash]);
  const tree = new GrowingTree(size, subtrees, completed);
  await grow(database, tree);
  await keepSubtrees(database, whole);
  return tree;
}

async function grow(database: Reader, tree: GrowingTree): Promise<void> {
  const signed = tree.size;
  for (;;) {
    const rows = await database.query<{ index: string; leaf: Buffer }[]>(
      "SELECT index, leaf FROM audit_entry WHERE index >= $1 ORDER BY index LIMIT $2",
      [tree.size, page],
    );
    for (const { index, leaf } of rows) {
      if (Number(index) !== tree.size) throw new ChildviewError("AUDIT_INCONSISTENT", `entry ${String(tree.size)} is missing`);
      tree.add(leaf);
    }
    if (rows.length < page) break;
  }
  if (tree.size > signed || signed === 0) return;
  const there = await database.query<unknown[]>("SELECT FROM audit_entry WHERE index = $1", [signed - 1]);
  if (there.length === 0)
    throw new ChildviewError("AUDIT_INCONSISTENT", `the log ends before entry ${String(signed - 1)}, which was signed`);
}
