import { existsSync, mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";

/**
 * Makes a folder that only its own user may enter (PGlite gives its files the rights 0666), and those above it that are missing; leaves one that is there as it is. One after the other: in places like /proc
 * Node's recursive `mkdir` tries for ever. Throws what the system says.
 */
export function makePrivateFolder(folder: string): void {
  if (existsSync(folder)) return;
  const above = dirname(resolve(folder));
  if (!existsSync(above)) makePrivateFolder(above);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (cause) {
    // Another process may have made it since.
    if (!existsSync(folder)) throw cause;
  }
}

/** What an error of the file system comes to, in one line: Node's, or that of the embedded PostgreSQL, whose errors have a number of WASI's (`errno_t`) and no words. */
export function fileProblem(cause: unknown): string {
  if (typeof cause !== "object" || cause === null) return String(cause);
  if ("message" in cause && typeof cause.message === "string" && cause.message !== "") return cause.message;
  if (!("errno" in cause)) return "it cannot be used";
  return wasiErrors.get(cause.errno) ?? `the embedded PostgreSQL met error ${String(cause.errno)} of its file system`;
}

const wasiErrors: ReadonlyMap<unknown, string> = new Map([
  [2, "permission denied"],
  [29, "the device could not be read or written"],
  [51, "no space left on the device"],
  [69, "the file system is read-only"],
]);
