import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Clock } from "../service/clock.ts";
import type { Processes } from "./child-process.ts";

const folder = "development/families";

/** The file in a data folder that says that it has had the demo families. */
export function loadedFile(dataDir: string): string {
  return join(dataDir, "demo-families-loaded");
}

/**
 * Loads the demo families into the services, through the import and no other way, if this data folder has not had them yet. Later starts leave the data as they are:
 * a consent that was withdrawn must not come back. A service without a folder of them has none. Throws if an import fails; what it said is shown then, and only then.
 */
export async function loadDemoFamilies(dataDir: string, services: readonly string[], processes: Processes, clock: Clock): Promise<void> {
  const loaded = loadedFile(dataDir);
  if (existsSync(loaded)) return;
  process.stdout.write("Loading the demo families (only at the first start) …\n");
  await Promise.all(
    services
      .filter((service) => existsSync(join(folder, service)))
      .map((service) =>
        processes.run({ name: `import ${service}`, script: "subgraphs/import.ts", args: [service, "--demo", ...filesOf(service)] }),
      ),
  );
  if (!processes.stopping) writeFileSync(loaded, `${clock().toISOString()}\n`);
}

function filesOf(service: string): string[] {
  const files = readdirSync(join(folder, service)).filter((file) => /\.(csv|json|xml)$/.test(file));
  return files.sort().map((file) => join(folder, service, file));
}
