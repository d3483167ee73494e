import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from "yaml";
import type { Document, Node } from "yaml";
import { cutSentence } from "./cut-sentence.ts";
import { PolicyError } from "./policy-error.ts";
import type { PolicyErrorCode } from "./policy-error.ts";

/** One policy file as it was read. `file` is only for messages. */
export interface PolicyDocument {
  readonly file: string;
  readonly text: string;
}

/** The way from the top of a document to one of its values. */
export type Path = readonly PropertyKey[];

/** A policy file, parsed, that can say on which line a value stands. */
export interface Source {
  readonly file: string;
  readonly value: unknown;
  /** Whether there is something at the end of the path; an empty value is nothing. */
  has(path: Path): boolean;
  /** The line, counted from 1, of the path's end, or of the nearest thing above it that exists. */
  line(path: Path): number;
  /** An error located at the path, or at the nearest thing above it that exists. */
  error(code: PolicyErrorCode, path: Path, detail: string): PolicyError;
}

/**
 * Parses one YAML 1.2 document. Throws YAML_INVALID, SENTENCE_CUT, WILDCARD_REFUSED or OPERATOR_REFUSED.
 * Aliases are refused with the wildcards: both let a short text stand for a list that the reviewer does not see.
 */
export function parseSource({ file, text }: PolicyDocument): Source {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, keepSourceTokens: true });
  const fault = document.errors[0] ?? document.warnings[0];
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line);
  if (fault) {
    const code = fault.code === "BAD_ALIAS" ? "WILDCARD_REFUSED" : "YAML_INVALID";
    const line = lineAt(fault.pos[0]);
    const detail = sentence(fault.message.split(/ at line|:\n/)[0] ?? "");
    throw new PolicyError(code, { file, line }, `${detail}${unquoted(text.split("\n")[line - 1] ?? "")}`, { cause: fault });
  }
  const complain: Complaint = (code, node, detail) => new PolicyError(code, { file, line: lineAt(node.range?.[0] ?? 0) }, detail);
  const cut = cutSentence(document);
  if (cut !== undefined) throw complain("SENTENCE_CUT", cut.node, `The sentence ends with "${cut.left}": what follows is a comment.`);
  refuseTricks(document, complain);
  const line = (path: Path) => lineAt(walk(document, path).offset);
  return {
    file,
    value: document.toJS(),
    has: (path) => walk(document, path).found,
    line,
    error: (code, path, detail) => new PolicyError(code, { file, line: line(path) }, detail),
  };
}

/** What to write, if the line has a sentence that YAML takes for something else because no quotes, or the wrong ones, are around it. */
function unquoted(line: string): string {
  const [, key = "", value = ""] = /^\s*(?:- )?([\w-]+): (.+)$/.exec(line) ?? [];
  const text = /^'.*'$/.test(value) ? value.slice(1, -1) : value;
  if (text === value && !/: |:$|^[@`%]/.test(value)) return "";
  return /["\\]/.test(text)
    ? ` A sentence with a colon or a quotation mark in it needs quotes around it, single ones, and each ' inside twice.`
    : ` A sentence with a colon or a quotation mark in it needs quotes around it: write ${key}: "${text}".`;
}

type Complaint = (code: PolicyErrorCode, node: Node, detail: string) => PolicyError;

function refuseTricks(document: Document.Parsed, complain: Complaint): void {
  visit(document, {
    Alias: (_key, node) => {
      throw complain("WILDCARD_REFUSED", node, `The alias "*${node.source}" stands for a value written elsewhere.`);
    },
    Scalar: (key, node) => {
      if (typeof node.value !== "string") return;
      const operator = key === "key" && node.value.startsWith("$");
      if (operator || /^\/.*\/[a-z]*$/.test(node.value)) throw complain("OPERATOR_REFUSED", node, `"${node.value}" is not plain data.`);
      if (/^\S*\*\S*$/.test(node.value)) throw complain("WILDCARD_REFUSED", node, `"${node.value}" is a wildcard.`);
    },
  });
}

function walk(document: Document.Parsed, path: Path): { offset: number; found: boolean } {
  let node: unknown = document.contents;
  let offset = document.contents?.range[0] ?? 0;
  for (const step of path) {
    const next = isMap(node) ? memberOf(node.items, step) : isSeq(node) ? elementOf(node.items, step) : undefined;
    if (!next) return { offset, found: false };
    offset = next.anchor.range?.[0] ?? offset;
    node = next.value;
  }
  return { offset, found: isNode(node) && !(isScalar(node) && node.value === null) };
}

function memberOf(items: readonly { key: unknown; value: unknown }[], step: PropertyKey) {
  const pair = items.find(({ key }) => isScalar(key) && key.value === step);
  return pair && isNode(pair.key) && !isAlias(pair.key) ? { anchor: pair.key, value: pair.value } : undefined;
}

function elementOf(items: readonly unknown[], step: PropertyKey) {
  const item = typeof step === "number" ? items[step] : undefined;
  return isNode(item) ? { anchor: item, value: item } : undefined;
}

function sentence(text: string): string {
  return text.endsWith(".") ? text : `${text}.`;
}
