import { execFileSync } from "node:child_process";
import type { PolicyDocuments } from "../policies/index.ts";
import { UsageError } from "./command.ts";

/**
 * The policy documents as they are in a commit, branch or tag of the repository in which this process stands; nothing is checked out. `folder` is where they
 * are now. Throws UsageError if git has no such commit, or it has no policies there.
 */
export function documentsAt(reference: string, folder: string): PolicyDocuments {
  // Git would take it for an option.
  if (reference.startsWith("-")) throw new UsageError(`"${reference}" is neither a folder nor a git reference`);
  const files = git(reference, ["ls-tree", "-r", "--name-only", reference, "--", `${folder}/`]).split("\n");
  const read = (file: string) => ({ file: `${reference}:${file}`, text: git(reference, ["show", `${reference}:./${file}`]) });
  const agreements = files.filter((file) => file.startsWith(`${folder}/agreements/`) && file.endsWith(".yaml"));
  if (agreements.length === 0) throw new UsageError(`"${reference}" is a git reference without agreements in ${folder}`);
  return {
    categories: read(`${folder}/categories.yaml`),
    roles: read(`${folder}/roles.yaml`),
    agreements: agreements.map(read),
  };
}

function git(reference: string, words: readonly string[]): string {
  try {
    return execFileSync("git", [...words], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: 64 * 1024 * 1024 });
  } catch (cause) {
    throw new UsageError(`"${reference}" is neither a folder nor a git reference with policies`, { cause });
  }
}
