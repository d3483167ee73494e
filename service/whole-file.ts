import { randomUUID } from "node:crypto";
import { chmodSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { ChildviewError } from "./errors.ts";

/**
 * Writes a text file, which everybody may read: whole, or not at all. Takes the place of a file of that name. The folder must exist. Throws FILE_UNWRITABLE if it
 * cannot be written.
 */
export function writeWhole(file: string, text: string): void {
  const unfinished = `${file}.${randomUUID()}`;
  try {
    writeFileSync(unfinished, text, { flag: "wx", flush: true });
    // Whatever this user's mask is: what is written here is read by services that run as another user.
    chmodSync(unfinished, 0o644);
    renameSync(unfinished, file);
  } catch (cause) {
    rmSync(unfinished, { force: true });
    throw new ChildviewError("FILE_UNWRITABLE", `${file} cannot be written`, { cause });
  }
}
