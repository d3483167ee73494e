import { type Document, isPair, isScalar, type Node, type Pair, type Scalar, visit } from "yaml";

/** Keys whose values are sentences or titles, of one word or of many. Every other value with a space in it is one as well. */
const sentenceKeys = new Set([
  "because",
  "confidentiality",
  "description",
  "dpa2018",
  "name",
  "noFamilyReads",
  "nobodyReads",
  "rights",
  "title",
]);
const articles = /^ukGdpr\d+$/;

/**
 * The first sentence without quotes that a comment cuts short on its own line, with the sentence as it is read: YAML takes what stands after a space and a number sign for a comment,
 * so that "see order #12 of the court" would be "see order". Undefined if there is none. A comment after a code, or on a line of its own, cuts nothing. The document has to be
 * parsed with its source tokens.
 */
export function cutSentence(document: Document.Parsed): { readonly node: Node; readonly left: string } | undefined {
  let found: { node: Node; left: string } | undefined;
  visit(document, {
    Scalar: (_key, node, path) => {
      if (!isCut(node) || !isSentence(node, path)) return undefined;
      found = { node, left: String(node.source) };
      return visit.BREAK;
    },
  });
  return found;
}

function isCut({ type, srcToken }: Scalar): boolean {
  const tokens = type === "PLAIN" && srcToken !== undefined && "end" in srcToken ? (srcToken.end ?? []) : [];
  return tokens.find((token) => token.type === "comment" || token.type === "newline")?.type === "comment";
}

function isSentence({ source = "" }: Scalar, path: readonly (Document | Node | Pair)[]): boolean {
  const pairs = path.filter((step) => isPair(step));
  const key = pairs.at(-1)?.key;
  const name = isScalar(key) ? String(key.value) : "";
  // An agreement's owner is whoever answers for it; a category's is an agency.
  return /\s/.test(source) || sentenceKeys.has(name) || articles.test(name) || (name === "owner" && pairs.length === 1);
}
