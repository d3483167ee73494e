import { execFileSync } from "node:child_process";
import type { PolicyDocuments } from "../policies/index.ts";
import { UsageError } from "./command.ts";

/** A file as a commit has it: its path from the repository's root, and whether it is a plain one. */
interface Entry {
  readonly path: string;
  readonly isFile: boolean;
}

/**
 * The policy documents as they are in a commit, branch or tag of the repository in which this process stands; nothing is checked out. `folder` is where they
 * are now. Takes the files that `loadPolicy` would take. Throws UsageError if there is no git or no such commit, or it has no policies there.
 */
export function documentsAt(reference: string, folder: string): PolicyDocuments {
  const none = `"${reference}" is a git reference without policies in ${folder}`;
  const commit = commitOf(reference);
  const read = (entry: Entry | undefined) => {
    if (entry?.isFile !== true) throw new UsageError(entry ? `${reference}:${entry.path} is no plain file` : none);
    return { file: `${reference}:${entry.path}`, text: git(none, ["show", `${commit}:${entry.path}`]) };
  };
  const only = (file: string) => read(entriesAt(none, commit, `${folder}/${file}`)[0]);
  const agreements = entriesAt(none, commit, `${folder}/agreements/`).filter(({ path }) => path.endsWith(".yaml"));
  if (agreements.length === 0) throw new UsageError(none);
  const [actions] = entriesAt(none, commit, `${folder}/actions.yaml`);
  return {
    categories: only("categories.yaml"),
    actions: actions && read(actions),
    roles: only("roles.yaml"),
    agreements: agreements.map(read),
    agencies: entriesAt(none, commit, `${folder}/agencies/`)
      .filter(({ path }) => path.endsWith(".yaml"))
      .map(read),
  };
}

function commitOf(reference: string): string {
  const otherwise = `"${reference}" is neither a folder with policies nor a git reference`;
  // Git would take it for an option.
  if (reference.startsWith("-")) throw new UsageError(otherwise);
  return git(otherwise, ["rev-parse", "--verify", "--quiet", `${reference}^{commit}`]).trim();
}

// -z: git writes other names than plain English ones in quotes, and they would not be found again.
function entriesAt(otherwise: string, commit: string, path: string): Entry[] {
  return git(otherwise, ["ls-tree", "-z", "--full-name", commit, "--", path])
    .split("\0")
    .filter((line) => line !== "")
    .map((line) => ({ path: line.slice(line.indexOf("\t") + 1), isFile: line.startsWith("100") }))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
}

function git(otherwise: string, words: readonly string[]): string {
  try {
    return execFileSync("git", [...words], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: 64 * 1024 * 1024 });
  } catch (cause) {
    const missing = typeof cause === "object" && cause !== null && "code" in cause && cause.code === "ENOENT";
    throw new UsageError(missing ? "git is not installed, so only a folder can be compared with" : otherwise, { cause });
  }
}
