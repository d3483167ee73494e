import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { readGatewaySettings } from "../../gateway/settings.ts";
import { startGateway } from "../../gateway/start-gateway.ts";
import { createHttpService, type Dependency } from "../../service/http-service.ts";
import { databasePlace } from "../databases.ts";
import { agenciesOn } from "../system/boot.ts";

const dependency = (name: string, needed: boolean, fares: boolean): Dependency => ({
  name,
  needed,
  check: () => (fares ? Promise.resolve() : Promise.reject(new Error("down"))),
});

async function healthOf(...dependencies: Dependency[]) {
  const app = createHttpService({ name: "it", logLevel: "silent", bodyLimit: 1024, dependencies });
  const answers = await Promise.all(["/health", "/health/live"].map((url) => app.inject({ method: "GET", url })));
  await app.close();
  return answers.map((answer) => [answer.statusCode, answer.json()]);
}

const alive = [200, { service: "it", status: "up" }];

test("a service is out of use without what it needs, and only then; it tells all the same how the rest fares", async () => {
  expect(await healthOf(dependency("database", true, true), dependency("permit keys", false, false))).toEqual([
    [200, { service: "it", status: "up", dependencies: { database: "up", "permit keys": "down" }, warnings: [] }],
    alive,
  ]);
  expect(await healthOf(dependency("database", true, false), dependency("permit keys", false, true))).toEqual([
    [503, { service: "it", status: "down", dependencies: { database: "down", "permit keys": "up" }, warnings: [] }],
    alive,
  ]);
});

test("a gateway stays in use when no agency answers, and says which do not", async () => {
  const folder = mkdtempSync(join(tmpdir(), "childview-health-"));
  const file = join(folder, "agencies.yaml");
  // Nothing listens at the lowest ports.
  writeFileSync(file, agenciesOn([0, 1, 2, 3, 4]));
  const { place, remove } = await databasePlace("gateway");
  const settings = readGatewaySettings({ NODE_ENV: "test", PORT: "0", LOG_LEVEL: "silent", AGENCIES: file });
  const gateway = await startGateway({ ...settings, database: place });
  try {
    const answer = await fetch(new URL("/health", gateway.url));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      service: "gateway",
      status: "up",
      dependencies: { database: "up", "audit log": "up", partnership: "down", education: "down", health: "down", "social-care": "down" },
      warnings: [],
    });
  } finally {
    await gateway.close();
    await remove();
    rmSync(folder, { recursive: true });
  }
});
