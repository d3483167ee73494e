import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";

/** A PostgreSQL server of the tests' own. */
export interface PostgresqlServer {
  /** As its only user, who may create databases. */
  readonly url: string;
  /** Stops it and removes its files. Stopping twice does nothing. */
  stop(): void;
}

/** The folder of PostgreSQL's programs: that of the `initdb` on the path, or else Debian's of the newest version; undefined if there is none. */
export function findPostgresql(): string | undefined {
  const onPath = (process.env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, "initdb"));
  const found = onPath.find((file) => existsSync(file));
  // A link on the path need not have the other programs beside it; the file that it leads to has.
  return found === undefined ? newestOfDebian() : dirname(realpathSync(found));
}

function newestOfDebian(): string | undefined {
  const root = "/usr/lib/postgresql";
  const versions = existsSync(root) ? readdirSync(root).sort((one, other) => Number(other) - Number(one)) : [];
  return versions.map((version) => join(root, version, "bin")).find((folder) => existsSync(join(folder, "initdb")));
}

/**
 * Makes a PostgreSQL cluster in a temporary folder and starts it on a free port of the loopback address, where it asks nobody for a password. It gives durability up
 * for speed. It refuses to run as root, so root starts it as the user `postgres`, which Debian's package makes. Throws what its programs say if it cannot start.
 */
export async function startPostgresqlServer(programs: string): Promise<PostgresqlServer> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "childview-postgresql-"));
  const data = join(folder, "data");
  const run = (program: string, ...words: string[]): void => runProgram(folder, join(programs, program), words);
  const stop = (): void => {
    if (existsSync(join(data, "postmaster.pid"))) run("pg_ctl", "stop", "--pgdata", data, "--mode", "immediate");
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    if (isRoot()) execFileSync("chown", ["postgres", folder]);
    run("initdb", "--pgdata", data, "--username", "postgres", "--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--no-sync");
    const options = [
      "listen_addresses=127.0.0.1",
      `port=${port}`,
      `unix_socket_directories=${folder}`,
      "fsync=off",
      "synchronous_commit=off",
    ];
    run(
      "pg_ctl",
      "start",
      "--wait",
      "--pgdata",
      data,
      "--log",
      join(folder, "log"),
      "--options",
      options.map((option) => `-c ${option}`).join(" "),
    );
  } catch (cause) {
    stop();
    throw cause;
  }
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, stop };
}

function runProgram(folder: string, program: string, words: readonly string[]): void {
  const [command = program, ...rest] = isRoot() ? ["runuser", "-u", "postgres", "--", program, ...words] : [program, ...words];
  // The server inherits the outputs of the program that starts it, so that a pipe would stay open as long as it runs.
  const { status, error } = spawnSync(command, rest, { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) throw new Error(`${program} failed${status === null ? "" : ` with code ${status}`}`, { cause: error });
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return address.port;
}
