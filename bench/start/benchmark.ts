import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { databaseUrlSetting } from "../../service/settings.ts";
import { type DemoSystem, startDemoSystem } from "../demo-system.ts";
import { once, operation } from "../share/asking.ts";
import { memoryOf } from "./memory.ts";

/** The longest that a start on data that are there may take until the first answer with data, and a question of an officer's, in milliseconds. */
const longest = { start: 6_000, question: 1_000 };
/** The most memory of a service that has just started, in MB, where its database is a server's. */
const mostMemory = 200;
/** How often it is started again. */
const again = 3;

/**
 * Measures how long `npm start` takes until the README's first query is answered, on new data and then on those, what memory each service has then, and how long an officer waits for an answer. Writes
 * the figures. Resolves to the exit code: 0 if all targets hold, 1 if one does not.
 */
export async function benchmarkStart(write: (text: string) => void): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "childview-bench-start-"));
  const onServer = process.env[databaseUrlSetting("partnership")] !== undefined;
  write(
    `${cpus()[0]?.model.trim() ?? "unknown processor"}, ${cpus().length} cores, Node ${process.versions.node}, load ${loadavg()[0]?.toFixed(1)}, `,
  );
  write(`${onServer ? "databases on a server" : "embedded databases"}\n\n`);
  try {
    const first = await timedStart(folder);
    const starts = [];
    for (let round = 0; round < again; round++) starts.push(await timedStart(folder));
    const second = median(starts.map(({ took }) => took));
    const question = median(Array.from({ length: again }, askAsOfficer));
    const memory = starts.at(-1)?.memory ?? [];
    write(`Start to first answer: ${seconds(first.took)} on new data, ${seconds(second)} again (target: ${seconds(longest.start)}).\n`);
    write(`An officer's question (policy -- who-can): ${seconds(question)} (target: ${seconds(longest.question)}).\n`);
    write(`Memory after the start, MB: ${memory.map(({ name, megabytes }) => `${name} ${String(megabytes)}`).join(", ")}`);
    write(onServer ? ` (target: ${String(mostMemory)}).\n` : ", the embedded database's among it.\n");
    const light = !onServer || memory.every(({ megabytes }) => megabytes <= mostMemory);
    const holds = second <= longest.start && question <= longest.question && light;
    write(holds ? "All targets hold.\n" : "A target DOES NOT HOLD.\n");
    return holds ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timedStart(data: string) {
  const began = performance.now();
  const system = await startDemoSystem(data);
  try {
    await firstAnswer(system);
    return { took: performance.now() - began, memory: memoryOf(system.pid ?? 0) };
  } finally {
    await system.stop();
  }
}

async function firstAnswer(system: DemoSystem): Promise<void> {
  const body = JSON.parse(readFileSync("docs/first-query.json", "utf8")) as object;
  const { status, text } = await once(operation(system.gateway, await system.tokenOf("senco"), body));
  if (status !== 200 || !text.includes("Maya")) throw new Error(`the first query was answered ${String(status)}: ${text.slice(0, 300)}`);
}

function askAsOfficer(): number {
  const began = performance.now();
  const words = ["run.js", "governance/main.ts", "who-can", "--category", "health.mental-health"];
  const { status, stderr } = spawnSync(process.execPath, words, { encoding: "utf8" });
  if (status !== 0) throw new Error(`policy -- who-can failed: ${stderr}`);
  return performance.now() - began;
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
