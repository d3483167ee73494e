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
  mustBeShallowAndNameOnce(text);
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refused("The resource is no JSON.");
  }
}

// Walked as a text and not as what came of it: of an element that is named twice the value has the last alone, and the first may nest without end.
function mustBeShallowAndNameOnce(text: string): void {
  const open: Set<string>[] = [];
  let depth = 0;
  const deeper = (): void => {
    depth += 1;
    if (depth > deepest) throw refused("The resource nests deeper than a Consent does.");
  };
  visit(text, {
    onArrayBegin: deeper,
    onArrayEnd: () => void (depth -= 1),
    onObjectBegin() {
      deeper();
      open.push(new Set());
    },
    onObjectEnd() {
      depth -= 1;
      open.pop();
    },
    onObjectProperty(name) {
      const names = open.at(-1);
      if (names?.has(name) === true) throw refused("The resource names an element twice.");
      names?.add(name);
    },
  });
}
