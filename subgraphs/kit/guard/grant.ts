import { createMongoAbility, subject, type MongoAbility, type RawRuleOf } from "@casl/ability";
import { unpackRules } from "@casl/ability/extra";
import type { Permit } from "../../../trust/permit.ts";
import type { Refusal } from "./withheld.ts";

/** The marks of a record on which agreements may set conditions. Always complete: a missing mark never permits. */
export interface Marks {
  readonly aboutOther: boolean;
  readonly withheldFromFamily: boolean;
}

/** The marks of what is not a record of its own: neither is set. */
export const unmarked: Marks = { aboutOther: false, withheldFromFamily: false };

type Rule = RawRuleOf<MongoAbility>;

/** What may be read of one child in one operation. Everything a subgraph answers about a child passes through one. */
export class Grant {
  readonly #ability: MongoAbility;
  readonly #refusals: ReadonlyMap<string, Refusal>;
  readonly #otherwise: Omit<Refusal, "category">;
  readonly #conditional = new Map<string, boolean>();

  /**
   * @param rules the CASL rules that hold for this child, prohibitions last
   * @param refusals why a category is withheld; `otherwise` stands in for a category that neither rules nor refusals name
   */
  constructor(rules: readonly Rule[], refusals: readonly Refusal[], otherwise: Omit<Refusal, "category">) {
    this.#ability = createMongoAbility([
      ...rules.filter((rule) => rule.inverted !== true),
      ...rules.filter((rule) => rule.inverted === true),
    ]);
    this.#refusals = new Map(refusals.map((refusal) => [refusal.category, refusal]));
    this.#otherwise = otherwise;
  }

  /** Why the whole category is withheld; undefined if some of it may be read. */
  refusal(category: string): Refusal | undefined {
    const refused = this.#refusals.get(category);
    if (refused !== undefined) return refused;
    const permitted = this.#ability.possibleRulesFor("read", category).some((rule) => !rule.inverted);
    return permitted ? undefined : { category, ...this.#otherwise };
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

const noPermit = { reason: "PERMIT", remedy: "Ask through the gateway, which obtains a permit for each operation." };

/** What a verified permit grants, less the categories that the agency's own stricter rules refuse. */
export function grantOf(permit: Permit, refusedByAgency: readonly string[]): Grant {
  const own = refusedByAgency.map((category) => ({
    category,
    reason: "AGENCY_RULE",
    remedy: "The agency's own rules are stricter here than the agreements: ask the agency itself.",
  }));
  const withheld = Object.entries(permit.withheld).map(([category, why]) => ({ category, ...why }));
  // The permit's schema admits only well-formed rules that read one category: `unpackRules` itself checks nothing.
  const rules = unpackRules<Rule>(permit.rules);
  // What the permit withholds anyway keeps the permit's reason.
  return new Grant(rules, [...own, ...withheld], noPermit);
}

/** What is granted without a permit, or with one that does not hold: nothing. */
export const nothing = new Grant([], [], noPermit);
