import { constants, cpSync, existsSync } from "node:fs";
import { chmod, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { PGlite } from "@electric-sql/pglite";
import { z } from "zod";
import { ChildviewError } from "../errors.ts";
import { fileProblem, makePrivateFolder } from "./folder.ts";
import { takeLock } from "./lock.ts";
import { Revived } from "./revived.ts";

/** TypeScript's libraries know WebAssembly as a browser's only; Node has it too. */
declare const WebAssembly: { compile(bytes: Uint8Array): Promise<object> };

const { resolve } = createRequire(import.meta.url);

/** An open embedded database, and what closes it and gives its lock back. */
interface Embedded {
  database: Revived;
  close: () => Promise<void>;
}

/**
 * Opens the embedded PostgreSQL in `<dataDir>/<service>`, making it first if it is not there: a new one is a copy of an empty database in `templateDir`, because
 * initialising one takes seconds. Throws DATA_IN_USE when another process has it open, DATA_UNREADABLE when the folder cannot be used.
 */
export async function openEmbedded(dataDir: string, service: string, templateDir: string): Promise<Embedded> {
  const folder = join(dataDir, service);
  const release = await reading(folder, () => {
    makePrivateFolder(dataDir);
    return Promise.resolve(takeLock(`${folder}.lock`));
  });
  try {
    const database = new Revived(async () => {
      const opened = new PGlite({ dataDir: folder, pgliteWasmModule: await wasmModule() });
      await opened.waitReady;
      return opened;
    }, folder);
    await reading(folder, async () => {
      if (!existsSync(folder)) await copyTemplate(folder, templateDir);
      await database.stand();
    });
    return {
      database,
      close: async () => {
        await database.close();
        release();
      },
    };
  } catch (cause) {
    release();
    throw cause;
  }
}

async function copyTemplate(folder: string, templateDir: string): Promise<void> {
  const template = await madeTemplate(templateDir);
  // Copied beside its place and moved there, so that a copy that was cut short is never taken for a database.
  const copy = await mkdtemp(`${folder}.new-`);
  // At once: a promise for each of hundreds of files takes several times as long as the files do.
  cpSync(template, copy, { recursive: true, mode: constants.COPYFILE_FICLONE });
  await chmod(copy, 0o700);
  await rename(copy, folder);
}

const templates = new Map<string, Promise<string>>();

function madeTemplate(templateDir: string): Promise<string> {
  const made = templates.get(templateDir) ?? makeTemplate(templateDir);
  templates.set(templateDir, made);
  made.catch(() => templates.delete(templateDir));
  return made;
}

/** One empty database for each version of PGlite: another version's files may not be readable. */
async function makeTemplate(templateDir: string): Promise<string> {
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(await readFile(join(pgliteFolder(), "../package.json"), "utf8")));
  const template = join(templateDir, `.template-${version}`);
  if (existsSync(template)) return template;
  makePrivateFolder(templateDir);
  // Services that start together for the first time wait for one of them to make it, instead of each making its own.
  const release = await lockWhenFree(`${template}.lock`);
  try {
    if (!existsSync(template)) await initialise(template);
    return template;
  } finally {
    release();
  }
}

async function initialise(template: string): Promise<void> {
  const unfinished = await mkdtemp(`${template}.new-`);
  const pglite = new PGlite({
    dataDir: join(unfinished, "data"),
    pgliteWasmModule: await wasmModule(),
    // Small segments and buffers: without them an empty database takes 70 MB more.
    initDbStartParams: ["--wal-segsize=1"],
    postgresqlconf: ["shared_buffers=8MB"],
  });
  await pglite.waitReady;
  // Nobody makes a second database in it, and what they would be made from is two thirds of its files.
  await pglite.exec("UPDATE pg_database SET datistemplate = false");
  for (const unused of ["template0", "template1"]) await pglite.exec(`DROP DATABASE ${unused}`);
  await pglite.close();
  await rename(join(unfinished, "data"), template);
  await rm(unfinished, { recursive: true, force: true });
}

/** Waits up to a minute: initialising takes seconds. Throws DATA_IN_USE after that. */
async function lockWhenFree(file: string): Promise<() => void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return takeLock(file);
    } catch (cause) {
      if (attempt === 600) throw cause;
      await setTimeout(100);
    }
  }
}

let compiled: Promise<object> | undefined;

/** Compiled once and shared by every database of the process. */
function wasmModule(): Promise<object> {
  compiled ??= readFile(join(pgliteFolder(), "pglite.wasm")).then((bytes) => WebAssembly.compile(bytes));
  return compiled;
}

function pgliteFolder(): string {
  return join(resolve("@electric-sql/pglite/pglite.wasm"), "..");
}

async function reading<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof ChildviewError) throw cause;
    throw new ChildviewError("DATA_UNREADABLE", `${folder}: ${fileProblem(cause)}`, { cause });
  }
}
