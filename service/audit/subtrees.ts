import type { DataSource } from "typeorm";
import { ChildviewError } from "../errors.ts";
import { consistencyPath, keptLevels, type Leaves, nodeHash, type Subtree } from "./tree.ts";

type Reader = Pick<DataSource, "query">;

/** Keeps the hashes of whole subtrees. Replicas keep the same ones. */
export async function keepSubtrees(database: Reader, whole: readonly (readonly [Subtree, Buffer])[]): Promise<void> {
  if (whole.length === 0) return;
  await database.query(
    `INSERT INTO audit_subtree (level, place, hash)
     SELECT level, place, decode(hash, 'base64') FROM unnest($1::int[], $2::bigint[], $3::text[]) AS whole (level, place, hash) ON CONFLICT DO NOTHING`,
    [whole.map(([{ level }]) => level), whole.map(([{ place }]) => place), whole.map(([, hash]) => hash.toString("base64"))],
  );
}

/** How many subtrees of the lowest level are kept, if none is missing between them. */
export async function subtreesKept(database: Reader): Promise<number> {
  const [row] = await database.query<{ kept: string }[]>("SELECT coalesce(max(place) + 1, 0) AS kept FROM audit_subtree WHERE level = $1", [
    keptLevels,
  ]);
  return Number(row?.kept);
}

/**
 * The hashes that prove that the tree of `size` begins with the tree of `older` (RFC 9162 §2.1.4.1). Reads some hundreds of hashes, however large the log is. Of a size that was signed: only then the subtrees are kept. Throws
 * AUDIT_INCONSISTENT where one is missing, RangeError if `older` is the greater.
 */
export async function consistencyProof(database: Reader, older: number, size: number): Promise<Buffer[]> {
  const path = consistencyPath(older, size).map(wholeSubtrees);
  const hashes = await hashesBelow(database, path.flat());
  return path.map((subtrees) => {
    const [last, ...before] = subtrees.map((subtree) => hashOf(subtree, hashes)).reverse();
    if (last === undefined) throw new RangeError("a proof is made of subtrees that have leaves");
    return before.reduce((right, left) => nodeHash(left, right), last);
  });
}

/** The whole subtrees of which a part of a tree is made, largest first. It begins where one of at least its own size does. */
function wholeSubtrees({ from, to }: Leaves): Subtree[] {
  const whole: Subtree[] = [];
  for (let next = from; next < to;) {
    const level = Math.floor(Math.log2(to - next));
    whole.push({ level, place: next / 2 ** level });
    next += 2 ** level;
  }
  return whole;
}

/** The run of hashes, of a level that is kept, of which a subtree's is made. */
function runBelow({ level, place }: Subtree): { level: number; first: number; last: number } {
  const width = 2 ** (level % keptLevels);
  return { level: level - (level % keptLevels), first: place * width, last: place * width + width - 1 };
}

function keyOf({ level, place }: Subtree): string {
  return `${String(level)}/${String(place)}`;
}

interface HashRow {
  readonly level: number;
  readonly place: string;
  readonly hash: Buffer;
}

async function hashesBelow(database: Reader, subtrees: readonly Subtree[]): Promise<ReadonlyMap<string, Buffer>> {
  const runs = subtrees.map(runBelow);
  const rows = await database.query<HashRow[]>(
    `WITH run AS (SELECT level, first, last FROM unnest($1::int[], $2::bigint[], $3::bigint[]) AS run (level, first, last))
     SELECT 0 AS level, index AS place, leaf AS hash FROM run JOIN audit_entry ON run.level = 0 AND index BETWEEN first AND last
     UNION ALL
     SELECT kept.level, place, hash FROM run JOIN audit_subtree AS kept ON run.level > 0 AND kept.level = run.level AND place BETWEEN first AND last`,
    [runs.map(({ level }) => level), runs.map(({ first }) => first), runs.map(({ last }) => last)],
  );
  return new Map(rows.map(({ level, place, hash }) => [keyOf({ level, place: Number(place) }), hash]));
}

function hashOf(subtree: Subtree, hashes: ReadonlyMap<string, Buffer>): Buffer {
  const { level, first, last } = runBelow(subtree);
  let row = Array.from({ length: last - first + 1 }, (_, at) => {
    const hash = hashes.get(keyOf({ level, place: first + at }));
    if (hash === undefined)
      throw new ChildviewError(
        "AUDIT_INCONSISTENT",
        `the hash of a subtree is missing: level ${String(level)}, place ${String(first + at)}`,
      );
    return hash;
  });
  while (row.length > 1) row = row.flatMap((left, at) => (at % 2 === 0 ? [nodeHash(left, row[at + 1] ?? left)] : []));
  return row[0] ?? Buffer.alloc(0);
}
