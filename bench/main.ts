import { join } from "node:path";
import process from "node:process";
import { installPackages } from "./install.ts";
import { benchmarkPolicy } from "./policy/benchmark.ts";

const root = join(import.meta.dirname, "..");
const benchmarks: ReadonlyMap<string | undefined, (write: (text: string) => void) => Promise<number>> = new Map([
  ["policy", (write) => benchmarkPolicy(join(root, "policies"), write)],
]);

const benchmark = benchmarks.get(process.argv[2]);
if (benchmark && process.argv.length === 3) {
  installPackages(import.meta.dirname);
  process.exitCode = await benchmark((text) => process.stdout.write(text));
} else {
  process.stderr.write(`Usage: npm run bench -- ${[...benchmarks.keys()].join(" | ")}\n`);
  process.exitCode = 2;
}
