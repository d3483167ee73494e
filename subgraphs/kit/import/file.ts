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

/** Reads a file as UTF-8 text. Throws IMPORT_REFUSED for one that is missing, a folder, empty, larger than 64 MiB, binary, or in another encoding, with the line. */
export async function readImportFile(path: string): Promise<ImportFile> {
  const name = basename(path);
  const bytes = await bytesOf(path, name);
  const text = decode(bytes, name);
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

function decode(bytes: Uint8Array, file: string): string {
  if (startsWith(bytes, [0x50, 0x4b, 3, 4]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    throw new ImportRefused({ file, reason: `is a spreadsheet or an archive, not a text file: ${remedy}` });
  }
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) {
    throw new ImportRefused({ file, line: 1, reason: `is in UTF-16, and not in UTF-8: ${remedy}` });
  }
  const nul = bytes.indexOf(0);
  if (nul !== -1)
    throw new ImportRefused({
      file,
      line: lineOf(bytes, nul),
      reason: `holds a zero byte, as UTF-16 does, and is not text in UTF-8: ${remedy}`,
    });
  const text = utf8(bytes);
  if (text === undefined) throw otherEncoding(bytes, file);
  return text;
}

const remedy = "save it in UTF-8 (in a spreadsheet, as “CSV UTF-8”) and import it again";

/** Nearly always it is the code page of Windows, in which each accented letter and curly quote is one byte. */
function otherEncoding(bytes: Uint8Array, file: string): ImportRefused {
  let from = 0;
  for (let line = 1; ; line++) {
    const end = bytes.indexOf(0x0a, from);
    const own = bytes.subarray(from, end === -1 ? bytes.length : end);
    if (utf8(own) === undefined) {
      const value = new TextDecoder("windows-1252").decode(own).trim();
      return new ImportRefused({ file, line, value, reason: `is not in UTF-8 but, as it seems, in Windows-1252: ${remedy}` });
    }
    if (end === -1) return new ImportRefused({ file, reason: `is not in UTF-8: ${remedy}` });
    from = end + 1;
  }
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

function lineOf(bytes: Uint8Array, at: number): number {
  return bytes.subarray(0, at).filter((byte) => byte === 0x0a).length + 1;
}
