import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { instrument, type Weakening } from "./instrument.ts";

const changes = "subgraphs/partnership/changing";
const tests = "test/(changes|walks|partnership)/";
const leftBehind = new Set([".git", "node_modules", "data", "dist", "bench"]);
const atOnce = 2;

/** The tests in which a check refused something, by their files. */
type Refusals = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * `npm run checks:mutate`: takes away each check of the changes to a child's facts, one at a time, in a copy of the tree, and runs the tests in which it refused something.
 * Ends with 0 if for each check a test fails without it. Words after the command leave only the checks of files whose path holds one of them.
 */
async function main(): Promise<0 | 1> {
  const copy = mkdtempSync(join(tmpdir(), "childview-checks-"));
  try {
    const weakenings = copyInstrumented(copy);
    const words = process.argv.slice(2);
    const asked = weakenings.filter(({ file }) => words.length === 0 || words.some((word) => file.includes(word)));
    const refusals = await refusalsIn(copy);
    process.stdout.write(`${String(weakenings.length)} checks; some test is refused by ${String(refusals.size)} of them.\n`);
    const unnoticed: Weakening[] = [];
    const left = [...asked];
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (let next = left.shift(); next !== undefined; next = left.shift())
          if (!(await isNoticed(copy, next, refusals.get(next.id) ?? new Map()))) {
            unnoticed.push(next);
            process.stdout.write(`UNNOTICED ${next.file}:${String(next.line)}: ${next.what}\n`);
          }
      }),
    );
    process.stdout.write(`${String(asked.length - unnoticed.length)} noticed, ${String(unnoticed.length)} unnoticed.\n`);
    return unnoticed.length === 0 ? 0 : 1;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function copyInstrumented(copy: string): readonly Weakening[] {
  cpSync(".", copy, { recursive: true, filter: (path) => !leftBehind.has(path) });
  symlinkSync(resolve("node_modules"), join(copy, "node_modules"));
  cpSync(join(copy, "test/checks/run-time.js"), join(copy, "checks.js"));
  const manifest = JSON.parse(readFileSync("package.json", "utf8")) as object;
  writeFileSync(join(copy, "package.json"), JSON.stringify({ ...manifest, imports: { "#checks": "./checks.js" } }));
  const weakenings: Weakening[] = [];
  const files = readdirSync(changes, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  for (const file of files.sort().map((name) => join(changes, name))) {
    const { text, weakenings: own } = instrument(file, readFileSync(file, "utf8"), weakenings.length);
    writeFileSync(join(copy, file), text);
    weakenings.push(...own);
  }
  return weakenings;
}

async function refusalsIn(copy: string): Promise<ReadonlyMap<number, Refusals>> {
  const log = join(copy, "checks.log");
  if (!(await jest(copy, ["--testPathPatterns", tests], { CHECKS_LOG: log }))) throw new Error("the tests fail as it is");
  const refusals = new Map<number, Map<string, Set<string>>>();
  for (const line of existsSync(log) ? readFileSync(log, "utf8").trimEnd().split("\n") : []) {
    const [id, path, name] = JSON.parse(line) as [number, string, string];
    const files = refusals.get(id) ?? new Map<string, Set<string>>();
    refusals.set(id, files.set(path, (files.get(path) ?? new Set<string>()).add(name)));
  }
  return refusals;
}

// Walks are told to go elsewhere each time, so what refused in one need not in the next; and what reads alike takes long.
async function isNoticed(copy: string, { id }: Weakening, refusals: Refusals): Promise<boolean> {
  const late = (file: string): number => ["alike", "walks"].findIndex((name) => file.includes(name));
  const files = [...refusals].sort(([one], [other]) => late(one) - late(other));
  for (const [file, names] of files) {
    const pattern = `^(${[...names].map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})$`;
    const words = ["--runTestsByPath", relative(copy, file), "--testNamePattern", pattern, "--bail"];
    if (!(await jest(copy, words, { CHECK_OFF: String(id) }))) return true;
  }
  return false;
}

/** Whether the tests pass. */
function jest(copy: string, words: readonly string[], environment: Record<string, string>): Promise<boolean> {
  const node = ["node_modules/jest/bin/jest.js", "--selectProjects", "parts"];
  const child = spawn(process.execPath, [...node, ...words], {
    cwd: copy,
    env: { ...process.env, ...environment },
    stdio: "CHECKS_LOG" in environment ? "inherit" : "ignore",
  });
  return new Promise((done, failed) => child.once("error", failed).once("exit", (code) => done(code === 0)));
}

process.exitCode = await main();
