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

interface Asked {
  readonly relationship: Relationship;
  readonly purpose: Purpose;
  readonly purposeHolds: boolean;
  readonly rightsHolder: RightsHolder;
  readonly consent: ConsentState;
  readonly restrictions: readonly Restriction[];
  readonly override: boolean;
}

/** For each of the four kinds of row whether it is readable, or why none is. */
export function consult(rules: readonly WrittenRule[], roles: Roles, facts: Facts, category: string): Verdict {
  const { relationship, purpose, purposeHolds, rightsHolder } = facts;
  const [consent, restrictions, override] = [facts.consent[category], facts.restrictions[category], facts.overrides[category]];
  if (consent === undefined || restrictions === undefined || override === undefined) return { reason: "RESTRICTED" };
  if (!roles.get(facts.role)?.includes(facts.agency)) return { reason: "ROLE" };
  const asked = { relationship, purpose, purposeHolds, rightsHolder, consent, restrictions, override };
  const about = rules.filter((rule) => isAbout(rule, category) && isFor(rule, facts));
  const permits = about.filter((rule) => rule.effect === "permit");
  if (permits.length === 0) return { reason: "ROLE" };
  const fitting = about.filter((rule) => fits(rule, asked));
  const readable = everyRow.map((row) => isReadable(fitting, row));
  return readable.includes(true) ? { readable } : { reason: reasonOf(permits, asked) };
}

function isAbout(rule: WrittenRule, category: string): boolean {
  const categories = rule.effect === "permit" ? rule.mayRead : rule.mayNotRead;
  return categories?.includes(category) === true;
}

function isFor({ who }: WrittenRule, { role, agency }: Facts): boolean {
  if (who === "everyone") return true;
  return who.roles.includes(role) && (who.agency === undefined || who.agency.includes(agency));
}

// For an assessment or a review that the child does not have, nothing is permitted.
const ofProcesses: readonly Purpose[] = ["EHC_ASSESSMENT", "ANNUAL_REVIEW"];

function fits({ effect, when }: WrittenRule, asked: Asked): boolean {
  if (effect === "permit" && ofProcesses.includes(asked.purpose) && !asked.purposeHolds) return false;
  if (when.relationship && !when.relationship.includes(asked.relationship)) return false;
  if (when.purpose && !when.purpose.includes(asked.purpose)) return false;
  if (when.rightsHolder && !when.rightsHolder.includes(asked.rightsHolder)) return false;
  if (when.consent && !when.consent.includes(asked.consent)) return false;
  if (when.restriction && !when.restriction.some((kind) => asked.restrictions.includes(kind))) return false;
  return when.override === undefined || when.override === asked.override;
}

function isReadable(fitting: readonly WrittenRule[], row: Row): boolean {
  const about = fitting.filter((rule) => fitsRow(rule, row));
  return about.some((rule) => rule.effect === "permit") && !about.some((rule) => rule.effect === "prohibit");
}

function fitsRow({ when: { record = {} } }: WrittenRule, row: Row): boolean {
  if (record.aboutOther !== undefined && record.aboutOther !== row.aboutOther) return false;
  return record.withheldFromFamily === undefined || record.withheldFromFamily === row.withheldFromFamily;
}

const purposes: readonly Purpose[] = ["DIRECT_SUPPORT", "EHC_ASSESSMENT", "ANNUAL_REVIEW", "SAFEGUARDING", "FAMILY_ACCESS", "GOVERNANCE"];
const relationships: readonly Relationship[] = ["none", "team", "lead", "holder", "parent", "self"];
const rightsHolders: readonly RightsHolder[] = ["parent", "young-person"];

function reasonOf(permits: readonly WrittenRule[], asked: Asked): ReasonCode {
  const opens = (change: Partial<Asked>) => permits.some((rule) => fits(rule, changed(asked, change)));
  if (opens({})) return "RESTRICTED";
  const consent = "given";
  if (opens({ consent })) {
    if (asked.consent === "withdrawn") return "CONSENT_WITHDRAWN";
    return asked.consent === "expired" ? "CONSENT_EXPIRED" : "NO_CONSENT";
  }
  const purposeHolds = true;
  if (purposes.some((purpose) => opens({ consent, purpose, purposeHolds }))) return "PURPOSE";
  // Someone on the team has a relationship; that it is not the lead's is a matter of the part they play.
  const others = asked.relationship === "team" ? ["team" as const] : relationships;
  const standings = others.flatMap((relationship) => rightsHolders.map((rightsHolder) => ({ relationship, rightsHolder })));
  if (purposes.some((purpose) => standings.some((standing) => opens({ consent, purpose, purposeHolds, ...standing }))))
    return "NO_RELATIONSHIP";
  return "ROLE";
}

// Written out, since copying one object over another takes most of the time of many thousand comparisons.
function changed(asked: Asked, { consent, purpose, purposeHolds, relationship, rightsHolder }: Partial<Asked>): Asked {
  return {
    relationship: relationship ?? asked.relationship,
    purpose: purpose ?? asked.purpose,
    purposeHolds: purposeHolds ?? asked.purposeHolds,
    rightsHolder: rightsHolder ?? asked.rightsHolder,
    consent: consent ?? asked.consent,
    restrictions: asked.restrictions,
    override: asked.override,
  };
}
