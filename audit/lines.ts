import { isUtf8 } from "node:buffer";
import { closeSync, openSync, readSync } from "node:fs";

const chunkBytes = 256 * 1024;
/** The most bytes of a line. A log's own are shorter, and what comes from elsewhere must not fill the memory. */
const longest = 4 * 1024 * 1024;

/** The lines of a file, one after the other and never all at once. Throws for one that is too long or no UTF-8, and what the system says of the file. A last line without an end is a line. */
export function linesOf(file: string): Generator<string> {
  return linesFrom(openSync(file, "r"));
}

function* linesFrom(descriptor: number): Generator<string> {
  try {
    const chunk = Buffer.alloc(chunkBytes);
    let begun: Buffer[] = [];
    let length = 0;
    for (let read = readSync(descriptor, chunk); read > 0; read = readSync(descriptor, chunk)) {
      let from = 0;
      for (let end = chunk.indexOf(10); end >= 0 && end < read; end = chunk.indexOf(10, from)) {
        yield textOf([...begun, chunk.subarray(from, end)]);
        [begun, length, from] = [[], 0, end + 1];
      }
      length += read - from;
      if (length > longest) throw new Error("a line is longer than any of a log");
      begun.push(Buffer.from(chunk.subarray(from, read)));
    }
    if (length > 0) yield textOf(begun);
  } finally {
    closeSync(descriptor);
  }
}

function textOf(parts: readonly Buffer[]): string {
  const [first = Buffer.alloc(0)] = parts;
  const bytes = parts.length === 1 ? first : Buffer.concat(parts);
  if (!isUtf8(bytes)) throw new Error("a line is no UTF-8");
  return bytes.toString("utf8");
}
