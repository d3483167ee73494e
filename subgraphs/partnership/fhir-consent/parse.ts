import { visit } from "jsonc-parser";
import { refused } from "./refused.ts";

// A Consent with rules and exceptions nests some ten deep. What nests without end would exhaust the stack of whoever walks it.
const deepest = 30;

/**
 * Reads a JSON text. Throws CONSENT_RESOURCE_REFUSED for what is no JSON, nests too deep, or names an element twice: of two, one reader takes the first and another
 * the last (RFC 8259 section 4).
 */
export function parseResource(text: string): unknown {
  const value = parsed(text);
  mustBeShallow(value);
  mustNameOnce(text);
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refused("The resource is no JSON.");
  }
}

function mustBeShallow(value: unknown): void {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) throw refused("The resource nests deeper than a Consent does.");
    level = level.flatMap((each) => (typeof each === "object" && each !== null ? Object.values({ ...each }) : []));
  }
}

function mustNameOnce(text: string): void {
  const open: Set<string>[] = [];
  visit(text, {
    onObjectBegin: () => void open.push(new Set()),
    onObjectEnd: () => void open.pop(),
    onObjectProperty(name) {
      const names = open.at(-1);
      if (names?.has(name) === true) throw refused("The resource names an element twice.");
      names?.add(name);
    },
  });
}
