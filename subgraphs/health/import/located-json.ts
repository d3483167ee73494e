import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import { ImportRefused } from "../../kit/import/refused.ts";

/** The way to a value inside a JSON document: property names and positions. */
export type JsonPath = readonly (string | number)[];

/** The parser recurses; FHIR resources nest about a dozen deep. */
const deepest = 40;

/** 16 MiB: the tree with its positions takes some twenty times the file's size. */
const largest = 16 * 1024 * 1024;

/** The text of a JSON file, and the file's name. */
interface JsonText {
  readonly name: string;
  readonly text: string;
}

/** A JSON file that was read, with the lines on which its values stand. */
export class LocatedJson {
  readonly value: unknown;
  readonly #file: JsonText;
  readonly #tree: Node;

  /** Throws IMPORT_REFUSED, with the line, for what is not JSON (RFC 8259), is nested deeply or too large, or has a property twice. */
  constructor(file: JsonText) {
    this.#file = file;
    if (file.text.length > largest) throw new ImportRefused({ file: file.name, reason: "is larger than 16 MiB" });
    checkDepth(file);
    this.#tree = treeOf(file);
    checkUnique(file, this.#tree);
    this.value = JSON.parse(file.text);
  }

  /** What to throw for a value that cannot be right. A value that is missing has the line of what should hold it. */
  refusal(path: JsonPath, reason: string): ImportRefused {
    const node = findNodeAtLocation(this.#tree, [...path]);
    let nearest = node;
    for (let length = path.length - 1; nearest === undefined && length >= 0; length -= 1) {
      nearest = findNodeAtLocation(this.#tree, path.slice(0, length));
    }
    const value: unknown = node === undefined || node.value === undefined ? undefined : node.value;
    return new ImportRefused({
      file: this.#file.name,
      line: lineAt(this.#file.text, nearest?.offset ?? 0),
      place: placeOf(path),
      value,
      reason,
    });
  }
}

/** `entry[3].resource.onsetDateTime` */
function placeOf(path: JsonPath): string | undefined {
  const place = path.map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`)).join("");
  return place === "" ? undefined : place.replace(/^\./, "");
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

function checkDepth(file: JsonText): void {
  let depth = 0;
  let inString = false;
  // Character by character: a regular expression would exhaust the stack on a long string.
  for (let index = 0; index < file.text.length; index += 1) {
    const character = file.text[index];
    if (inString && character === "\\") index += 1;
    else if (character === '"') inString = !inString;
    else if (inString) continue;
    else if (character === "{" || character === "[") depth += 1;
    else if (character === "}" || character === "]") depth -= 1;
    if (depth > deepest) {
      throw new ImportRefused({ file: file.name, line: lineAt(file.text, index), reason: `is nested more than ${deepest} deep` });
    }
  }
}

function treeOf(file: JsonText): Node {
  const errors: ParseError[] = [];
  const tree = parseTree(file.text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  const [error] = errors;
  if (tree !== undefined && error === undefined) return tree;
  const reason = `is not JSON (${error === undefined ? "no value" : printParseErrorCode(error.error)})`;
  throw new ImportRefused({ file: file.name, line: lineAt(file.text, error?.offset ?? 0), reason });
}

/** Of two properties of one name parsers take different ones (RFC 8259 §4), so that a check and a reader could see different values. */
function checkUnique(file: JsonText, node: Node): void {
  const names = new Set<unknown>();
  for (const child of node.children ?? []) {
    const name: unknown = child.type === "property" ? child.children?.[0]?.value : undefined;
    if (name !== undefined && names.has(name)) {
      throw new ImportRefused({
        file: file.name,
        line: lineAt(file.text, child.offset),
        value: name,
        reason: "is a property that stands twice",
      });
    }
    names.add(name);
    checkUnique(file, child);
  }
}
