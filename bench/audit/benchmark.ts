import { cpus, loadavg } from "node:os";
import process from "node:process";
import { measure } from "./measure.ts";
import { report } from "./report.ts";
import { hasServer, type Place, startBoth } from "./two-systems.ts";

/**
 * Measures what the audit costs: the demo system with it and without it, both at once, asked for the same unified view by turns; with embedded databases, and on a PostgreSQL server where there is its program, or in one of these places alone. Writes
 * the figures. Resolves to the exit code: 0 if all targets hold, 1 if one does not. Linux only, which says how much processor time a process took.
 */
export async function benchmarkAudit(write: (text: string) => void, only?: Place): Promise<number> {
  write(
    `${cpus()[0]?.model.trim() ?? "unknown processor"}, ${cpus().length} cores, Node ${process.versions.node}, load ${loadavg()[0]?.toFixed(1)}\n\n`,
  );
  const places: [Place, string][] = [
    ["embedded", "Embedded databases"],
    ...(hasServer() ? ([["server", "PostgreSQL"]] as [Place, string][]) : []),
  ];
  let all = true;
  for (const [place, title] of places.filter(([one]) => only === undefined || one === only)) {
    process.stderr.write(`${title} …\n`);
    const systems = await startBoth(place);
    try {
      const { text, holds } = report(title, await measure(systems));
      write(text);
      all &&= holds;
    } finally {
      await systems.off.stop();
      await systems.on.stop();
    }
  }
  return all ? 0 : 1;
}
