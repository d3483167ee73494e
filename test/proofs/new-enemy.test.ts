import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { withdrawAndAdd } from "./new-enemy.ts";
import { startReplicas } from "./replicas.ts";

describe("a consent that was withdrawn, with two gateways and two replicas of each subgraph behind them", () => {
  test("shows no record that was added afterwards to any read that starts after the withdrawal was answered, in 10,000 reads", async () => {
    const replicas = await startReplicas();
    try {
      const { readsAfter, sawAfter, sawBefore } = await withdrawAndAdd(replicas, 20, 500);
      expect(readsAfter).toBeGreaterThanOrEqual(10_000);
      expect(sawBefore).toBeGreaterThan(0);
      expect(sawAfter).toBe(0);
    } finally {
      await replicas.close();
    }
  }, 1_200_000);

  test("would be seen to show it, if the partnership kept what it read for five seconds", async () => {
    const weakened = treeWithKeptFacts();
    const replicas = await startReplicas(weakened);
    try {
      expect((await withdrawAndAdd(replicas, 1, 200)).sawAfter).toBeGreaterThan(0);
    } finally {
      await replicas.close();
      rmSync(weakened, { recursive: true, force: true });
    }
  }, 300_000);
});

/** A copy of the services in which the facts of a decision are kept for five seconds. */
function treeWithKeptFacts(): string {
  const copy = mkdtempSync(join(tmpdir(), "childview-weakened-"));
  for (const room of ["policies", "service", "subgraphs", "trust", "package.json", "run.js", "build.js", ".swcrc"])
    cpSync(room, join(copy, room), { recursive: true });
  symlinkSync(resolve("node_modules"), join(copy, "node_modules"));
  const file = join(copy, "subgraphs/partnership/graph/create-context.ts");
  const fresh = "const facts = await index.facts(child);";
  const text = readFileSync(file, "utf8");
  if (!text.includes(fresh)) throw new Error(`${file} does not read facts where this test weakens it`);
  writeFileSync(file, `${text.replace(fresh, "const facts = await keptFacts(child, () => index.facts(child));")}${kept}`);
  return copy;
}

const kept = `
type KeptFacts = Awaited<ReturnType<ReturnType<typeof openIndexReader>["facts"]>>;
const keptUntil = new Map<string, { readonly until: number; readonly facts: Promise<KeptFacts> }>();
function keptFacts(child: string, read: () => Promise<KeptFacts>): Promise<KeptFacts> {
  const known = keptUntil.get(child);
  if (known !== undefined && Date.now() < known.until) return known.facts;
  const facts = read();
  keptUntil.set(child, { until: Date.now() + 5000, facts });
  return facts;
}
`;
