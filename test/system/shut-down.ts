import { once } from "node:events";
import { rmSync } from "node:fs";
import type { RunningSystem } from "./running-system.ts";

/** Stops the system as Ctrl-C does, and removes what it left. */
export default async function shutDown(): Promise<void> {
  const { system } = globalThis as { system?: RunningSystem };
  if (system === undefined) return;
  if (system.launcher.exitCode === null) {
    system.launcher.kill("SIGTERM");
    await once(system.launcher, "exit");
  }
  await system.removeDatabases();
  rmSync(system.folder, { recursive: true, force: true });
}
