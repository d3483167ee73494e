import { randomUUID } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readGatewaySettings } from "../../gateway/settings.ts";
import { startGateway } from "../../gateway/start-gateway.ts";
import type { Running } from "../../service/run-process.ts";
import { databasePlace } from "../databases.ts";
import { type SystemPlace, systemPlace } from "./running-system.ts";

const gateways: Running[] = [];

/** Starts a second gateway on the services of the system under test, or of another, with a changed list of agencies or other settings; answers its URL. */
export async function gatewayWith(
  change: (agencies: string) => string,
  settings: Record<string, string> = {},
  { agenciesFile, folder }: Pick<SystemPlace, "agenciesFile" | "folder"> = systemPlace(),
): Promise<string> {
  const file = join(folder, `agencies-${randomUUID()}.yaml`);
  writeFileSync(file, change(readFileSync(agenciesFile, "utf8")));
  const environment = { NODE_ENV: "test", PORT: "0", AGENCIES: file, AGENCY_TIMEOUT_MS: "3000", LOG_LEVEL: "silent", ...settings };
  const { place, remove } = await databasePlace("gateway");
  const gateway = await startGateway({ ...readGatewaySettings(environment), database: place });
  gateways.push({ url: gateway.url, close: () => gateway.close().then(remove) });
  return gateway.url;
}

/** Ends all gateways that a test file started. */
export async function endGateways(): Promise<void> {
  await Promise.all(gateways.splice(0).map((gateway) => gateway.close()));
}
