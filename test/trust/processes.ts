import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

/** How a command ended, and what it wrote. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Starts one of the project's files as its users do. `input` is not given; both outputs can be read. */
export function start(file: string, words: readonly string[], environment: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, ["run.js", file, ...words], {
    env: { ...process.env, NODE_OPTIONS: "", NODE_ENV: "development", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Runs one of the project's files to its end. */
export async function run(file: string, words: readonly string[], environment: NodeJS.ProcessEnv): Promise<Ended> {
  const child = start(file, words, environment);
  if (child.stdout === null || child.stderr === null) throw new Error("its outputs cannot be read");
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { code: child.exitCode, out, err };
}

/** A port of this machine that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  await once(server.close(), "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

const folders: string[] = [];

/** The project's list of agencies with its issuers moved to another port, as a file in a new folder. Further text is put after it. */
export async function agenciesFile(port: number, more = ""): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "childview-"));
  folders.push(folder);
  const list = await readFile("agencies.yaml", "utf8");
  await writeFile(join(folder, "agencies.yaml"), list.replaceAll("127.0.0.1:4010", `127.0.0.1:${port}`) + more);
  return join(folder, "agencies.yaml");
}

/** Removes the folders that were made. */
export async function removeFolders(): Promise<void> {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
}
