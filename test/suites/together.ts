import { afterAll, describe } from "@jest/globals";
import { shareInThisSuite } from "./sharing.ts";

declare const whereTestsStand: { currentDescribeBlock: object };

/**
 * Loads test files into the one that calls this, each into a block of its own, so that what a file says at its top (`beforeAll`, `afterEach` …) holds for itself alone. What they import is loaded once for
 * all of them, and so is whatever a module keeps to itself. Paths are relative to the folder of all tests.
 */
export async function together(files: readonly string[]): Promise<void> {
  const top = whereTestsStand.currentDescribeBlock;
  afterAll(shareInThisSuite());
  for (const file of files) {
    describe(file, () => undefined);
    const block = lastChild(top);
    whereTestsStand.currentDescribeBlock = block;
    try {
      await import(`../${file.replace(/\.ts$/, ".js")}`);
    } finally {
      whereTestsStand.currentDescribeBlock = top;
    }
  }
}

function lastChild(block: object): object {
  const { children } = block as { readonly children: readonly object[] };
  const last = children.at(-1);
  if (last === undefined) throw new Error("jest made no block");
  return last;
}
