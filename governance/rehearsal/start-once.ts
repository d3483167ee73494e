import { spawn } from "node:child_process";
import { once } from "node:events";
import type { PolicyCopy } from "./copy.ts";

/** How long the partnership may take to start, in milliseconds; it takes seconds. */
const longest = 120_000;

/**
 * Starts the partnership in production on a copy, with an empty database of its own in `dataDir`, and stops it once it listens and says that it can answer. Why it did not come to that, as it says
 * itself; undefined if it did.
 */
export async function startOnce(copy: PolicyCopy, dataDir: string): Promise<string | undefined> {
  const child = spawn(process.execPath, ["run.js", "subgraphs/partnership/main.ts"], {
    // Nothing of this environment: a setting of the system that is in use must not reach the copy.
    env: {
      ...{ NODE_ENV: "production", AGENCIES: copy.agencies, POLICIES: copy.policies, HOST: "127.0.0.1", LOG_LEVEL: "silent" },
      ...{ DATA_DIR: dataDir, DATABASE_URL_PARTNERSHIP: "" },
    },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let complaint = "";
  child.stderr?.on("data", (chunk: Buffer) => (complaint += chunk.toString()));
  const ended = once(child, "close");
  const tooLong = setTimeout(() => child.kill("SIGKILL"), longest);
  try {
    const listening = await Promise.race([once(child, "message"), ended.then(() => undefined)]);
    if (listening === undefined) return complaint.trim() === "" ? "it did not listen in time" : complaint.trim();
    const [{ listening: url }] = listening as [{ listening: string }];
    const { status } = await fetch(new URL("/health", url));
    return status === 200 ? undefined : `its /health answered ${String(status)}`;
  } finally {
    child.kill("SIGTERM");
    await ended;
    clearTimeout(tooLong);
  }
}
