import { cpus } from "node:os";
import process from "node:process";
import { loadPolicy } from "../../policies/index.ts";
import type { Clock } from "../../service/clock.ts";
import { englandToday } from "../../service/england-today.ts";
import { loadCedar } from "./cedar.ts";
import { cerbosProgram } from "./cerbos-server.ts";
import { compare, Disagreement } from "./compare.ts";
import type { Compared } from "./compare.ts";
import { generatedPolicy } from "./generated-policy.ts";
import { fasterThanCedar, permitInTime, tables } from "./report.ts";
import type { Verdict } from "./report.ts";

const ruleCount = 200;
// The run is to end within 90 seconds whatever happens: rounds stop early enough for the last of them to end, and then the process does.
const roundsEnd = [42_000, 77_000] as const;
const processEnds = 88_000;

/**
 * Measures our decisions against Cedar's and Cerbos's on made-up rules and on the agreements of `folder`, and writes the tables. Resolves to
 * the exit code: 0 if both targets hold, 1 if one does not or the engines do not agree. Ends the process with 1 after 88 seconds.
 */
export async function benchmarkPolicy(folder: string, clock: Clock, write: (text: string) => void): Promise<number> {
  const overdue = setTimeout(() => {
    process.stderr.write("The benchmark did not end in time.\n");
    process.exit(1);
  }, processEnds);
  try {
    return (await verdicts(folder, clock, write)).every(({ holds }) => holds) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Disagreement)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  } finally {
    clearTimeout(overdue);
  }
}

async function verdicts(folder: string, clock: Clock, write: (text: string) => void): Promise<readonly Verdict[]> {
  const today = englandToday(clock());
  const engines = { cedar: await loadCedar(), cerbosProgram: cerbosProgram() };
  write(`${cpus()[0]?.model.trim() ?? "unknown processor"}, ${String(cpus().length)} cores, Node ${process.versions.node}\n\n`);
  if (engines.cerbosProgram === undefined) write("Without Cerbos: its server is installed on Linux with an x86-64 processor only.\n\n");

  const generated = await compare({ ...engines, make: () => generatedPolicy(folder, ruleCount, today), latest: roundsEnd[0] });
  write(section(`${String(ruleCount)} made-up rules`, generated));
  const agreements = await compare({ ...engines, make: () => loadPolicy(folder, today), latest: roundsEnd[1] });
  write(section("Our agreements", agreements));

  const found = [fasterThanCedar(generated.measured), permitInTime(generated.measured)];
  write(found.map(({ text }) => `${text}\n`).join(""));
  return found;
}

function section(title: string, { measured, alike, permitted }: Compared): string {
  const share = `${((100 * permitted) / alike).toFixed(0)} %`;
  const checked = `All engines made the same ${alike.toLocaleString("en-GB")} decisions (${share} permits).`;
  return `## ${title}\n\n${checked} Medians of ${String(measured[0]?.rounds ?? 0)} round(s).\n\n${tables(measured)}\n`;
}
