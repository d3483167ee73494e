import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, relative } from "node:path";

/** The rooms that have programs, with what these read from where they run. */
const rooms = [
  "audit",
  "bench",
  "development",
  "docs/generate",
  "gateway",
  "governance",
  "policies",
  "service",
  "subgraphs",
  "supergraph",
  "test",
  "trust",
];
/** What else decides what a build comes to: this file, and the compiler with its settings. */
const recipe = ["build.js", ".swcrc", "package-lock.json"];
/** How many builds are kept: a service may still run from the one before. */
const kept = 3;
/** How long a build may take, in milliseconds. It takes a second; one that was begun longer ago was broken off. */
const longestBuild = 60 * 60 * 1000;

/**
 * Compiles the tree in `root` and answers the folder of the result: `dist/<stamp>`, where the stamp is a digest of all that goes in. If that folder is there it is good as it is; `say` is told if it has
 * to be made. What is not TypeScript is copied. A build never changes: it is made aside and put in place whole, so that several processes may make the same at once. Types are not checked
 * (`npm run types` does).
 */
export async function build(root, say) {
  const files = rooms.flatMap((room) => filesBelow(join(root, room))).map((file) => relative(root, file));
  const folder = join(root, "dist", stampOf(root, files));
  if (existsSync(folder)) return folder;
  say("Building …\n");
  mkdirSync(join(root, "dist"), { recursive: true });
  const unfinished = mkdtempSync(join(root, "dist", "unfinished-"));
  try {
    await compileAll(root, files, unfinished);
    putInPlace(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  removeOlder(join(root, "dist"), folder);
  return folder;
}

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? (entry.name === "node_modules" ? [] : filesBelow(path)) : [path];
  });
}

function stampOf(root, files) {
  const stamp = createHash("sha256");
  for (const file of [...recipe.filter((each) => existsSync(join(root, each))), ...files.sort()]) {
    const content = readFileSync(join(root, file));
    stamp.update(`${file}\0${content.length}\0`).update(content);
  }
  return stamp.digest("hex").slice(0, 16);
}

async function compileAll(root, files, into) {
  // Here, since a build that is there needs no compiler: what runs in production has none.
  const { transformFile } = await import("@swc/core");
  const options = {
    configFile: join(import.meta.dirname, ".swcrc"),
    jsc: { target: "es2023", rewriteRelativeImportExtensions: true },
    sourceMaps: true,
    inlineSourcesContent: false,
  };
  await Promise.all(
    files.map(async (file) => {
      const [source, target] = [join(root, file), join(into, file)];
      mkdirSync(dirname(target), { recursive: true });
      if (!file.endsWith(".ts")) return cpSync(source, target);
      const script = target.replace(/\.ts$/, ".js");
      const { code, map } = await transformFile(source, { ...options, sourceFileName: relative(dirname(target), source) });
      writeFileSync(script, `${code}//# sourceMappingURL=${basename(script)}.map\n`);
      return writeFileSync(`${script}.map`, map);
    }),
  );
  // A room with a lock of its own has packages of its own, which may be installed later.
  for (const room of rooms.filter((each) => existsSync(join(root, each, "package-lock.json"))))
    symlinkSync(join(root, room, "node_modules"), join(into, room, "node_modules"));
}

function putInPlace(unfinished, folder) {
  try {
    renameSync(unfinished, folder);
  } catch (cause) {
    // Another process was quicker, with the same.
    if (!existsSync(folder)) throw cause;
  }
}

function removeOlder(dist, current) {
  const others = readdirSync(dist)
    .map((name) => ({ name, folder: join(dist, name) }))
    .filter(({ folder }) => folder !== current)
    .map((other) => ({ ...other, at: statSync(other.folder, { throwIfNoEntry: false })?.mtimeMs ?? 0 }));
  const built = others.filter(({ name }) => /^[0-9a-f]{16}$/.test(name)).sort((one, other) => other.at - one.at);
  // What another process is making is left to it.
  const abandoned = others.filter(({ name, at }) => name.startsWith("unfinished-") && at < Date.now() - longestBuild);
  for (const { folder } of [...built.slice(kept - 1), ...abandoned]) rmSync(folder, { recursive: true, force: true });
}
