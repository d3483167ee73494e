// Lets Node run the TypeScript sources as they are: `node --import ./run-typescript.js gateway/main.ts`.
import { join } from "node:path";
import process from "node:process";

// Older versions fail in the middle of loading, with what helps nobody. The numbers are those of `engines` in package.json.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Childview needs Node.js 20.19 or later, and this is ${process.versions.node}: install a newer one.\n`);
  process.exit(1);
}

// By default compiled code is kept in a folder of /tmp whose name anybody can guess, and run from there.
process.env.SWC_NODE_CACHE_DIR ??= join(import.meta.dirname, "node_modules", ".cache", "swc-node");
await import("@swc-node/register/esm-register");
