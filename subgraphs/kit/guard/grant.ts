import { createMongoAbility, subject, type MongoAbility } from "@casl/ability";
import type { Permit } from "../../../trust/permit.ts";
import { isReadCode, readCodes, type Verdict } from "../../../trust/permit-codes.ts";
import type { Refusal, RefusalWords } from "../../../trust/refusal.ts";
import { agencyRule, inPart as leftOut, type Names, noNames, noPermit, refusalWordsFor } from "../../../trust/refusal-words.ts";
import type { Marks } from "../marks.ts";

/** Who asks, as the audit has it. */
export interface Asker {
  /** The subject within their issuer. */
  readonly person: string;
  readonly role: string;
  readonly agency: string;
}

/** Which child a grant is about, and what it was decided by: what the audit says of all that is read by it. */
export interface About {
  readonly asker: Asker;
  /** By the identifier that this service knows the child by; null if it knows none. */
  readonly child: string | null;
  readonly purpose: string;
  /** The version of the policy that was decided by. */
  readonly policy: string;
  /** The ids of all rules behind it. */
  readonly rules: readonly string[];
  /** The revision of the child's consents that was decided on. */
  readonly consents: string;
  /** The id of the override behind it, if one is open. */
  readonly override: string | null;
  /** Of which moment the facts are that were decided on, as the database says it; undefined where nothing was decided here. */
  readonly snapshot?: string | undefined;
}

/** What a grant is made of. */
export interface GrantParts {
  /** What was decided for this child, by category. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** The categories that are kept back from what was decided, each with the ids of the rules by which. */
  readonly keptBack: ReadonlyMap<string, readonly string[]>;
  /** Stands in for a category of which nothing was decided. */
  readonly otherwise: RefusalWords;
  /** The version of the policy that was decided by; null if there is no decision. */
  readonly policy: string | null;
  /** The agency of the person who asks, to whom refusals are said. */
  readonly asking: string;
  /** How categories and agencies are called in what is said. */
  readonly names: Names;
  /** Null if it is about no child. */
  readonly about: About | null;
}

/** What may be read of one child in one operation. Everything a subgraph answers about a child passes through one. */
export class Grant {
  readonly #ability: MongoAbility;
  readonly #parts: GrantParts;
  readonly #refusals = new Map<string, Refusal | undefined>();

  constructor(parts: GrantParts) {
    // Only rules that permit, each of one category: their order does not matter.
    const rules = [...parts.verdicts].flatMap(([category, { code }]) =>
      isReadCode(code) ? readCodes[code].map((conditions) => ({ action: "read", subject: category, conditions })) : [],
    );
    this.#ability = createMongoAbility(rules);
    this.#parts = parts;
  }

  /** Which child it is about; null if about none. */
  get about(): About | null {
    return this.#parts.about;
  }

  /** Why the whole category is withheld; undefined if some of it may be read. */
  refusal(category: string): Refusal | undefined {
    if (!this.#refusals.has(category)) this.#refusals.set(category, this.#refusalOf(category));
    return this.#refusals.get(category);
  }

  #refusalOf(category: string): Refusal | undefined {
    const { verdicts, keptBack, otherwise, policy, asking, names } = this.#parts;
    const verdict = verdicts.get(category);
    const kept = keptBack.get(category);
    // What was withheld anyway keeps that reason.
    if (verdict !== undefined && !isReadCode(verdict.code))
      return { category, ...refusalWordsFor(names, category, { reason: verdict.code, rules: verdict.rules }, asking), policy };
    if (kept !== undefined) return { category, ...agencyRule, rules: kept, policy };
    return verdict === undefined ? { category, ...otherwise, policy } : undefined;
  }

  /** What is said where some records of the category are left out, *if there are any*: it follows from the grant and from no record. */
  partOf(category: string): Refusal {
    const { verdicts, policy } = this.#parts;
    return { category, ...leftOut, rules: verdicts.get(category)?.rules ?? [], policy };
  }

  /** Whether a record with these marks may be read. */
  permits(category: string, marks: Marks): boolean {
    if (this.refusal(category) !== undefined) return false;
    // CASL answers "yes" for a subject that is only a name, whatever its conditions: so the marks are always wrapped.
    return !this.conditional(category) || this.#ability.can("read", subject(category, { ...marks }));
  }

  /** Whether records with certain marks are left out, although others of the category may be read. */
  conditional(category: string): boolean {
    return this.#parts.verdicts.get(category)?.code !== "ALL";
  }
}

/** What a verified permit grants, less the categories that the agency keeps back by rules of its own, of which the ids stand beside each. */
export function grantOf(permit: Permit, keptBack: GrantParts["keptBack"], names: Names): Grant {
  const { verdicts, policy, org, child, purpose, ruleIds, consents, override } = permit;
  // What the agency keeps back by itself is behind it too.
  const rules = [...new Set([...ruleIds, ...[...keptBack.values()].flat()])].sort();
  const about = { asker: askerOf(permit), child, purpose, policy, rules, consents, override };
  return new Grant({ verdicts, keptBack, otherwise: noPermit, policy, asking: org, names, about });
}

/** Whom a permit is for, as the audit has it. */
export function askerOf({ sub, role, org }: Permit): Asker {
  return { person: sub, role, agency: org };
}

/** What is granted without a permit, or with one that does not hold: nothing. */
export const nothing = new Grant({
  verdicts: new Map(),
  keptBack: new Map(),
  otherwise: noPermit,
  policy: null,
  asking: "",
  names: noNames,
  about: null,
});
