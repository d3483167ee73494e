import type { CategoryDecision } from "./category-decision.ts";
import type { Action, ConsentState, Purpose, RecordMark, Relationship, Restriction, RightsHolder } from "./vocabulary.ts";

/** How much harm a leak of the category could do; for people who read agreements, it decides nothing by itself. */
export type Sensitivity = "standard" | "sensitive" | "highly-sensitive";

/** A kind of information that agreements talk about. `owner` is the agency that answers for it, or `partnership`. */
export interface Category {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly sensitivity: Sensitivity;
  readonly description: string;
  /** Why nobody reads it, where that is meant. */
  readonly nobodyReads?: string | undefined;
  /** Why nobody of the family reads it, where that is meant. */
  readonly noFamilyReads?: string | undefined;
}

/** The ids of the categories that an agency, or the partnership, answers for. */
export function ownedBy(categories: readonly Category[], owner: string): ReadonlySet<string> {
  return new Set(categories.flatMap((category) => (category.owner === owner ? [category.id] : [])));
}

/** What a person can be, and the agencies in which they can be it. */
export interface Role {
  readonly id: string;
  readonly name: string;
  readonly agencies: readonly string[];
}

/** Who asks: a role in an agency. */
export interface Person {
  readonly role: string;
  readonly agency: string;
}

/** On which law a rule rests: the articles of the UK GDPR, the condition in the DPA 2018, and what sets confidentiality aside. */
export interface Basis {
  readonly id: string;
  readonly ukGdpr6: string;
  readonly ukGdpr9: string;
  readonly dpa2018: string;
  readonly confidentiality: string;
}

/** When a rule applies. Conditions add up; within one, any of the listed values will do. */
export interface Conditions {
  readonly relationship?: readonly Relationship[];
  readonly purpose?: readonly Purpose[];
  readonly rightsHolder?: readonly RightsHolder[];
  readonly consent?: readonly ConsentState[];
  readonly restriction?: readonly Restriction[];
  readonly override?: boolean;
}

/**
 * One rule of an agreement, checked and in its one normal form (lists sorted, nothing twice).
 * `marks`: a permit with marks is for records that bear none of them; a prohibition with marks is about records that bear them all.
 */
export interface Rule {
  readonly id: string;
  readonly agreement: string;
  readonly effect: "permit" | "prohibit";
  readonly roles: readonly string[] | "everyone";
  readonly agencies?: readonly string[];
  readonly categories: readonly string[];
  readonly when: Conditions;
  readonly marks: readonly RecordMark[];
  readonly because: string;
  readonly basis: readonly Basis[];
  /** What a prohibition leaves out, and why; it has no effect. Undefined for a permit, and for a prohibition that only names what it keeps back. */
  readonly leavesOut?: readonly LeftOut[];
  /** The agency whose own rule it is: it keeps back more than the agreements do, and enforces that itself. Undefined for a rule of an agreement. */
  readonly ofAgency?: string;
}

/** Categories that a prohibition does not keep back, and why that is meant. */
export interface LeftOut {
  readonly categories: readonly string[];
  readonly because: string;
}

/** The agencies that have rules of their own in a policy. */
export function agenciesWithOwnRules({ rules }: Pick<Policy, "rules">): ReadonlySet<string> {
  return new Set(rules.flatMap(({ ofAgency }) => ofAgency ?? []));
}

/** How an agency is called in the middle of a sentence: as the list of agencies says, or else by its name without hyphens. */
export function agencyTitle({ titles }: Pick<Policy, "titles">, agency: string): string {
  return titles.get(agency) ?? agency.replaceAll("-", " ");
}

/** How a party of an agreement is called in the middle of a sentence: `the family`, `the partnership`, an agency by its title. */
export function partyTitle(policy: Pick<Policy, "titles">, party: string): string {
  return party === "family" || party === "partnership" ? `the ${party}` : agencyTitle(policy, party);
}

/** A sharing agreement without its rules. Dates are ISO days. */
export interface Agreement {
  readonly id: string;
  readonly title: string;
  readonly file: string;
  readonly parties: readonly string[];
  readonly purposes: readonly Purpose[];
  readonly bases: readonly Basis[];
  readonly rights: readonly string[];
  readonly owner: string;
  readonly approved: string;
  readonly reviewBy: string;
  readonly dataItems: readonly string[];
}

/** Who may change a fact about a child: the roles, and what they have to be to the child. Each of `permitted` is enough. */
export interface ActionRule {
  readonly id: Action;
  readonly permitted: readonly { readonly roles: readonly string[]; readonly relationship: readonly Relationship[] }[];
  readonly because: string;
  /** Within how many days it has to be done, where that is agreed: of `review-override`, from when the override was opened. */
  readonly withinDays?: number;
  /** After how many months it comes about by itself, where that is agreed: of `tell-family`, from the day of the look or the last day of the override. */
  readonly afterMonths?: number;
}

/** Decides one category of one policy, for the person and the circumstances with these numbers. Throws RangeError if there are none. */
export interface Decider {
  decide(person: number, circumstances: number): CategoryDecision;
}

/**
 * All agreements in force, compiled. `version` is the SHA-256 (hex) of everything in them that has effect or is named by its id;
 * it does not change with the order of files and rules, nor with the wording of titles, names and reasons.
 */
export interface Policy {
  readonly version: string;
  readonly categories: readonly Category[];
  readonly roles: readonly Role[];
  /** How agencies are called in sentences, by name, as far as whoever compiled the policy said. It has no effect. */
  readonly titles: ReadonlyMap<string, string>;
  readonly agreements: readonly Agreement[];
  readonly rules: readonly Rule[];
  /** Who may change what. An action that is not here is nobody's. */
  readonly actions: readonly ActionRule[];
  readonly rulesById: ReadonlyMap<string, Rule>;
  /** Every role in every agency where it can be held; the place in the list is the person's number. */
  readonly persons: readonly Person[];
  /** Role → agency → the person's number. */
  readonly personNumbers: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** The rules about a category, by category. */
  readonly rulesByCategory: ReadonlyMap<string, readonly Rule[]>;
  /** What `decide` asks, by category. Ask `decide`, not this: it does not check facts. */
  readonly deciders: ReadonlyMap<string, Decider>;
}
