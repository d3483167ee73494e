import type { LeftOut } from "../../../kit/import/left-out.ts";
import { ImportRefused } from "../../../kit/import/refused.ts";
import type { XmlElement } from "../xml.ts";
import type { Group } from "./elements.ts";

/** The line on which each part of a value stands; its shape follows the value's own. */
export interface Lines {
  readonly line: number;
  readonly inner: Map<string, Lines[]>;
}

/** What stands in a group: texts, lists of texts, and groups within. An element that is there and empty gives an empty text. */
interface Contents {
  readonly value: Readonly<Record<string, unknown>>;
  readonly lines: Lines;
}

/**
 * Reads the elements of a group that are known, and counts the others in `leftOut`: nothing of a document is passed over. What is read here and used by no schema is refused
 * there, since the schemas are strict. Throws ImportRefused for an element that stands twice where it may stand
 * once, and for a value that has elements in it.
 */
export function readGroup(file: string, element: XmlElement, group: Group, leftOut: LeftOut): Contents {
  const value: Record<string, unknown> = {};
  const inner = new Map<string, Lines[]>();
  if (element.text !== "") leftOut.add(`text in ${element.name}`);
  countAttributes(element, leftOut);
  for (const child of element.children) {
    const { name, line } = child;
    const kind = kindOf(group, name);
    if (kind === "unknown") {
      leftOut.add(`element ${element.name}/${name}${child.children.length > 0 ? " and what is in it" : ""}`);
      continue;
    }
    const once = kind === "value" || kind === "group";
    if (once && inner.has(name))
      throw new ImportRefused({ file, line, place: `element ${element.name}/${name}`, reason: "stands here twice" });
    const read = contentsOf(file, child, group, leftOut);
    if (once) value[name] = read.value;
    else listIn(value, name).push(read.value);
    inner.set(name, inner.get(name) ?? []);
    inner.get(name)?.push(read.lines);
  }
  return { value, lines: { line: element.line, inner } };
}

/** The line on which the part of a value stands that a path leads to, or the nearest that encloses it. */
export function lineAt(lines: Lines, path: readonly PropertyKey[]): number {
  const [name, ...rest] = path;
  const found = typeof name === "string" ? lines.inner.get(name) : undefined;
  const [index, ...afterIndex] = rest;
  const next = typeof index === "number" ? found?.[index] : found?.[0];
  if (next === undefined) return lines.line;
  return lineAt(next, typeof index === "number" ? afterIndex : rest);
}

type Kind = "value" | "list" | "group" | "repeated" | "unknown";

function kindOf(group: Group, name: string): Kind {
  if (group.values?.includes(name) === true) return "value";
  if (group.lists?.includes(name) === true) return "list";
  if (Object.hasOwn(group.groups ?? {}, name)) return "group";
  if (Object.hasOwn(group.repeated ?? {}, name)) return "repeated";
  return "unknown";
}

function contentsOf(file: string, child: XmlElement, group: Group, leftOut: LeftOut): { value: unknown; lines: Lines } {
  const within = group.groups?.[child.name] ?? group.repeated?.[child.name];
  if (within !== undefined) return readGroup(file, child, within, leftOut);
  const [first] = child.children;
  if (first !== undefined) {
    throw new ImportRefused({ file, line: first.line, place: `element ${child.name}/${first.name}`, reason: "stands inside a value" });
  }
  countAttributes(child, leftOut);
  return { value: child.text, lines: { line: child.line, inner: new Map() } };
}

function listIn(value: Record<string, unknown>, name: string): unknown[] {
  const list = value[name];
  if (Array.isArray(list)) return list;
  const made: unknown[] = [];
  value[name] = made;
  return made;
}

/** Namespace and schema attributes say how a document is written, not what it says. */
function countAttributes({ name, attributes }: XmlElement, leftOut: LeftOut): void {
  for (const attribute of attributes) if (!/^(xmlns|xsi)(:|$)/.test(attribute)) leftOut.add(`attribute ${name}/@${attribute}`);
}
