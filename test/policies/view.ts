import { fileURLToPath } from "node:url";
import { createMongoAbility, subject } from "@casl/ability";
import type { MongoAbility } from "@casl/ability";
import { decide, loadPolicy } from "../../policies/index.ts";
import type {
  CategoryDecision,
  ConsentState,
  Facts,
  Policy,
  Purpose,
  ReasonCode,
  Relationship,
  Restriction,
  RightsHolder,
} from "../../policies/index.ts";
import type { Row } from "./oracle.ts";

const folder = fileURLToPath(new URL("../../policies", import.meta.url));
export const policy = loadPolicy(folder, "2026-11-21");

/** Who asks and in which situation; what is left out is the usual: the purpose holds, nothing consented, nothing restricted, nothing overridden. */
export interface Asking {
  readonly role: string;
  readonly agency: string;
  readonly relationship: Relationship;
  readonly purpose: Purpose;
  readonly purposeHolds?: boolean;
  readonly rightsHolder?: RightsHolder;
  readonly consent?: Readonly<Record<string, ConsentState>>;
  readonly restrictions?: Readonly<Record<string, readonly Restriction[]>>;
  readonly everywhere?: readonly Restriction[];
  readonly overrides?: readonly string[];
}

export function factsOf(asking: Asking, against: Policy = policy): Facts {
  const { role, agency, relationship, purpose, purposeHolds = true, rightsHolder = "parent", everywhere = [] } = asking;
  const each = <T>(value: (category: string) => T) => Object.fromEntries(against.categories.map(({ id }) => [id, value(id)]));
  return {
    role,
    agency,
    relationship,
    purpose,
    purposeHolds,
    rightsHolder,
    consent: each((id) => asking.consent?.[id] ?? "none"),
    restrictions: each((id) => asking.restrictions?.[id] ?? everywhere),
    overrides: each((id) => asking.overrides?.includes(id) ?? false),
  };
}

export function decisions(asking: Asking): readonly CategoryDecision[] {
  return [...decide(policy, factsOf(asking)).values()];
}

/** The categories that are readable, `*` after those of which only unmarked records are. */
export function reads(asking: Asking): string[] {
  return decisions(asking).flatMap((entry) => (entry.effect === "permit" ? [entry.category + (entry.conditional ? "*" : "")] : []));
}

/** What an agency that holds the decision goes by, record by record; it lets nothing be read if the category is withheld. */
export function abilityFrom(decision: CategoryDecision | undefined): MongoAbility {
  return createMongoAbility(decision?.effect === "permit" ? decision.rules.map((rule) => ({ ...rule })) : []);
}

/** Whether a record of the category with these marks is readable. */
export function readsRecord(asking: Asking, category: string, marks: Row): boolean {
  return abilityFrom(decide(policy, factsOf(asking)).get(category)).can("read", subject(category, { ...marks }));
}

/** Why a category is withheld; undefined if it is not. */
export function why(asking: Asking, category: string): ReasonCode | undefined {
  const decision = decide(policy, factsOf(asking)).get(category);
  return decision?.effect === "withhold" ? decision.reason : undefined;
}

export function given(...categories: string[]): Record<string, ConsentState> {
  return Object.fromEntries(categories.map((category) => [category, "given"]));
}
