import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";

/** Builds, and runs nothing, under a Node that says it is of this version. */
function startUnder(version: string) {
  const pretend = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${version}" } });`;
  const before = `data:text/javascript,${encodeURIComponent(pretend)}`;
  return spawnSync(process.execPath, ["--import", before, "run.js"], { encoding: "utf8" });
}

test("a Node that is too old is named before anything is loaded, with the version that is needed", () => {
  const { engines } = JSON.parse(readFileSync("package.json", "utf8")) as { engines: { node: string } };
  expect(engines.node).toBe(">=20.19.0");
  const { status, stderr } = startUnder("20.18.3");
  expect([status, stderr]).toEqual([1, "Childview needs Node.js 20.19 or later, and this is 20.18.3: install a newer one.\n"]);
  expect(startUnder("20.19.0").status).toBe(0);
});
