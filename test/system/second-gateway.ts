import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { systemPlace } from "./running-system.ts";

const gateways: ChildProcess[] = [];

/** Starts a second gateway on the services of the system under test, with a changed list of agencies or other settings; answers its URL. */
export async function gatewayWith(change: (agencies: string) => string, settings: Record<string, string> = {}): Promise<string> {
  const { agenciesFile, folder } = systemPlace();
  const file = join(folder, `agencies-${randomUUID()}.yaml`);
  writeFileSync(file, change(readFileSync(agenciesFile, "utf8")));
  const environment = {
    ...process.env,
    NODE_ENV: "test",
    PORT: "0",
    AGENCIES: file,
    AGENCY_TIMEOUT_MS: "3000",
    LOG_LEVEL: "silent",
    ...settings,
  };
  const gateway = spawn(process.execPath, ["--import", "./run-typescript.js", "gateway/main.ts"], {
    env: environment,
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  gateways.push(gateway);
  const [message] = (await once(gateway, "message")) as [{ listening: string }];
  return message.listening;
}

/** Ends all gateways that a test file started. */
export function endGateways(): void {
  for (const gateway of gateways) gateway.kill("SIGKILL");
}
