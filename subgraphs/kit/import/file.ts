import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { ImportRefused } from "./refused.ts";

/** A file to import, read and decoded. */
export interface ImportFile {
  /** Its name without the folder. */
  name: string;
  /** Its text, without a byte order mark. */
  text: string;
}

/** 64 MiB: a local authority's yearly census is a few; what is larger is a mistake and would exhaust the memory. */
const largest = 64 * 1024 * 1024;

/** Reads a file as UTF-8 text. Throws IMPORT_REFUSED for one that is missing, a folder, empty, larger than 64 MiB, binary, or in another encoding. */
export async function readImportFile(path: string): Promise<ImportFile> {
  const name = basename(path);
  const bytes = await bytesOf(path, name);
  const text = decode(bytes);
  if (text === undefined || text.includes("\0")) throw new ImportRefused({ file: name, reason: "is not a text file in UTF-8" });
  if (text.trim() === "") throw new ImportRefused({ file: name, reason: "is empty" });
  return { name, text };
}

async function bytesOf(path: string, name: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > largest) throw new ImportRefused({ file: name, reason: "is larger than 64 MiB" });
    return await readFile(path);
  } catch (cause) {
    if (cause instanceof ImportRefused) throw cause;
    throw new ImportRefused({ file: name, reason: `cannot be read (${cause instanceof Error ? cause.message : String(cause)})` });
  }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
