import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { resetDemo } from "../../development/demo/reset.ts";
import { readDevelopmentSettings } from "../../development/settings.ts";
import { closeDatabase, noteOrigin, openDatabase } from "../../service/database.ts";
import { templateDir } from "../databases.ts";
import { KnownChild, youthWork } from "../kit/youth-work.ts";

const dataDir = mkdtempSync(join(tmpdir(), "childview-reset-"));
const settings = readDevelopmentSettings({ DATA_DIR: dataDir });
const refused = { code: "DEMO_REFUSED" };
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

/** Stands for the database of one of the services: what tables it has does not matter here. */
const open = () =>
  openDatabase({ service: "health", dataDir, templateDir, entities: [...youthWork.entities], migrations: [...youthWork.migrations] });

test("the demo's data are removed, but not while they are in use, nor with any that are not the demo's", async () => {
  writeFileSync(join(dataDir, "demo-families-loaded"), "");
  writeFileSync(join(dataDir, "of-somebody-else"), "");
  const database = await open();
  const of = { children: KnownChild, mode: "development" };
  await expect(resetDemo(settings)).rejects.toMatchObject({ code: "DATA_IN_USE" });
  await closeDatabase(database);
  await expect(resetDemo(settings)).rejects.toMatchObject(refused);

  const noted = await open();
  await noted.transaction((manager) => noteOrigin(manager, "demo", of));
  await closeDatabase(noted);
  expect(await resetDemo(settings)).toEqual(["health"]);
  expect(["health", "health.lock", "demo-families-loaded", "of-somebody-else"].map((name) => existsSync(join(dataDir, name)))).toEqual([
    ...[false, false, false, true],
  ]);

  const mixed = await open();
  await mixed.transaction((manager) => noteOrigin(manager, "demo", of));
  await mixed.transaction((manager) => noteOrigin(manager, "import", of));
  await closeDatabase(mixed);
  await expect(resetDemo(settings)).rejects.toMatchObject(refused);
  expect(existsSync(join(dataDir, "health"))).toBe(true);
});

test("records on a server are not taken for those of the folder", async () => {
  const onServer = readDevelopmentSettings({ DATA_DIR: dataDir, DATABASE_URL_HEALTH: "postgres://somewhere/health" });
  await expect(resetDemo(onServer)).rejects.toMatchObject({ ...refused, message: expect.stringContaining("DATABASE_URL_HEALTH") });
});
