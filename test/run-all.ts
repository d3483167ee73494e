import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { quickFolder } from "./quick-folder.ts";
import { makeOriginals } from "./copied/make-originals.ts";
import { placeForOriginals, removeFromServer, setting } from "./copied/originals.ts";
import { findPostgresql, type PostgresqlServer, startPostgresqlServer } from "./postgresql-server.ts";
import { testFiles, testFolder, usersOfDatabases, withoutDatabase } from "./rounds.ts";
import { writeSuites } from "./suites/write-suites.ts";

const state: { jest?: ChildProcess; interrupted: boolean } = { interrupted: false };

/**
 * `npm test`: every test, on the embedded database. `npm run test:postgresql`: those that use a database, once more on a real PostgreSQL server: the one that
 * TEST_DATABASE_URL names, or else one of our own. `--without-database` and names of folders: those of these that use none. Other words after `--` go to jest, and the database is the embedded one, or that server.
 */
async function main(words: readonly string[]): Promise<number> {
  const { TEST_DATABASE_URL: given, ...environment } = process.env;
  if (words[0] === "--on-postgresql") return given === undefined ? onServerOfOurOwn() : onServer(given);
  if (words[0] === "--without-database") return runTogether(withoutDatabase(words.slice(1)), environment, { originals: false });
  return words.length > 0 ? runJest(words, process.env) : runTogether(testFiles(), environment);
}

async function onServerOfOurOwn(): Promise<number> {
  const programs = findPostgresql();
  if (programs === undefined) {
    process.stderr.write("No PostgreSQL server is installed, so no test ran on one (Debian: apt-get install postgresql).\n");
    return 1;
  }
  const server: PostgresqlServer = await startPostgresqlServer(programs);
  try {
    return state.interrupted ? 1 : await onServer(server.url);
  } finally {
    server.stop();
  }
}

function onServer(url: string): Promise<number> {
  process.stdout.write("The tests that use a database, once more on a PostgreSQL server:\n");
  return runTogether(usersOfDatabases(), { ...process.env, TEST_DATABASE_URL: url });
}

async function runTogether(files: readonly string[], environment: NodeJS.ProcessEnv, needs?: { originals: boolean }): Promise<number> {
  const suites = writeSuites(testFolder, files);
  try {
    return await runJest([], { ...environment, TEST_SUITES: suites.folder }, needs);
  } finally {
    suites.remove();
  }
}

async function runJest(words: readonly string[], environment: NodeJS.ProcessEnv, needs = { originals: true }): Promise<number> {
  const folder = quickFolder();
  const server = environment["TEST_DATABASE_URL"];
  const originals = placeForOriginals(folder.path, server);
  const env = { ...environment, TMPDIR: folder.path, ...(needs.originals ? { [setting]: originals } : {}) };
  const jest = spawn(process.execPath, ["node_modules/jest/bin/jest.js", ...words], { env, stdio: "inherit" });
  state.jest = jest;
  const ended = once(jest, "exit") as Promise<[number | null]>;
  try {
    if (needs.originals) await makeOriginals(originals, server);
    const [code] = await ended;
    return code ?? 1;
  } finally {
    // Nothing of a run goes on that has no databases to copy.
    jest.kill();
    await ended;
    if (server !== undefined) await removeFromServer(server, originals);
    folder.remove();
  }
}

// Jest stops its tests, and the server is stopped after it, before this process ends.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    state.interrupted = true;
    state.jest?.kill(signal);
  });
}

process.exitCode = await main(process.argv.slice(2));
