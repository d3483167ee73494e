import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { appendFileSync, mkdtempSync, rmSync, statSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { DataSource } from "typeorm";
import { openAuditLog } from "../../service/audit.ts";
import { systemClock } from "../../service/clock.ts";
import { closeDatabase, isDatabaseGone, openDatabase } from "../../service/database.ts";
import { explain } from "../../service/run-process.ts";
import { templateDir } from "../databases.ts";
import { askOneRoute, grant, notRecorded, oneRoute } from "../kit/one-route.ts";
import { failure } from "./failure.ts";
import { Notes0001 } from "./notes.ts";

const disk = mkdtempSync(join(tmpdir(), "childview-full-"));

/** A small disk of its own, which only root can have; without it there is nothing that could be filled. */
function mounted(): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=60m", "tmpfs", disk], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const there = mounted();
const onSmallDisk = there ? describe : describe.skip;
const filler = join(disk, "filler");

/** Fills the disk but for so many bytes. */
function fill(left: number): void {
  try {
    for (;;) appendFileSync(filler, Buffer.alloc(65536));
  } catch {
    truncateSync(filler, statSync(filler).size - left);
  }
}

onSmallDisk("a disk that fills while a service runs", () => {
  let database: DataSource;
  const open = () => openDatabase({ service: "full", dataDir: join(disk, "data"), templateDir, entities: [], migrations: [Notes0001] });
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => closeDatabase(database));

  /** Texts that cannot be made shorter. */
  const write = (rows: number) =>
    database.transaction(async (manager) => {
      for (let row = 0; row < rows; row++)
        await manager.query("INSERT INTO note SELECT string_agg(md5(random()::text), '') FROM generate_series(1, 100)");
    });
  const notes = async () => Number((await database.query<{ count: string }[]>("SELECT count(*) FROM note"))[0]?.count);

  test("has failed changes said to be so and not stored in part, reads answered, and everything stored again once there is room", async () => {
    await write(3);
    fill(200_000);
    let written = 3;
    let failed: unknown;
    while (failed === undefined) {
      failed = await failure(write(20));
      if (failed === undefined) written += 20;
    }
    expect(isDatabaseGone(failed)).toBe(true);
    expect(explain(failed)).toMatch(/^DATABASE_FULL: could not extend file .*No space left on device\. Make room/);
    expect(await notes()).toBe(written);
    rmSync(filler);
    await write(2);
    expect(await notes()).toBe(written + 2);
  });

  test("lets no answer leave of which its audit log takes no entry, and has an entry of each that left", async () => {
    const log = await openAuditLog({ database, service: "full", clock: systemClock, troubled: () => undefined });
    const entries = async () => Number((await database.query<{ count: string }[]>("SELECT count(*) FROM audit_entry"))[0]?.count);
    const { app, url } = await oneRoute(
      ({ guard }) => {
        guard.admit({}, grant);
        for (let record = 0; record < 1000; record++) guard.journal.shown(grant, "health.immunisations", randomUUID());
      },
      (more) => log.append(more),
    );
    fill(200_000);
    let answered = 0;
    let last = await askOneRoute(url);
    for (; last.released; last = await askOneRoute(url)) answered++;
    expect([last, await askOneRoute(url)]).toEqual([notRecorded, notRecorded]);
    rmSync(filler);
    expect(await askOneRoute(url)).toEqual({ status: 200, released: true });
    expect(await entries()).toBe(answered + 1);
    // What was not written left no gap.
    await app.close();
    await log.close();
  });

  test("brings the embedded database down when its log has no room, and it stands up again by itself with what was committed", async () => {
    fill(100_000);
    let written = await notes();
    let failed: unknown;
    while (failed === undefined) {
      // A new part of the log is begun each time, so that it is the log that finds no room.
      failed = await failure(database.query("DELETE FROM note WHERE text = 'x'; INSERT INTO note VALUES ('x'); SELECT pg_switch_wal()"));
      if (failed === undefined) written = await notes();
    }
    expect(explain(failed)).toMatch(/^DATABASE_FULL: could not write to file "pg_wal.*No space left on device/);
    expect(explain(await failure(database.query("SELECT 1")))).toMatch(/^DATABASE_FULL: could not open /);
    rmSync(filler);
    const after = await notes();
    expect([written, written + 1]).toContain(after);
    await write(2);
    await closeDatabase(database);
    database = await open();
    expect(await notes()).toBe(after + 2);
  });
});

afterAll(() => {
  // Lazily: the database that fell still has files open.
  if (there) execFileSync("umount", ["-l", disk], { stdio: "ignore" });
  rmSync(disk, { recursive: true, force: true });
});
