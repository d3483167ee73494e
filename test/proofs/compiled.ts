import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import { transformFileSync } from "@swc/core";

const rooms = ["gateway", "policies", "service", "subgraphs", "trust"];
const known = new Map<string, string>();

/**
 * The services of the tree in `root` as JavaScript, in a folder that goes with this process; once for each tree. A service starts from it in half the time, and these proofs
 * start services a hundred times. Everything else that services read they find from where they run.
 */
export function compiled(root: string): string {
  const tree = resolve(root);
  const folder = known.get(tree) ?? compile(tree);
  known.set(tree, folder);
  return folder;
}

function compile(tree: string): string {
  const folder = mkdtempSync(join(tmpdir(), "childview-compiled-"));
  process.on("exit", () => {
    rmSync(folder, { recursive: true, force: true });
  });
  for (const room of [...rooms, "package.json"].filter((each) => readdirSync(tree).includes(each)))
    cpSync(join(tree, room), join(folder, room), { recursive: true });
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".ts") && !name.startsWith("node_modules"),
  ))
    writeFileSync(join(folder, file.replace(/\.ts$/, ".js")), transformFileSync(join(folder, file), options).code);
  return folder;
}

// As everything is compiled that tests run; the last is newer than swc's types.
const jsc = { target: "es2023", rewriteRelativeImportExtensions: true } as const;
const options = { configFile: resolve(".swcrc"), jsc };
