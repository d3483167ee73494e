import { createHash } from "node:crypto";
import { afterAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { keepMissingSubtrees, signNow } from "../../../service/audit/checkpoints.ts";
import { consistencyProof } from "../../../service/audit/subtrees.ts";
import { consistencyPath, GrowingTree, type Leaves, shownBy } from "../../../service/audit/tree.ts";
import { makeLog } from "../../audit/made-log.ts";

const log = await makeLog();
afterAll(() => log.close());

const leafOf = (at: number) => createHash("sha256").update(String(at)).digest();
/** Of as many levels as are kept twice over, and not round. */
const sizes = [300, 1023, 65_535, 70_001] as const;
const largest = sizes[3];

/** The root of a part of the tree, of its leaves alone. */
function rootOf({ from, to }: Leaves): Buffer {
  const tree = new GrowingTree();
  for (let at = from; at < to; at++) tree.add(leafOf(at));
  return tree.root();
}

async function addTo(size: number): Promise<void> {
  await log.database.query(
    "INSERT INTO audit_entry (index, entry, leaf) SELECT i, '', sha256(convert_to(i::text, 'UTF8')) FROM generate_series((SELECT count(*) FROM audit_entry), $1::bigint - 1) AS i",
    [size],
  );
  await signNow(log.database, log.signer, new Date());
}

test("a proof from hashes that are kept is that of the whole tree, and holds, from any size to any that was signed", async () => {
  for (const size of sizes) await addTo(size);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...sizes), fc.double({ min: 0, max: 1, noNaN: true }), async (size, part) => {
      const older = Math.max(1, Math.floor(size * part));
      const proof = await consistencyProof(log.database, older, size);
      expect(proof).toEqual(consistencyPath(older, size).map(rootOf));
      const [was, is] = [older, size].map((to) => ({ size: to, root: rootOf({ from: 0, to }) }));
      expect(was && is && shownBy(was, is, proof)).toBe("BEGINS");
    }),
    { numRuns: 15 },
  );
});

test("hashes that are missing in an older log are made once, and are those that it would have kept", async () => {
  const kept = () => log.database.query<unknown[]>("SELECT level, place, hash FROM audit_subtree ORDER BY level, place");
  const before = await kept();
  expect(before).toHaveLength(Math.floor(largest / 256) + 1);
  await log.database.query("ALTER TABLE audit_subtree DISABLE TRIGGER ALL");
  await log.database.query("DELETE FROM audit_subtree");
  await keepMissingSubtrees(log.database, log.signer);
  expect(await kept()).toEqual(before);
});
