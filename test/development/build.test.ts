import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";

const place = mkdtempSync(join(tmpdir(), "childview-build-"));
const state = { tree: place };
afterAll(() => rmSync(place, { recursive: true, force: true }));

const program = (greeting: string): string =>
  `import { greeting } from "./greeting.ts";\nprocess.stdout.write(greeting satisfies "${greeting}");\n`;

/** A tree of its own, with one program that says hello. */
beforeEach(() => {
  const tree = mkdtempSync(join(place, "tree-"));
  for (const file of ["run.js", "build.js", ".swcrc", "package.json"]) cpSync(file, join(tree, file));
  symlinkSync(resolve("node_modules"), join(tree, "node_modules"));
  mkdirSync(join(tree, "service"));
  state.tree = tree;
  write("hello");
});

function write(greeting: string): void {
  writeFileSync(join(state.tree, "service/greeting.ts"), `export const greeting = "${greeting}" as const;\n`);
  writeFileSync(join(state.tree, "service/main.ts"), program(greeting));
}

const environment = { ...process.env, NODE_OPTIONS: "" };

function run(file = "service/main.ts") {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["run.js", file], { cwd: state.tree, encoding: "utf8", env: environment });
  return { status, stdout, stderr };
}

const builds = (): string[] => readdirSync(join(state.tree, "dist")).sort();

describe("a program of ours", () => {
  test("runs from what its sources are now; that it is built is said, and said only if it had to be", () => {
    expect(run()).toEqual({ status: 0, stdout: "hello", stderr: "Building …\n" });
    expect(run()).toEqual({ status: 0, stdout: "hello", stderr: "" });
    write("good morning");
    expect(run()).toEqual({ status: 0, stdout: "good morning", stderr: "Building …\n" });
    write("hello");
    expect(run()).toEqual({ status: 0, stdout: "hello", stderr: "" });
  });

  test("is built whole by whichever of several that start at once comes first", async () => {
    const children = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ["run.js", "service/main.ts"], { cwd: state.tree, env: environment }),
    );
    const said = await Promise.all(
      children.map(async (child) => [await text(child.stdout), ...(await once(child, "close").then(([code]) => [code as number]))]),
    );
    expect(said).toEqual(Array(4).fill(["hello", 0]));
    expect(builds()).toHaveLength(1);
  });

  test("never runs from a build that was not finished, and what cannot be built leaves none", () => {
    mkdirSync(join(state.tree, "dist/unfinished-by-a-power-cut"), { recursive: true });
    expect(run().stdout).toBe("hello");
    writeFileSync(join(state.tree, "service/greeting.ts"), "export const greeting = ;\n");
    const before = builds();
    const { status, stdout, stderr } = run();
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("greeting.ts");
    expect(builds()).toEqual(before);
  });

  test("names in a stack trace the line of its source", () => {
    writeFileSync(
      join(state.tree, "service/fails.ts"),
      'interface Gone {\n  readonly away: string;\n}\nexport const gone: Gone = { away: "x" };\nthrow new Error("it failed");\n',
    );
    expect(run("service/fails.ts").stderr).toContain("service/fails.ts:5:7");
  });

  test("keeps the last builds, for what runs from them, and not all there ever were; what another process is making is left to it, unless that was broken off", () => {
    const [making, brokenOff] = ["unfinished-now", "unfinished-two-hours-ago"].map((name) => join(state.tree, "dist", name));
    for (const folder of [making, brokenOff]) mkdirSync(String(folder), { recursive: true });
    const then = new Date(Date.now() - 2 * 60 * 60 * 1000);
    utimesSync(String(brokenOff), then, then);
    for (const greeting of ["one", "two", "three", "four", "five"]) {
      write(greeting);
      expect(run().stdout).toBe(greeting);
    }
    expect(builds().filter((name) => name.startsWith("unfinished-"))).toEqual(["unfinished-now"]);
    expect(builds()).toHaveLength(3 + 1);
    expect(run().stderr).toBe("");
  });
});
