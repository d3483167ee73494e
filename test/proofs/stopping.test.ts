import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";

const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
const folder = mkdtempSync(join(tmpdir(), "childview-stopping-"));
const start = `cd ${resolve(".")} && ${scripts["start"]?.replace("development/start.ts", "test/development/launcher.ts")}`;
writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "stopping", private: true, scripts: { start } }));
const launchers: number[] = [];

afterAll(() => {
  for (const pid of launchers) killIfThere(pid);
  rmSync(folder, { recursive: true, force: true });
});

/** Starts by npm, with the words of `npm start`, a service that does nothing; settles when it listens. */
async function startByNpm(...words: string[]): Promise<{ npm: ChildProcess; launcher: number }> {
  const environment = { ...process.env, NODE_OPTIONS: "" };
  const npm = spawn("npm", ["start", "--", ...words], { cwd: folder, env: environment, stdio: ["ignore", "pipe", "ignore"] });
  let out = "";
  await new Promise<void>((ready, failed) => {
    npm.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString();
      if (out.includes("all listen")) ready();
    });
    npm.once("exit", () => failed(new Error(`it did not start: ${out}`)));
  });
  const launcher = Number(/launcher (\d+)/.exec(out)?.[1]);
  launchers.push(launcher);
  return { npm, launcher };
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended, as it should.
  }
}

/** Every process that npm started writes to the same pipe: it closes when none of them is left. */
const allEnded = (npm: ChildProcess) => once(npm, "close");

describe("all that npm start started ends", () => {
  test.concurrent.each(["SIGINT", "SIGKILL"] as const)("on %s to npm alone", async (signal) => {
    const { npm } = await startByNpm();
    npm.kill(signal);
    await allEnded(npm);
  });

  test.concurrent("when the process that started the services is killed", async () => {
    const { npm, launcher } = await startByNpm();
    process.kill(launcher, "SIGKILL");
    await allEnded(npm);
  });

  test.concurrent("on SIGTERM to npm alone, even if a service does not come to its end by itself", async () => {
    const { npm } = await startByNpm("hangs");
    npm.kill("SIGTERM");
    await allEnded(npm);
  });
});

test("npm stands directly before each service that it starts, with no shell that keeps signals to itself", () => {
  for (const [name, command] of Object.entries(scripts)) if (/^start\b/.test(name)) expect(command).toMatch(/^exec node /);
});
