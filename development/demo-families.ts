import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ChildviewError } from "../service/errors.ts";
import { run } from "./child-process.ts";

const folder = "development/families";
const services = ["partnership", "education", "health", "social-care"];

/**
 * Loads the demo families into every service, through the import and no other way, if this data folder has not had them yet. Later starts leave the data as they are:
 * a consent that was withdrawn must not come back.
 */
export async function loadDemoFamilies(dataDir: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const loaded = join(dataDir, "demo-families-loaded");
  makeFolder(dataDir);
  if (existsSync(loaded)) return;
  process.stdout.write("Loading the demo families (only at the first start) …\n");
  await Promise.all(
    services.map((service) =>
      run({ name: `import ${service}`, script: `subgraphs/${service}/import/main.ts`, args: filesOf(service) }, environment),
    ),
  );
  writeFileSync(loaded, `${new Date().toISOString()}\n`);
}

function filesOf(service: string): string[] {
  const files = readdirSync(join(folder, service)).filter((file) => /\.(csv|json|xml)$/.test(file));
  return files.sort().map((file) => join(folder, service, file));
}

function makeFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
  } catch (cause) {
    throw new ChildviewError("DATA_UNREADABLE", dataDir, { cause });
  }
}
