import { createMongoAbility, subject, type MongoAbility, type RawRuleOf } from "@casl/ability";
import { unpackRules } from "@casl/ability/extra";
import type { Permit } from "../../../trust/permit.ts";
import type { Refusal, RefusalWords } from "../../../trust/refusal.ts";
import { agencyRule, inPart as leftOut, noPermit } from "../../../trust/refusal-words.ts";

/** The marks of a record on which agreements may set conditions. Always complete: a missing mark never permits. */
export interface Marks {
  readonly aboutOther: boolean;
  readonly withheldFromFamily: boolean;
}

/** The marks of what is not a record of its own: neither is set. */
export const unmarked: Marks = { aboutOther: false, withheldFromFamily: false };

type Rule = RawRuleOf<MongoAbility>;

/** Which child a grant is about, and what it was decided by: what the audit says of all that is read by it. */
export interface About {
  /** By the identifier that this service knows the child by; null if it knows none. */
  readonly child: string | null;
  readonly purpose: string;
  /** The ids of all rules behind it. */
  readonly rules: readonly string[];
  /** The revision of the child's consents that was decided on. */
  readonly consents: string;
  /** The id of the override behind it, if one is open. */
  readonly override: string | null;
}

/** What a grant is made of. */
export interface GrantParts {
  /** The CASL rules that hold for this child. */
  readonly rules: readonly Rule[];
  /** Why categories are withheld, each with the rules behind it that may be told. */
  readonly refusals: readonly Omit<Refusal, "policy">[];
  /** The rules that may be told behind each category of which only some records may be read. */
  readonly inPart: ReadonlyMap<string, readonly string[]>;
  /** Stands in for a category that neither rules nor refusals name. */
  readonly otherwise: RefusalWords;
  /** The version of the policy that was decided by; null if there is no decision. */
  readonly policy: string | null;
  /** Null if it is about no child. */
  readonly about: About | null;
}

/** What may be read of one child in one operation. Everything a subgraph answers about a child passes through one. */
export class Grant {
  readonly #ability: MongoAbility;
  readonly #refusals: ReadonlyMap<string, Refusal>;
  readonly #parts: GrantParts;
  readonly #conditional = new Map<string, boolean>();

  constructor(parts: GrantParts) {
    this.#ability = createMongoAbility([
      ...parts.rules.filter((rule) => rule.inverted !== true),
      // In CASL the last matching rule wins, so prohibitions stand last.
      ...parts.rules.filter((rule) => rule.inverted === true),
    ]);
    this.#refusals = new Map(parts.refusals.map((refusal) => [refusal.category, { ...refusal, policy: parts.policy }]));
    this.#parts = parts;
  }

  /** Which child it is about; null if about none. */
  get about(): About | null {
    return this.#parts.about;
  }

  /** The version of the policy that was decided by; null if there is no decision. */
  get policy(): string | null {
    return this.#parts.policy;
  }

  /** Why the whole category is withheld; undefined if some of it may be read. */
  refusal(category: string): Refusal | undefined {
    const refused = this.#refusals.get(category);
    if (refused !== undefined) return refused;
    const permitted = this.#ability.possibleRulesFor("read", category).some((rule) => !rule.inverted);
    return permitted ? undefined : { category, ...this.#parts.otherwise, policy: this.#parts.policy };
  }

  /** What is said where some records of the category are left out, *if there are any*: it follows from the grant and from no record. */
  partOf(category: string): Refusal {
    const { inPart, policy } = this.#parts;
    return { category, ...leftOut, rules: inPart.get(category) ?? [], policy };
  }

  /** Whether a record with these marks may be read. */
  permits(category: string, marks: Marks): boolean {
    if (this.refusal(category) !== undefined) return false;
    // CASL answers "yes" for a subject that is only a name, whatever its conditions: so the marks are always wrapped.
    return !this.conditional(category) || this.#ability.can("read", subject(category, { ...marks }));
  }

  /** Whether records with certain marks are left out, although others of the category may be read. */
  conditional(category: string): boolean {
    let conditional = this.#conditional.get(category);
    if (conditional === undefined) {
      const rules = this.#ability.possibleRulesFor("read", category);
      conditional = rules.some((rule) => rule.inverted) || !rules.some((rule) => !rule.inverted && rule.conditions === undefined);
      this.#conditional.set(category, conditional);
    }
    return conditional;
  }
}

/** What a verified permit grants, less the categories that the agency keeps back by rules of its own, of which the ids stand beside each. */
export function grantOf(permit: Permit, keptBack: ReadonlyMap<string, readonly string[]>): Grant {
  const own = [...keptBack].map(([category, rules]) => ({ category, ...agencyRule, rules }));
  const withheld = Object.entries(permit.withheld).map(([category, why]) => ({ category, ...why }));
  return new Grant({
    // The permit's schema admits only well-formed rules that read one category: `unpackRules` itself checks nothing.
    rules: unpackRules<Rule>(permit.rules),
    // What the permit withholds anyway keeps the permit's reason.
    refusals: [...own, ...withheld],
    inPart: new Map(Object.entries(permit.inPart)),
    otherwise: noPermit,
    policy: permit.policy,
    about: {
      child: permit.child,
      purpose: permit.purpose,
      // What the agency keeps back by itself is behind it too.
      rules: [...new Set([...permit.ruleIds, ...own.flatMap(({ rules }) => rules)])].sort(),
      consents: permit.consents,
      override: permit.override,
    },
  });
}

/** What is granted without a permit, or with one that does not hold: nothing. */
export const nothing = new Grant({ rules: [], refusals: [], inPart: new Map(), otherwise: noPermit, policy: null, about: null });
