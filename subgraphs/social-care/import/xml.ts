import { SaxesParser } from "saxes";

/** An element of a document, with the line it opens on. Its own text stands in `text`, trimmed; attributes are known by name alone. */
export interface XmlElement {
  readonly name: string;
  readonly line: number;
  readonly attributes: readonly string[];
  readonly children: XmlElement[];
  text: string;
}

/** Why a document was not read, and on which line that was found (the first line is 1). */
export class XmlRefusal extends Error {
  override readonly name = "XmlRefusal";
  readonly line: number;

  constructor(line: number, reason: string) {
    super(reason);
    this.line = line;
  }
}

/** The deepest nesting that is read. The children in need census is seven deep. */
const deepest = 16;

/** The longest document that is read, in characters: some twenty times the census of the largest authority. */
const longest = 64 * 1024 * 1024;

/**
 * Reads a document into elements. It is read strictly: a document that is not well-formed, or cut short, is refused. So is one that has a document type or
 * declares an entity, without looking further: no external entity is ever fetched, and none is expanded (OWASP, "XML External Entity Prevention"). Only the
 * five entities of XML itself are known. Throws XmlRefusal.
 */
export function readXml(document: string): XmlElement {
  if (document.length > longest) throw new XmlRefusal(1, `the document is longer than ${longest} characters`);
  refuseDeclarations(document);

  const parser = new SaxesParser();
  const open: XmlElement[] = [];
  let root: XmlElement | undefined;
  parser.on("error", (error) => {
    throw new XmlRefusal(parser.line, error.message.replace(/^[^:]*\d+:\d+: /, "").replace(/\.$/, ""));
  });
  parser.on("xmldecl", ({ encoding }) => {
    if (encoding !== undefined && !/^(utf-8|us-ascii)$/i.test(encoding)) throw new XmlRefusal(parser.line, "the document is not in UTF-8");
  });
  parser.on("opentag", ({ name, attributes }) => {
    if (open.length === deepest) throw new XmlRefusal(parser.line, `elements are nested deeper than ${deepest}`);
    const element: XmlElement = { name, line: parser.line, attributes: Object.keys(attributes), children: [], text: "" };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  const addText = (text: string): void => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("closetag", () => {
    const element = open.pop();
    if (element !== undefined) element.text = element.text.trim();
  });
  parser.write(document).close();
  if (root === undefined) throw new XmlRefusal(1, "the document has no element");
  return root;
}

function refuseDeclarations(document: string): void {
  const declaration = /<!(DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)/i.exec(document);
  if (declaration === null) return;
  const line = document.slice(0, declaration.index).split("\n").length;
  throw new XmlRefusal(line, `a document type or entity declaration (${declaration[1]}) is never read`);
}
