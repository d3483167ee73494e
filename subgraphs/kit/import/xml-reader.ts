import type { LeftOut } from "./left-out.ts";
import { ImportRefused } from "./refused.ts";
import type { Declared } from "./xml-groups.ts";
import type { XmlListener } from "./xml.ts";

/** Where each part of a value stands; its shape follows the value's own. */
export interface Where {
  readonly line: number;
  /** As a reader finds it: `CINdetails/ReferralSource`. */
  readonly place: string;
  readonly inner: Map<string, Where[]>;
  /** The lines of the elements on the way to parts of it, by their paths from here. */
  readonly steps: Map<string, number>;
}

/** What stands in a group, by the properties of its declaration: texts, lists of texts, and groups within. An element that is there and empty gives an empty text. */
export interface Contents {
  readonly value: Record<string, unknown>;
  readonly where: Where;
}

/** An element that is open. */
interface Open {
  readonly name: string;
  readonly line: number;
  /** Undefined for one that is not declared. */
  readonly declared: Declared | undefined;
  /** Its own contents if it is a group, else those of the group around it. */
  readonly group: Contents;
  /** The path from the group. */
  readonly path: string;
  readonly seen: Set<string>;
  text: string;
  parent: boolean;
}

/** What becomes of what is read. */
interface Gathered {
  /** Called for the outermost element before anything is read of it. */
  readonly root: (name: string, line: number) => void;
  /** Called with each group that the document is streamed in, and what was read of the document around them so far. */
  readonly row: (row: Contents, document: Contents) => void;
  /** Called at the end of the document, with what stands around the groups. */
  readonly document: (document: Contents) => void;
}

/**
 * Gathers the elements of a document that are declared, and counts the others in `leftOut`: nothing of a document is passed over. `rows` are the groups in which it is streamed; they are handed on
 * one by one. Throws ImportRefused for an element that stands twice where it may stand once, and for a value that has elements in it.
 */
export function xmlReader(file: string, declared: Declared, rows: Declared, leftOut: LeftOut, gathered: Gathered): XmlListener {
  const open: Open[] = [];
  return {
    open: (name, line, attributes) => {
      const around = open.at(-1);
      if (around === undefined) gathered.root(name, line);
      const own = around === undefined ? declared : around.declared?.within.get(name);
      if (around !== undefined) {
        around.parent = true;
        if (around.declared?.kind === "value")
          throw new ImportRefused({ file, line, place: `element ${around.name}/${name}`, reason: "stands inside a value" });
        if (own !== undefined && !own.repeats && around.seen.has(name))
          throw new ImportRefused({ file, line, place: `element ${around.name}/${name}`, reason: "stands here twice" });
        around.seen.add(name);
      }
      if (own !== undefined) countAttributes(name, attributes, leftOut);
      open.push(opened(name, line, own, around));
    },
    text: (text) => {
      const element = open.at(-1);
      if (element?.declared !== undefined) element.text += text;
    },
    close: () => {
      const element = open.pop();
      if (element === undefined) return;
      const around = open.at(-1);
      if (element.declared === undefined) {
        if (around?.declared !== undefined)
          leftOut.add(`element ${around.name}/${element.name}${element.parent ? " and what is in it" : ""}`);
        return;
      }
      if (element.declared.kind !== "value" && element.text.trim() !== "") leftOut.add(`text in ${element.name}`);
      const [document] = open;
      if (document === undefined) gathered.document(element.group);
      else if (element.declared === rows) gathered.row(element.group, document.group);
      else if (around !== undefined) settle(element, around);
    },
  };
}

function opened(name: string, line: number, declared: Declared | undefined, around: Open | undefined): Open {
  const place = around === undefined ? name : `${around.name}/${name}`;
  const own = around === undefined || declared?.kind === "group";
  const group = own ? { value: {}, where: whereOf(line, place) } : around.group;
  const path = own ? "" : `${around.path}${name}`;
  if (declared?.kind === "step" && !own && !group.where.steps.has(path)) group.where.steps.set(path, line);
  return { name, line, declared, group, path: own ? "" : `${path}/`, seen: new Set(), text: "", parent: false };
}

/** Puts what an element holds into the group around it. */
function settle({ name, line, declared, group, text }: Open, around: Open): void {
  if (declared === undefined || declared.kind === "step") return;
  const { value, where } = around.group;
  const { property, repeats, kind } = declared;
  const held = kind === "group" ? group.value : text.trim();
  const list = value[property];
  if (!repeats) value[property] = held;
  else if (Array.isArray(list)) list.push(held);
  else value[property] = [held];
  const at = kind === "group" ? group.where : whereOf(line, `${around.name}/${name}`);
  const known = where.inner.get(property);
  if (known === undefined) where.inner.set(property, [at]);
  else known.push(at);
}

function whereOf(line: number, place: string): Where {
  return { line, place, inner: new Map(), steps: new Map() };
}

/** Namespace and schema attributes say how a document is written, not what it says. */
function countAttributes(name: string, attributes: readonly string[], leftOut: LeftOut): void {
  for (const attribute of attributes) if (!/^(xmlns|xsi)(:|$)/.test(attribute)) leftOut.add(`attribute ${name}/@${attribute}`);
}
