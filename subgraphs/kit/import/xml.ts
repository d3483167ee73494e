import { SaxesParser } from "saxes";
import type { ImportFile } from "./file.ts";
import { ImportRefused } from "./refused.ts";

/** The deepest nesting that is read. The children in need census is seven deep. */
const deepest = 16;

/** The most characters of one tag, text, comment or whatever else: the parser keeps all of it until it ends, and a census has a few dozen. */
const longestPart = 4 * 1024 * 1024;

/** What hears of a document's elements, in their order. */
export interface XmlListener {
  /** `attributes` are their names alone. */
  readonly open: (name: string, line: number, attributes: readonly string[]) => void;
  /** Text within the element that is open; in parts, as it comes. */
  readonly text: (text: string) => void;
  readonly close: () => void;
}

/**
 * Streams a document's elements to a listener. It is read strictly: a document that is not well-formed, or cut short, is refused. So is one that has a document type,
 * without looking further: no external entity is ever fetched, and none is expanded (OWASP, "XML External Entity Prevention"). Only the five entities of XML itself are known.
 * Throws ImportRefused, and what the listener throws.
 */
export async function readXml(file: ImportFile, listener: XmlListener): Promise<void> {
  const parser = new SaxesParser();
  const refuse = (line: number, reason: string): never => {
    throw new ImportRefused({ file: file.name, line, reason: `is not XML that can be read: ${reason}` });
  };
  let depth = 0;
  let elements = 0;
  let sinceLast = 0;
  parser.on("error", (error) => refuse(parser.line, error.message.replace(/^[^:]*\d+:\d+: /, "").replace(/\.$/, "")));
  parser.on("xmldecl", ({ encoding }) => {
    if (encoding !== undefined && !/^(utf-8|us-ascii)$/i.test(encoding)) refuse(parser.line, "the document is not in UTF-8");
  });
  parser.on("doctype", (declaration) => {
    const line = parser.line - (declaration.split("\n").length - 1);
    refuse(line, "a document type or entity declaration (DOCTYPE) is never read");
  });
  parser.on("opentag", ({ name, attributes }) => {
    if (depth === deepest) refuse(parser.line, `elements are nested deeper than ${deepest}`);
    depth += 1;
    elements += 1;
    sinceLast = 0;
    listener.open(name, parser.line, Object.keys(attributes));
  });
  const hear = (text: string): void => {
    sinceLast = 0;
    listener.text(text);
  };
  parser.on("text", hear);
  parser.on("cdata", hear);
  for (const passedOver of ["comment", "processinginstruction"] as const) parser.on(passedOver, () => (sinceLast = 0));
  parser.on("closetag", () => {
    sinceLast = 0;
    depth -= 1;
    listener.close();
  });
  for await (const piece of file.pieces()) {
    sinceLast += piece.length;
    parser.write(piece);
    if (sinceLast > longestPart) refuse(parser.line, "one part of it is longer than four million characters");
  }
  parser.close();
  if (elements === 0) refuse(1, "the document has no element");
}
