import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import type { DataSource } from "typeorm";
import { exportLog, type NewEntry, openAuditLog, verifierKeyOf } from "../../service/audit.ts";
import type { Clock } from "../../service/clock.ts";
import { closeDatabase, openDatabase } from "../../service/database.ts";

const entries = 1_000_000;
/** Requests that write at the same time, and how many entries each writes. */
const [atOnce, each] = [32, 10];
/** The longest that verifying may take, in milliseconds. */
const longest = 60_000;
/** The most that a program that only passes a log on may hold in memory, in MB. */
const mostMemory = 250;

/**
 * Writes a million entries to a log in a database of its own, exports them and has the verifier check the export. Writes how long each took and what memory it held. The database is embedded, or on the PostgreSQL server that
 * DATABASE_URL_AUDIT names, an empty database. Resolves to the exit code: 0 if all targets hold, 1 if one does not.
 */
export async function benchmarkAuditLog(clock: Clock, write: (text: string) => void): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "childview-bench-audit-"));
  const url = process.env["DATABASE_URL_AUDIT"];
  const options = { service: "audit", dataDir: folder, url, entities: [], migrations: [] };
  write(`${cpus()[0]?.model.trim() ?? "unknown processor"}, ${String(cpus().length)} cores, Node ${process.versions.node}, `);
  write(`${url === undefined ? "an embedded database" : "a database on a server"}\n\n`);
  const database = await openDatabase(options);
  try {
    const [file, key] = [join(folder, "log.ndjson"), join(folder, "key")];
    const made = await timed(() => make(database, clock));
    write(
      `${entries.toLocaleString("en")} entries written by ${String(atOnce)} requests at a time, ${String(each)} each: ${seconds(made.took)}.\n`,
    );
    const exported = await timed(() => exportTo(database, file));
    const megabytes = Math.round(statSync(file).size / 1e6);
    write(
      `Exported: ${seconds(exported.took)}, ${String(megabytes)} MB; ${String(exported.result)} MB of memory more than before, at most.\n`,
    );
    writeFileSync(key, `${(await verifierKeyOf(database)) ?? ""}\n`);
    const verified = await timed(() => memoryOfVerifying(file, key));
    write(
      `Verified: ${seconds(verified.took)} (target: ${seconds(longest)}), ${String(verified.result)} MB of memory at most (target: ${String(mostMemory)}).\n`,
    );
    const holds = verified.took <= longest && verified.result <= mostMemory && exported.result <= mostMemory;
    write(holds ? "All targets hold.\n" : "A target DOES NOT HOLD.\n");
    return holds ? 0 : 1;
  } finally {
    await closeDatabase(database);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timed<Result>(work: () => Promise<Result>): Promise<{ took: number; result: Result }> {
  const began = performance.now();
  const result = await work();
  return { took: performance.now() - began, result };
}

async function make(database: DataSource, clock: Clock): Promise<void> {
  const log = await openAuditLog({
    database,
    service: "health",
    clock,
    troubled: (error) => void process.stderr.write(`${String(error)}\n`),
  });
  let next = 0;
  const request = async (): Promise<void> => {
    while (next < entries) {
      const first = next;
      next += each;
      await log.append(Array.from({ length: each }, (_, at) => release(first + at, clock())));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, request));
  await log.close();
}

/** As long as an agency's entry of a release will be. */
function release(index: number, at: Date): NewEntry {
  return {
    kind: "release",
    at,
    facts: {
      categories: ["health.therapies", "health.conditions"],
      outcome: "shown",
      policy: "9cb7da8ce722f498",
      rows: [index, index + 1],
      trace: "0af7651916cd43dd",
    },
    personal: { actor: `practitioner-${String(index % 1000)}`, child: String(9_000_000_000 + (index % 50_000)) },
  };
}

/** The most memory of this process while it exports, less what it held before, in MB: the embedded database is in it. */
async function exportTo(database: DataSource, file: string): Promise<number> {
  const stream = createWriteStream(file);
  const before = process.memoryUsage.rss();
  let most = before;
  await exportLog(database, undefined, async (lines) => {
    most = Math.max(most, process.memoryUsage.rss());
    if (!stream.write(lines)) await once(stream, "drain");
  });
  stream.end();
  await once(stream, "finish");
  return Math.round((most - before) / 1e6);
}

/** Runs the verifier as a process of its own, and answers the most memory that it held, in MB, as Linux counts it. */
async function memoryOfVerifying(file: string, key: string): Promise<number> {
  const verifier = spawn(process.execPath, ["run.js", "audit/main.ts", "verify", file, "--key", key], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  let most = 0;
  const timer = setInterval(() => (most = Math.max(most, residentOf(verifier))), 100);
  const [code] = (await once(verifier, "exit")) as [number | null];
  clearInterval(timer);
  if (code !== 0) throw new Error(`the verifier ended with ${String(code)}`);
  return most;
}

function residentOf({ pid }: ChildProcess): number {
  try {
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${String(pid)}/status`, "utf8"))?.[1]) / 1000) || 0;
  } catch {
    return 0;
  }
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
