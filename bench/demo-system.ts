import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { readAgencies } from "../trust/agencies.ts";

/** The demo system, as processes of their own, on ports and in a folder of its own. */
export interface DemoSystem {
  readonly gateway: string;
  readonly partnership: string;
  /** An access token of a demo person. */
  tokenOf(person: string): Promise<string>;
  /** The process that started the others. */
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

/** Starts what `npm start` starts, and resolves when it is ready; with the data of `dataDir`, or else new ones, and with settings of a benchmark's own. Rejects with what it said if it does not start. */
export async function startDemoSystem(dataDir?: string, own: NodeJS.ProcessEnv = {}): Promise<DemoSystem> {
  const folder = mkdtempSync(join(tmpdir(), "childview-bench-"));
  const agenciesFile = join(folder, "agencies.yaml");
  const port = await freePort();
  writeFileSync(agenciesFile, await onFreePorts(readFileSync("agencies.yaml", "utf8")));
  const settings = {
    NODE_ENV: "development",
    LOG_LEVEL: "fatal",
    PORT: String(port),
    AGENCIES: agenciesFile,
    DATA_DIR: dataDir ?? join(folder, "data"),
  };
  const launcher = spawn(process.execPath, ["run.js", "development/start.ts"], {
    env: { ...process.env, ...settings, ...own },
    // Over the channel it notices if this process is gone, and stops what it started.
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  await untilReady(launcher);
  const { partnership, issuers } = readAgencies(agenciesFile);
  return {
    gateway: `http://127.0.0.1:${port}`,
    partnership: new URL(partnership.url).origin,
    tokenOf: async (person) => {
      const answer = await fetch(`${new URL(issuers[0]?.issuer ?? "").origin}/persons/${person}/token`);
      return ((await answer.json()) as { accessToken: string }).accessToken;
    },
    pid: launcher.pid,
    stop: async () => {
      launcher.kill("SIGTERM");
      if (launcher.exitCode === null) await once(launcher, "exit");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilReady(launcher: ChildProcess): Promise<void> {
  const said: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      said.push(chunk.toString());
      if (said.at(-1)?.includes("Childview is ready")) resolve();
    };
    launcher.stdout?.on("data", listen);
    launcher.stderr?.on("data", listen);
    launcher.once("exit", () => reject(new Error(`the demo system did not start:\n${said.join("")}`)));
  });
}

const ports = /(?<=127\.0\.0\.1:)\d+/g;

/** The list of agencies with every port of this machine replaced by one that is free. */
async function onFreePorts(list: string): Promise<string> {
  const moved = new Map<string, string>();
  for (const used of list.match(ports) ?? []) if (!moved.has(used)) moved.set(used, String(await freePort()));
  // In one go: a port that is free may begin like one that is still to be replaced.
  return list.replaceAll(ports, (used) => moved.get(used) ?? used);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}
