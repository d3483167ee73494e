import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { once } from "node:events";
import { afterAll, expect, test } from "@jest/globals";
import { lookBefore } from "../../development/look-before.ts";
import { readDevelopmentSettings } from "../../development/settings.ts";
import { fileProblem } from "../../service/database/folder.ts";
import { agenciesOn, freePortsFor } from "../system/boot.ts";

const folder = mkdtempSync(join(tmpdir(), "childview-look-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function look(environment: Record<string, string> = {}, ports?: readonly number[]): Promise<void> {
  const chosen = ports ?? (await freePortsFor());
  const file = join(folder, "agencies.yaml");
  writeFileSync(file, agenciesOn(chosen));
  const settings = readDevelopmentSettings({ PORT: String(chosen[0]), AGENCIES: file, DATA_DIR: join(folder, "new/data"), ...environment });
  await lookBefore(settings);
}

test("a folder is made where data can be, and nothing is said", async () => {
  await look();
});

test.each(["/proc/childview", "/proc/childview/data", "/dev/null/data"])(
  "no data folder can be at %s, and that is said at once",
  async (place) => {
    await expect(look({ DATA_DIR: place })).rejects.toMatchObject({ code: "DATA_UNREADABLE", message: expect.stringContaining(place) });
  },
);

test("all ports that are taken are named together", async () => {
  const ports = await freePortsFor();
  const taken = [ports[0], ports.at(-1)].map((port) => createServer().listen(port, "127.0.0.1"));
  await Promise.all(taken.map((server) => once(server, "listening")));
  try {
    await expect(look({}, ports)).rejects.toMatchObject({
      code: "PORT_IN_USE",
      message: `port ${ports[0]} on 127.0.0.1, port ${ports.at(-1)} on 127.0.0.1 (does another Childview run here?)`,
    });
  } finally {
    for (const server of taken) server.close();
  }
});

test("an address of another machine is said to be none of this one", async () => {
  await expect(look({ HOST: "192.0.2.1" })).rejects.toMatchObject({
    code: "SETTING_INVALID",
    message: expect.stringContaining("192.0.2.1"),
  });
});

test("a full disk is called so, whoever finds it out", () => {
  // PGlite's file system throws objects like this one, which are no errors.
  expect(fileProblem({ name: "ErrnoError", errno: 51 })).toBe("no space left on the device");
  expect(fileProblem({ name: "ErrnoError", errno: 7 })).toBe("the embedded PostgreSQL met error 7 of its file system");
  expect(fileProblem(new Error("ENOSPC: no space left on device"))).toBe("ENOSPC: no space left on device");
});
