import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { databaseUrlSetting } from "../../service/settings.ts";
import { createServerDatabase } from "../databases.ts";
import type { RunningSystem, SystemPlace } from "./running-system.ts";

const services = ["partnership", "education", "health", "social-care"];

/** Starts the whole system as `npm start` does, on ports and in a folder of its own, and tells the tests where it is. */
export default async function boot(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "childview-system-"));
  const ports = await freePorts(6);
  const agenciesFile = join(folder, "agencies.yaml");
  writeFileSync(agenciesFile, agenciesOn(ports));
  const databases = await serverDatabases();
  const environment = {
    ...process.env,
    ...databases.settings,
    NODE_ENV: "test",
    PORT: String(ports[0]),
    AGENCIES: agenciesFile,
    DATA_DIR: join(folder, "data"),
  };

  const launcher = spawn(process.execPath, ["--import", "@swc-node/register/esm-register", "development/start.ts"], { env: environment });
  const output: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      output.push(chunk.toString());
      if (chunk.toString().includes("Childview is ready")) resolve();
    };
    launcher.stdout.on("data", listen);
    launcher.stderr.on("data", listen);
    launcher.once("exit", () => reject(new Error(`the system did not start:\n${output.join("")}`)));
  });

  const place: SystemPlace = { gateway: `http://127.0.0.1:${ports[0]}`, agenciesFile, folder };
  process.env["CHILDVIEW_SYSTEM"] = JSON.stringify(place);
  (globalThis as { system?: RunningSystem }).system = { launcher, folder, removeDatabases: databases.remove };
}

/** The repository's list of agencies, with each port replaced by a free one. */
function agenciesOn(ports: readonly number[]): string {
  const usual = [4000, 4001, 4002, 4003, 4004, 4010];
  return usual.reduce((text, port, index) => text.replaceAll(`:${port}/`, `:${ports[index]}/`), readFileSync("agencies.yaml", "utf8"));
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, "127.0.0.1");
      await new Promise((resolve) => server.once("listening", resolve));
      return server;
    }),
  );
  return Promise.all(
    servers.map(async (server) => {
      const address = server.address();
      await new Promise((resolve) => server.close(resolve));
      return typeof address === "object" && address !== null ? address.port : 0;
    }),
  );
}

async function serverDatabases(): Promise<{ settings: Record<string, string>; remove: () => Promise<void> }> {
  const server = process.env["TEST_DATABASE_URL"];
  if (server === undefined) return { settings: {}, remove: () => Promise.resolve() };
  const made = await Promise.all(services.map(async (service) => ({ service, ...(await createServerDatabase(server, service)) })));
  return {
    settings: Object.fromEntries(made.map(({ service, url }) => [databaseUrlSetting(service), url])),
    remove: async () => void (await Promise.all(made.map(({ remove }) => remove()))),
  };
}
