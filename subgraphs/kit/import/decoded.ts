import { ImportRefused } from "./refused.ts";

const remedy = "save it in UTF-8 (in a spreadsheet, as “CSV UTF-8”) and import it again";

/**
 * Decodes a file's bytes as UTF-8, piece by piece, without the byte order mark. Throws IMPORT_REFUSED for a spreadsheet, an archive, a zero byte, and another encoding,
 * with the line.
 */
export async function* decoded(pieces: AsyncIterable<Buffer>, file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let line = 1;
  let begun = false;
  for await (const piece of pieces) {
    if (!begun) refuseOtherForms(piece, file);
    begun = true;
    const nul = piece.indexOf(0);
    if (nul !== -1) {
      const reason = `holds a zero byte, as UTF-16 does, and is not text in UTF-8: ${remedy}`;
      throw new ImportRefused({ file, line: line + lineBreaksIn(piece.subarray(0, nul)), reason });
    }
    const text = utf8(piece, decoder, true);
    if (text === undefined) throw otherEncoding(piece, line, file);
    yield text;
    line += lineBreaksIn(piece);
  }
  if (utf8(Buffer.alloc(0), decoder) === undefined) throw new ImportRefused({ file, line, reason: `is not in UTF-8: ${remedy}` });
}

function refuseOtherForms(start: Buffer, file: string): void {
  const startsWith = (...bytes: number[]): boolean => bytes.every((byte, index) => start[index] === byte);
  if (startsWith(0x50, 0x4b, 3, 4) || startsWith(0xd0, 0xcf, 0x11, 0xe0)) {
    throw new ImportRefused({ file, reason: `is a spreadsheet or an archive, not a text file: ${remedy}` });
  }
  if (startsWith(0xff, 0xfe) || startsWith(0xfe, 0xff)) {
    throw new ImportRefused({ file, line: 1, reason: `is in UTF-16, and not in UTF-8: ${remedy}` });
  }
}

/** Nearly always it is the code page of Windows, in which each accented letter and curly quote is one byte. `line` is where the piece begins. */
function otherEncoding(piece: Buffer, line: number, file: string): ImportRefused {
  let from = 0;
  for (let at = line; ; at++) {
    const end = piece.indexOf(0x0a, from);
    const own = piece.subarray(from, end === -1 ? piece.length : end);
    if (utf8(own) === undefined) {
      const value = new TextDecoder("windows-1252").decode(own).trim();
      return new ImportRefused({ file, line: at, value, reason: `is not in UTF-8 but, as it seems, in Windows-1252: ${remedy}` });
    }
    if (end === -1) return new ImportRefused({ file, reason: `is not in UTF-8: ${remedy}` });
    from = end + 1;
  }
}

function utf8(bytes: Uint8Array, decoder = new TextDecoder("utf-8", { fatal: true }), stream = false): string | undefined {
  try {
    return decoder.decode(bytes, { stream });
  } catch {
    return undefined;
  }
}

function lineBreaksIn(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, at + 1)) count += 1;
  return count;
}
