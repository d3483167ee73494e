import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Agencies, agenciesHere, readAgencies } from "../../trust/agencies.ts";
import { databaseUrlSetting } from "../../service/settings.ts";
import { createServerDatabase } from "../databases.ts";
import type { RunningSystem, SystemPlace } from "./running-system.ts";

/** Starts the whole system as `npm start` does, on ports and in a folder of its own, and tells the tests where it is. */
export default async function boot(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "childview-system-"));
  const list = readAgencies("agencies.yaml");
  const ports = await freePortsFor(list);
  const agenciesFile = join(folder, "agencies.yaml");
  writeFileSync(agenciesFile, agenciesOn(ports));
  const databases = await serverDatabases(["gateway", "partnership", ...agenciesHere(list)]);
  const environment = {
    ...process.env,
    ...databases.settings,
    NODE_ENV: "test",
    PORT: String(ports[0]),
    AGENCIES: agenciesFile,
    DATA_DIR: join(folder, "data"),
  };

  const launcher = spawn(process.execPath, ["run.js", "development/start.ts"], { env: environment });
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

/** A list of agencies (the repository's unless another is named) with the ports of gateway, services and issuers, in that order, replaced. */
export function agenciesOn(ports: readonly number[], file = "agencies.yaml"): string {
  const list = readAgencies(file);
  const urls = [list.partnership.url, ...list.agencies.map(({ url }) => url), list.issuers[0]?.issuer ?? ""];
  const moved = ports.slice(1);
  return urls
    .slice(0, moved.length)
    .reduce((text, url, index) => text.replaceAll(`:${new URL(url).port}/`, `:${moved[index]}/`), readFileSync(file, "utf8"));
}

/** As many free ports as {@link agenciesOn} takes: of the gateway, the partnership, each agency, and, at the end, the issuers. */
export function freePortsFor(list: Agencies = readAgencies("agencies.yaml")): Promise<number[]> {
  return freePorts(list.agencies.length + 3);
}

/** Ports of the loopback address that nothing listens on now. */
export async function freePorts(count: number): Promise<number[]> {
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

async function serverDatabases(services: readonly string[]): Promise<{ settings: Record<string, string>; remove: () => Promise<void> }> {
  const server = process.env["TEST_DATABASE_URL"];
  if (server === undefined) return { settings: {}, remove: () => Promise.resolve() };
  const made = await Promise.all(services.map(async (service) => ({ service, ...(await createServerDatabase(server, service)) })));
  return {
    settings: Object.fromEntries(made.map(({ service, url }) => [databaseUrlSetting(service), url])),
    remove: async () => void (await Promise.all(made.map(({ remove }) => remove()))),
  };
}
