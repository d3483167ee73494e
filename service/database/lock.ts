import { linkSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { ChildviewError } from "../errors.ts";

/** Who holds a lock. `started` tells a process from a later one that was given the same number. */
interface Holder {
  host: string;
  pid: number;
  started: string;
}

/**
 * Takes the lock file for this process and returns what gives it back. A lock whose process is gone is taken over. Throws DATA_IN_USE while another
 * process, or this one, holds it; a lock from another machine cannot be checked and counts as held.
 */
export function takeLock(file: string): () => void {
  const mine = JSON.stringify({ host: hostname(), pid: process.pid, started: startOf(process.pid) } satisfies Holder);
  for (let attempt = 0; attempt < 5; attempt++) {
    if (claim(file, mine)) return () => release(file, mine);
    clearStale(file);
  }
  throw new ChildviewError("DATA_IN_USE", `${file}: other processes take this lock at the same moment`);
}

/** Creates the file with its content in one step, so that nobody can read a half-written lock. */
function claim(file: string, content: string): boolean {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, content, { mode: 0o600 });
  try {
    linkSync(own, file);
    return true;
  } catch (cause) {
    if (codeOf(cause) === "EEXIST") return false;
    throw cause;
  } finally {
    unlinkSync(own);
  }
}

function clearStale(file: string): void {
  const content = readIfThere(file);
  if (content === undefined) return;
  const holder = parseHolder(content);
  if (holder !== undefined && isHeld(holder)) {
    throw new ChildviewError("DATA_IN_USE", `${file} is held by process ${holder.pid} on ${holder.host}`);
  }
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") return;
    throw cause;
  }
  // Between the reading and the renaming another process may have taken the stale lock over: then what was moved is its lock, and goes back.
  if (readIfThere(aside) !== content) renameSync(aside, file);
  else rmSync(aside, { force: true });
}

function release(file: string, content: string): void {
  if (readIfThere(file) === content) rmSync(file, { force: true });
}

function isHeld(holder: Holder): boolean {
  if (holder.host !== hostname()) return true;
  try {
    process.kill(holder.pid, 0);
  } catch (cause) {
    // EPERM: the process lives and is another user's.
    if (codeOf(cause) !== "EPERM") return false;
  }
  return holder.started === startOf(holder.pid);
}

/** When a process started, in clock ticks since the machine did (proc(5), field 22); empty where the system does not tell. */
function startOf(pid: number): string {
  const stat = readIfThere(`/proc/${pid}/stat`);
  // The second field is the command in parentheses and may itself hold spaces.
  return (
    stat
      ?.slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .at(19) ?? ""
  );
}

function parseHolder(content: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(content);
    if (typeof value !== "object" || value === null) return undefined;
    const { host, pid, started } = value as Partial<Record<keyof Holder, unknown>>;
    return typeof host === "string" && typeof pid === "number" && typeof started === "string" ? { host, pid, started } : undefined;
  } catch {
    return undefined;
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    if (codeOf(cause) === "ENOENT" || codeOf(cause) === "ESRCH") return undefined;
    throw cause;
  }
}

function codeOf(cause: unknown): unknown {
  return typeof cause === "object" && cause !== null && "code" in cause ? cause.code : undefined;
}
