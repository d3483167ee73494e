import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

/**
 * Installs the packages of the folder's own lock, unless it has a node_modules already. Says so on the error output, where npm's own
 * words go too. Throws if npm fails. Scripts of the packages are not run.
 */
export function installPackages(folder: string): void {
  if (existsSync(join(folder, "node_modules"))) return;
  process.stderr.write("Installing the engines to compare with (npm ci in bench/, about 130 MB)…\n");
  const { status, error } = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
    cwd: folder,
    stdio: ["ignore", process.stderr.fd, process.stderr.fd],
  });
  if (error || status !== 0) throw new Error("npm ci in bench/ failed.", { cause: error });
}
