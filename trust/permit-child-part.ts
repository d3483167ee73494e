import { randomBytes } from "node:crypto";
import { strictBase64url } from "./base64url.ts";
import type { PermitChild } from "./permit.ts";
import { isPermitCode, type Verdict } from "./permit-codes.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** A name, as the agreements have them; names in a list are joined by `+`. */
const name = /^[a-z0-9-]+$/;
const token = /^[\w-]+$/;

/**
 * Writes what a permit says of one child as text (docs/permits.md): salt, child, consents, override, rules that nobody is told, and one group for all categories of the same verdict. A category stands without its agency, of
 * which the permit is. Throws for what has characters that would part it otherwise, and for another agency's category.
 */
export function writeChildPart(agency: string, { child, verdicts, ruleIds, consents, override }: PermitChild): string {
  const groups = new Map<string, { verdict: Verdict; categories: string[] }>();
  for (const [category, verdict] of verdicts) {
    const key = [verdict.code, ...verdict.rules].join();
    const group = groups.get(key) ?? { verdict, categories: [] };
    group.categories.push(withoutAgency(agency, category));
    groups.set(key, group);
  }
  const told = new Set([...verdicts.values()].flatMap(({ rules }) => rules));
  return [
    // 128 bits, as RFC 9901 §9.3 recommends, so that a hash tells nothing of the child behind it.
    randomBytes(16).toString("base64url"),
    child === null ? "" : Buffer.from(child, "utf8").toString("base64url"),
    of(token, consents),
    override === null ? "" : of(token, override),
    list(ruleIds.filter((id) => !told.has(id))),
    ...[...groups.values()].map(({ verdict: { code, rules }, categories }) =>
      [code, list(categories), ...(rules.length === 0 ? [] : [list(rules)])].join(":"),
    ),
  ].join(".");
}

/**
 * Reads what {@link writeChildPart} wrote; undefined for everything else: a code that is not known, a category or a rule that comes twice in its place, a name that is none, and an identifier that is no UTF-8. Nothing is
 * left out of a part that is not understood, since that may be a refusal.
 */
export function readChildPart(agency: string, part: string): PermitChild | undefined {
  const [salt = "", child = "", consents = "", override = "", untold, ...groups] = part.split(".");
  if (untold === undefined) return undefined;
  const [untoldRules, identifier, verdicts] = [untold === "" ? [] : someNames(untold), identifierIn(child), verdictsIn(agency, groups)];
  if (salt.length !== 22 || !token.test(salt) || !token.test(consents) || !/^[\w-]*$/.test(override)) return undefined;
  if (untoldRules === undefined || identifier === undefined || verdicts === undefined) return undefined;
  const told = [...verdicts.values()].flatMap(({ rules }) => rules);
  return {
    child: identifier,
    verdicts,
    ruleIds: [...new Set([...told, ...untoldRules])].sort(),
    consents,
    override: override === "" ? null : override,
  };
}

function verdictsIn(agency: string, groups: readonly string[]): Map<string, Verdict> | undefined {
  const verdicts = new Map<string, Verdict>();
  for (const group of groups) {
    const [code = "", inGroup = "", told, ...more] = group.split(":");
    const [categories, rules] = [someNames(inGroup), told === undefined ? [] : someNames(told)];
    if (!isPermitCode(code) || categories === undefined || rules === undefined || more.length > 0) return undefined;
    // Where all may be read, there is nothing to tell.
    if (code === "ALL" && rules.length > 0) return undefined;
    for (const category of categories) {
      if (verdicts.has(`${agency}.${category}`)) return undefined;
      verdicts.set(`${agency}.${category}`, { code, rules });
    }
  }
  return verdicts;
}

/** The identifier that base64url of UTF-8 stands for; null for none, undefined if it is not that. */
function identifierIn(text: string): string | null | undefined {
  if (text === "") return null;
  const bytes = strictBase64url(text);
  try {
    return bytes === undefined ? undefined : utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** The names of a list; undefined if there is none, if one is no name, or if one comes twice. */
function someNames(text: string): string[] | undefined {
  const found = text.split("+");
  return found.every((one) => name.test(one)) && new Set(found).size === found.length ? found : undefined;
}

function list(names: readonly string[]): string {
  return names.map((one) => of(name, one)).join("+");
}

function withoutAgency(agency: string, category: string): string {
  if (!category.startsWith(`${agency}.`)) throw new Error(`a permit for ${agency} cannot speak of ${category}`);
  return category.slice(agency.length + 1);
}

function of(pattern: RegExp, text: string): string {
  if (!pattern.test(text)) throw new Error(`a permit cannot say ${JSON.stringify(text)}`);
  return text;
}
