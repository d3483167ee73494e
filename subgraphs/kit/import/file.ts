import { open, type FileHandle } from "node:fs/promises";
import { basename } from "node:path";
import { decoded } from "./decoded.ts";
import { ImportRefused } from "./refused.ts";

/** A file to import. It is read once: its beginning tells its kind, and the rest comes when the kind reads on. */
export interface ImportFile {
  /** Its name without the folder. */
  readonly name: string;
  /** The beginning of its text, without a byte order mark: not blank, and mostly whole lines. */
  readonly head: string;
  /** All of its text in pieces, the head first; to be asked for once. Throws IMPORT_REFUSED where the file goes on in another encoding, or cannot be read. */
  readonly pieces: () => AsyncIterable<string>;
}

/** An import file that is open. */
export interface OpenFile extends ImportFile {
  readonly close: () => Promise<void>;
}

/** 64 MiB: a local authority's yearly census is a few; what is larger is a mistake. */
const largest = 64 * 1024 * 1024;

const pieceSize = 64 * 1024;

/**
 * Opens a file of UTF-8 text and reads its beginning. Throws IMPORT_REFUSED for one that is missing, a folder, empty, larger than 64 MiB, binary, or in another encoding,
 * with the line.
 */
export async function openImportFile(path: string): Promise<OpenFile> {
  const name = basename(path);
  const handle = await reached(name, () => open(path));
  try {
    await refuseLarge(handle, name);
    const texts = decoded(bytesOf(handle, name), name);
    const head = await headOf(texts, name);
    return { name, head, pieces: () => after(head, texts), close: () => handle.close() };
  } catch (cause) {
    await handle.close();
    throw cause;
  }
}

/** All of a file's text, for a form that cannot be understood in parts. */
export async function wholeText(file: ImportFile): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of file.pieces()) pieces.push(piece);
  return pieces.join("");
}

async function headOf(texts: AsyncIterator<string>, name: string): Promise<string> {
  const pieces: string[] = [];
  // Each piece is looked at once: a file can be blank for as long as it likes.
  while ((pieces.at(-1) ?? "").trim() === "") {
    const next = await texts.next();
    if (next.done === true) throw new ImportRefused({ file: name, reason: "is empty" });
    pieces.push(next.value);
  }
  return pieces.join("");
}

async function* after(head: string, texts: AsyncIterable<string>): AsyncGenerator<string> {
  yield head;
  yield* texts;
}

/** The bytes in pieces that end with a line, where a piece has the end of one: what is refused is then shown whole. */
async function* bytesOf(handle: FileHandle, name: string): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  let size = 0;
  for (;;) {
    const { bytesRead, buffer } = await reached(name, () => handle.read(Buffer.allocUnsafe(pieceSize), 0, pieceSize, null));
    if (bytesRead === 0) break;
    size += bytesRead;
    if (size > largest) throw tooLarge(name);
    const all = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
    const end = all.lastIndexOf(0x0a) + 1;
    const piece = end === 0 ? all : all.subarray(0, end);
    rest = all.subarray(piece.length);
    yield piece;
  }
  if (rest.length > 0) yield rest;
}

/** Before anything is read of it: a pipe has no size, and is counted as it comes. */
async function refuseLarge(handle: FileHandle, name: string): Promise<void> {
  const { size } = await reached(name, () => handle.stat());
  if (size > largest) throw tooLarge(name);
}

function tooLarge(file: string): ImportRefused {
  return new ImportRefused({ file, reason: "is larger than 64 MiB" });
}

async function reached<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new ImportRefused({ file, reason: `cannot be read (${cause instanceof Error ? cause.message : String(cause)})` });
  }
}
