/*
 * What agreements mean, read straight from them: slow, plain, and written without the engine. It asks of every record "is there a
 * permit for it, and no prohibition?". Where no record is readable although a permit fits, a prohibition keeps all of them back, and that
 * is said: RESTRICTED. Where no permit fits, prohibitions are not looked at, so that their existence cannot show in the reason: it is
 * found by trying out what the least change is that would make a permit fit.
 */
import type { ConsentState, Facts, Purpose, ReasonCode, Relationship, Restriction, RightsHolder } from "../../policies/index.ts";

export interface WrittenRule {
  id: string;
  effect: "permit" | "prohibit";
  who: "everyone" | { roles: string[]; agency?: string[] };
  mayRead?: string[];
  mayNotRead?: string[];
  when: {
    relationship?: Relationship[];
    purpose?: Purpose[];
    rightsHolder?: RightsHolder[];
    consent?: ConsentState[];
    restriction?: Restriction[];
    override?: boolean;
    record?: { aboutOther?: boolean; withheldFromFamily?: boolean };
  };
}

export interface Row {
  aboutOther: boolean;
  withheldFromFamily: boolean;
}

export const everyRow: readonly Row[] = [
  { aboutOther: false, withheldFromFamily: false },
  { aboutOther: false, withheldFromFamily: true },
  { aboutOther: true, withheldFromFamily: false },
  { aboutOther: true, withheldFromFamily: true },
];

export type Roles = ReadonlyMap<string, readonly string[]>;
export type Verdict = { readable: readonly boolean[] } | { reason: ReasonCode };

type Asked = Omit<Facts, "consent" | "restrictions" | "overrides"> & {
  category: string;
  consent: ConsentState;
  restrictions: readonly Restriction[];
  override: boolean;
};

/** For each of the four kinds of row whether it is readable, or why none is. */
export function consult(rules: readonly WrittenRule[], roles: Roles, facts: Facts, category: string): Verdict {
  const { consent, restrictions, overrides, ...person } = facts;
  const one = { consent: consent[category], restrictions: restrictions[category], override: overrides[category] };
  if (one.consent === undefined || one.restrictions === undefined || one.override === undefined) return { reason: "RESTRICTED" };
  if (!roles.get(facts.role)?.includes(facts.agency)) return { reason: "ROLE" };
  const asked: Asked = { ...person, category, consent: one.consent, restrictions: one.restrictions, override: one.override };
  const readable = everyRow.map((row) => isReadable(rules, asked, row));
  return readable.includes(true) ? { readable } : { reason: reasonOf(rules, asked) };
}

function isReadable(rules: readonly WrittenRule[], asked: Asked, row: Row): boolean {
  const about = rules.filter((rule) => fits(rule, asked) && fitsRow(rule, row));
  return about.some((rule) => rule.effect === "permit") && !about.some((rule) => rule.effect === "prohibit");
}

function fits(rule: WrittenRule, asked: Asked): boolean {
  const { who, when } = rule;
  const categories = rule.effect === "permit" ? rule.mayRead : rule.mayNotRead;
  if (!categories?.includes(asked.category)) return false;
  if (who !== "everyone" && !who.roles.includes(asked.role)) return false;
  if (who !== "everyone" && who.agency && !who.agency.includes(asked.agency)) return false;
  if (when.relationship && !when.relationship.includes(asked.relationship)) return false;
  if (when.purpose && !when.purpose.includes(asked.purpose)) return false;
  if (when.rightsHolder && !when.rightsHolder.includes(asked.rightsHolder)) return false;
  if (when.consent && !when.consent.includes(asked.consent)) return false;
  if (when.restriction && !when.restriction.some((kind) => asked.restrictions.includes(kind))) return false;
  return when.override === undefined || when.override === asked.override;
}

function fitsRow({ when: { record = {} } }: WrittenRule, row: Row): boolean {
  if (record.aboutOther !== undefined && record.aboutOther !== row.aboutOther) return false;
  return record.withheldFromFamily === undefined || record.withheldFromFamily === row.withheldFromFamily;
}

function reasonOf(rules: readonly WrittenRule[], asked: Asked): ReasonCode {
  const permits = rules.filter((rule) => rule.effect === "permit" && rule.mayRead?.includes(asked.category));
  const opens = (change: Partial<Asked>) => permits.some((rule) => fits(rule, { ...asked, ...change }));
  if (opens({})) return "RESTRICTED";

  const consent = "given";
  const purposes: Purpose[] = ["DIRECT_SUPPORT", "EHC_ASSESSMENT", "ANNUAL_REVIEW", "SAFEGUARDING", "FAMILY_ACCESS", "GOVERNANCE"];
  const others: Relationship[] = ["none", "team", "lead", "holder", "parent", "self"];
  // Someone on the team has a relationship; that it is not the lead's is a matter of the part they play.
  const relationships = asked.relationship === "team" ? ["team" as const] : others;
  const rightsHolders: RightsHolder[] = ["parent", "young-person"];

  if (opens({ consent })) {
    if (asked.consent === "withdrawn") return "CONSENT_WITHDRAWN";
    return asked.consent === "expired" ? "CONSENT_EXPIRED" : "NO_CONSENT";
  }
  if (purposes.some((purpose) => opens({ consent, purpose }))) return "PURPOSE";
  const standings = relationships.flatMap((relationship) => rightsHolders.map((rightsHolder) => ({ relationship, rightsHolder })));
  if (purposes.some((purpose) => standings.some((standing) => opens({ consent, purpose, ...standing })))) return "NO_RELATIONSHIP";
  return "ROLE";
}
