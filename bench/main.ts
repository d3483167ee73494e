import process from "node:process";
import { installPackages } from "./install.ts";
import { benchmarkPolicy } from "./policy/benchmark.ts";
import { benchmarkShare } from "./share/benchmark.ts";

const benchmarks: ReadonlyMap<string | undefined, (write: (text: string) => void) => Promise<number>> = new Map([
  [
    "policy",
    (write) => {
      installPackages("bench");
      return benchmarkPolicy("policies", write);
    },
  ],
  ["share", benchmarkShare],
]);

const benchmark = benchmarks.get(process.argv[2]);
if (benchmark && process.argv.length === 3) {
  process.exitCode = await benchmark((text) => process.stdout.write(text));
} else {
  process.stderr.write(`Usage: npm run bench -- ${[...benchmarks.keys()].join(" | ")}\n`);
  process.exitCode = 2;
}
