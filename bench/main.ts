import "reflect-metadata";
import process from "node:process";
import { systemClock } from "../service/clock.ts";
import { benchmarkAudit } from "./audit/benchmark.ts";
import { benchmarkAuditLog } from "./audit-log/benchmark.ts";
import { installPackages } from "./install.ts";
import { benchmarkPolicy } from "./policy/benchmark.ts";
import { benchmarkFacts } from "./policy/facts.ts";
import { benchmarkShare } from "./share/benchmark.ts";
import { benchmarkStart } from "./start/benchmark.ts";

const folder = "policies";
type Benchmark = (write: (text: string) => void) => number | Promise<number>;

const benchmarks: ReadonlyMap<string | undefined, Benchmark> = new Map<string, Benchmark>([
  ["audit", (write) => benchmarkAudit(write)],
  ["audit-embedded", (write) => benchmarkAudit(write, "embedded")],
  ["audit-postgresql", (write) => benchmarkAudit(write, "server")],
  ["audit-log", (write) => benchmarkAuditLog(systemClock, write)],
  ["facts", (write) => benchmarkFacts(folder, systemClock, write)],
  [
    "policy",
    async (write) => {
      // First, and without the other engines: they have nothing to compare it with.
      const facts = benchmarkFacts(folder, systemClock, write);
      installPackages("bench");
      return Math.max(facts, await benchmarkPolicy(folder, systemClock, write));
    },
  ],
  ["share", benchmarkShare],
  ["start", benchmarkStart],
]);

const benchmark = benchmarks.get(process.argv[2]);
if (benchmark && process.argv.length === 3) {
  process.exitCode = await benchmark((text) => process.stdout.write(text));
} else {
  process.stderr.write(`Usage: npm run bench -- ${[...benchmarks.keys()].join(" | ")}\n`);
  process.exitCode = 2;
}
