import { existsSync, readdirSync } from "node:fs";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";

const folder = import.meta.dirname;
const [service = "", ...files] = process.argv.slice(2);
const services = readdirSync(folder).filter((name) => existsSync(importOf(name)));

/** `npm run import -- <service> [--replace] <file>…`: hands the files to the import of that service. */
if (services.includes(service)) {
  process.argv = [...process.argv.slice(0, 2), ...files];
  await import(pathToFileURL(importOf(service)).href);
} else {
  process.stderr.write(`Usage: npm run import -- <service> [--replace] <file>…\nThe service is one of: ${services.join(", ")}.\n`);
  process.exitCode = 2;
}

function importOf(name: string): string {
  return join(folder, name, "import", `main${extname(import.meta.filename)}`);
}
