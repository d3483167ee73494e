import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { closeDatabase, openDatabase, originsOf } from "../../service/database.ts";
import { databaseUrlSetting } from "../../service/settings.ts";
import { education } from "../../subgraphs/education/subgraph.ts";
import { databasePlace } from "../databases.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "childview-command-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs `npm run import -- <words>`, without npm. */
function importing(words: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["run.js", "subgraphs/import.ts", ...words], {
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: "", DATA_DIR: join(folder, "data"), ...environment },
  });
  return { status, stdout, stderr };
}

test("an import that is refused leaves a database as it was, without a note that it has had records", async () => {
  const { place, remove } = await databasePlace("education");
  const setting: Record<string, string> =
    place.url === undefined ? { DATA_DIR: place.dataDir } : { [databaseUrlSetting("education")]: place.url };
  const noted = async () => {
    const opened = await openDatabase({
      service: "education",
      ...place,
      entities: [...education.entities],
      migrations: [...education.migrations],
    });
    const origins = await originsOf(opened);
    await closeDatabase(opened);
    return origins;
  };
  const file = join(folder, "provision.csv");
  const header = "UPN,URN,SchoolName,SchoolType,EnrolStatus,EntryDate\n";
  expect(await noted()).toEqual([]);
  // It can be read, and names a child whom nobody knows: it is refused when it is stored.
  await writeFile(file, "UPN,SENprovision,SENprovisionStartDate\nW301200112345,K,2025-09-01\n");
  expect(importing(["education", file], setting)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("is the UPN of no known child"),
  });
  expect(await noted()).toEqual([]);
  await writeFile(file, `${header}W301200112345,123456,School,PRIMARY,C,2020-09-01\n`);
  expect(importing(["education", file], setting)).toMatchObject({ status: 0, stdout: "provision.csv: 1 added, 0 changed, 0 unchanged\n" });
  expect(await noted()).toEqual(["import"]);
  await remove();
});

test("--replace is refused where it means nothing, as for bundles, with the reason: no option is silently ignored", () => {
  expect(importing(["health", "--replace", "bundle.json"])).toEqual({
    status: 1,
    stdout: "",
    stderr: expect.stringMatching(
      /^ARGUMENT_INVALID: --replace means nothing for health, so nothing was imported: a bundle is never the whole/,
    ),
  });
});
