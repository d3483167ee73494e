import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";

/** A Cerbos server of our own. `address` is where it speaks gRPC: a socket in a folder that only this user can open. */
export interface CerbosServer {
  readonly address: string;
  /** Resolves when the process has ended and its folder is gone. Can be called more than once. */
  readonly stop: () => Promise<void>;
  /** What the server has said on its error output, which tells why it does not answer. */
  readonly complaints: () => string;
}

// Waits until its input ends, which it does however the process at the other end dies, and then leaves nothing behind.
const guard = '"$1" server --config="$2/config.yaml" --log-level=error & read -r _; kill -9 "$!"; wait; rm -rf "$2"';

/** Where the server's program is installed, or undefined where there is none: its package is for Linux on x86-64 only. */
export function cerbosProgram(): string | undefined {
  const name: string = "@cerbos/cerbos-linux-x64";
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch {
    return undefined;
  }
}

/**
 * Starts the server with one policy. Returns at once; waiting until it answers is for the client.
 * Telemetry, audit and metrics are off, and it listens to nothing but sockets in a folder of its own.
 */
export function startCerbos(program: string, policy: string): CerbosServer {
  const folder = mkdtempSync(join(tmpdir(), "childview-bench-"));
  mkdirSync(join(folder, "policies"));
  writeFileSync(join(folder, "policies", "policy.yaml"), policy);
  writeFileSync(join(folder, "config.yaml"), JSON.stringify(configuration(folder)));
  // In a process group of its own, so that an interrupt from the keyboard does not end the guard before it has done its work.
  const server = spawn("sh", ["-c", guard, "sh", program, folder], {
    detached: true,
    stdio: ["pipe", "ignore", "pipe"],
    env: { PATH: process.env["PATH"], CERBOS_NO_TELEMETRY: "1" },
  });
  let complaints = "";
  server.stderr.setEncoding("utf8").on("data", (text: string) => (complaints += text));
  const ended = once(server, "exit");
  return {
    address: `unix:${join(folder, "grpc.socket")}`,
    complaints: () => complaints,
    stop: async () => {
      server.stdin.end();
      await ended;
    },
  };
}

function configuration(folder: string): object {
  return {
    server: { grpcListenAddr: `unix:${folder}/grpc.socket`, httpListenAddr: `unix:${folder}/http.socket`, metricsEnabled: false },
    storage: { driver: "disk", disk: { directory: `${folder}/policies`, watchForChanges: false } },
    audit: { enabled: false },
    telemetry: { disabled: true },
    schema: { enforcement: "none" },
  };
}
