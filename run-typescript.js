// Lets Node run the TypeScript sources as they are: `node --import ./run-typescript.js gateway/main.ts`.
import { join } from "node:path";
import process from "node:process";

// By default compiled code is kept in a folder of /tmp whose name anybody can guess, and run from there.
process.env.SWC_NODE_CACHE_DIR ??= join(import.meta.dirname, "node_modules", ".cache", "swc-node");
await import("@swc-node/register/esm-register");
