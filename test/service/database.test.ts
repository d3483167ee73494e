import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { closeDatabase, openDatabase } from "../../service/database.ts";
import type { DatabaseOptions } from "../../service/database.ts";
import { openTestDatabase, templateDir } from "../databases.ts";
import { Notes0001 } from "./notes.ts";

let folder: string;
/** Most tests open the same database one after the other: making one takes longer than all the rest. */
let dataDir: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "childview-database-"));
  dataDir = join(folder, "data");
});
afterAll(() => rm(folder, { recursive: true, force: true }));
function options(more: Partial<DatabaseOptions> = {}): DatabaseOptions {
  return { service: "notes", dataDir, templateDir, entities: [], migrations: [Notes0001], ...more };
}

describe("an embedded database", () => {
  test("is made and migrated at the first opening, and keeps what was stored until the next", async () => {
    const first = await openDatabase(options());
    expect(await first.query("SELECT text FROM note")).toEqual([]);
    await first.query("INSERT INTO note VALUES ('kept')");
    await closeDatabase(first);
    const statements: string[] = [];
    const second = await openDatabase(options({ onStatement: (sql) => statements.push(sql) }));
    expect(await second.query("SELECT text FROM note")).toEqual([{ text: "kept" }]);
    expect(statements.filter((sql) => sql.includes("CREATE TABLE note"))).toEqual([]);
    await closeDatabase(second);
  });

  test("lets nobody but its own user into its folder", async () => {
    await closeDatabase(await openDatabase(options()));
    expect((await stat(join(dataDir, "notes"))).mode & 0o077).toBe(0);
  });

  test("tells each statement to the listener, transactions included", async () => {
    const statements: string[] = [];
    const database = await openDatabase(options({ onStatement: (sql) => statements.push(sql) }));
    statements.length = 0;
    await database.transaction((manager) => manager.query("SELECT 1"));
    expect(statements).toEqual(["START TRANSACTION", "SELECT 1", "COMMIT"]);
    await closeDatabase(database);
  });

  test("lets in what has come meanwhile after each statement, however many follow each other", async () => {
    const database = await openDatabase(options());
    let [others, over] = [0, false];
    const other = (): void => void (over || setImmediate(() => (others++, other())));
    other();
    const seen: number[] = [];
    for (let at = 0; at < 20; at++) {
      await database.query("SELECT 1");
      seen.push(others);
    }
    over = true;
    expect(seen.filter((count, at) => count <= (seen[at - 1] ?? 0))).toEqual([]);
    await closeDatabase(database);
  });

  test("refuses a second opener while it is open, and only then", async () => {
    const database = await openDatabase(options());
    await expect(openDatabase(options())).rejects.toMatchObject({
      code: "DATA_IN_USE",
      message: expect.stringContaining(String(process.pid)),
    });
    await closeDatabase(database);
    await closeDatabase(database);
    await closeDatabase(await openDatabase(options()));
    expect(existsSync(join(dataDir, "notes.lock"))).toBe(false);
  });

  test("is taken over from a process that was killed, with all that it had stored", async () => {
    await killedWhileOpen();
    expect(existsSync(join(dataDir, "notes.lock"))).toBe(true);
    const database = await openDatabase(options());
    expect(await database.query("SELECT text FROM note")).toEqual([{ text: "kept" }, { text: "stored before the kill" }]);
    await closeDatabase(database);
  });

  test("is not taken over from another machine, nor freed by the lock of a process that took this one's number", async () => {
    const lock = join(dataDir, "notes.lock");
    await writeFile(lock, JSON.stringify({ host: "elsewhere", pid: 1, started: "" }));
    await expect(openDatabase(options())).rejects.toMatchObject({ code: "DATA_IN_USE" });
    await writeFile(lock, JSON.stringify({ host: hostname(), pid: process.pid, started: "an earlier process" }));
    const database = await openDatabase(options());
    expect(JSON.parse(await readFile(lock, "utf8"))).toMatchObject({ pid: process.pid });
    await closeDatabase(database);
  });

  test("opens only once when many ask at the same moment", async () => {
    const results = await Promise.allSettled([1, 2, 3].map(() => openDatabase(options())));
    const opened = results.filter((result) => result.status === "fulfilled");
    expect(opened).toHaveLength(1);
    for (const { value } of opened) await closeDatabase(value);
  });

  test("says so in one line when its folder cannot be used", async () => {
    await writeFile(join(folder, "file"), "a file where the folder should be");
    const refusal = openDatabase(options({ dataDir: join(folder, "file") }));
    await expect(refusal).rejects.toMatchObject({ code: "DATA_UNREADABLE", message: expect.stringMatching(/^[^\n]*notes: [^\n]+$/) });
  });

  test("leaves no lock behind when a migration fails", async () => {
    await expect(openDatabase(options({ migrations: [FailingAlways] }))).rejects.toThrow("no_such_table");
    expect(existsSync(join(dataDir, "notes.lock"))).toBe(false);
  });
});

describe("a server", () => {
  const onServer = process.env["TEST_DATABASE_URL"] === undefined ? test.skip : test;

  onServer("is migrated once by replicas that start together", async () => {
    const { dataSource, close } = await openTestDatabase("notes", [], []);
    const { url } = dataSource.options as { url: string };
    const replicas = await Promise.all([1, 2, 3].map(() => openDatabase(options({ url }))));
    // Its own and those of the audit log and of its witness, which every database has.
    const run = "SELECT count(*)::int AS run, count(DISTINCT name)::int AS different FROM migrations";
    expect(await dataSource.query(run)).toEqual([{ run: 3, different: 3 }]);
    for (const replica of replicas) await closeDatabase(replica);
    await close();
  });

  test("that does not answer is named in one line, without the password", async () => {
    const refusal = openDatabase(options({ url: "postgres://someone:secret@127.0.0.1:1/notes" }));
    await expect(refusal).rejects.toMatchObject({
      code: "DATABASE_UNREACHABLE",
      message: expect.stringMatching(/^notes, 127\.0\.0\.1:1\/notes: [^\n]*ECONNREFUSED[^\n]*$/),
    });
  });
});

class FailingAlways {
  readonly name = "Failing1764000000009";
  up(runner: { query: (sql: string) => Promise<unknown> }): Promise<unknown> {
    return runner.query("SELECT * FROM no_such_table");
  }
  down(): Promise<void> {
    return Promise.resolve();
  }
}

async function killedWhileOpen(): Promise<void> {
  const child = spawn(process.execPath, ["run.js", "test/service/open-and-wait.ts", dataDir, templateDir], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  child.kill("SIGKILL");
  await once(child, "exit");
}
