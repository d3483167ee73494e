import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { run } from "../trust/processes.ts";

const folder = mkdtempSync(join(tmpdir(), "childview-production-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ["npm start", "development/start.ts", []],
  ["npm run token", "development/token.ts", ["senco"]],
  ["npm run demo -- reset", "development/demo/main.ts", ["reset"]],
] as const)("%s does nothing in production, and says why", async (_command, file, words) => {
  const dataDir = join(folder, "data");
  const { code, out, err } = await run(file, words, { NODE_ENV: "production", DATA_DIR: dataDir });
  expect([code, out]).toEqual([1, ""]);
  expect(err).toMatch(/NODE_ENV is production, where nothing of the demo runs.*\n$/);
  expect(existsSync(dataDir)).toBe(false);
});
