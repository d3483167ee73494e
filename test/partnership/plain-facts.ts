import type { ConsentState, Facts, Policy, Purpose, Relationship, RightsHolder } from "../../policies/index.ts";
import type { AssessmentFacts } from "../../subgraphs/partnership/deciding/capacity.ts";
import type { ChildFacts, ConsentEventFacts, OverrideFacts, RestrictionFacts } from "../../subgraphs/partnership/deciding/child-facts.ts";
import type { Moment } from "../../subgraphs/partnership/deciding/moment.ts";
import type { Principal } from "../../trust/access-token.ts";

// What `gatherFacts` gathers, said as plainly as it can be: each category is asked for by itself, each time from the beginning, and nothing is remembered, shared or left out. Nothing of the code
// that it checks is called here; only the shapes of what is known are the same. Taken on trust is the day at the moment, which is handed in: `england-today.test.ts` tests it by itself.

/** The facts of one decision. */
export function plainFacts(policy: Policy, child: ChildFacts, principal: Principal, purpose: Purpose, { now, today }: Moment): Facts {
  const each = <T>(fact: (category: string) => T): Record<string, T> =>
    Object.fromEntries(policy.categories.map(({ id }) => [id, fact(id)]));
  const restrictions = [...child.restrictions, ...child.householdShields].filter((fact) => bars(fact, today));
  const open = child.overrides.filter((fact) => isOpenTo(fact, principal, purpose, now));
  return {
    role: principal.role,
    agency: principal.agency,
    relationship: plainRelationship(child, principal, today),
    purpose,
    purposeHolds: !isOfProcess(purpose) || child.processEvents.some((one) => one.kind === purpose && isOpen(one, child)),
    rightsHolder: plainRightsHolder(child, today),
    consent: each((category) => plainConsent(child, principal, purpose, today, category)),
    restrictions: each((category) => restrictions.filter((fact) => bearsOn(fact, category, principal)).map(({ kind }) => kind)),
    overrides: each((category) => open.some(({ categories }) => categories.includes(category))),
  };
}

function isOfProcess(purpose: Purpose): boolean {
  return ["EHC_ASSESSMENT", "ANNUAL_REVIEW"].includes(purpose);
}

function isOpen({ process }: { readonly process: string }, { processEvents }: ChildFacts): boolean {
  const events = processEvents.filter((one) => one.process === process).map(({ event }) => event);
  return events.includes("opened") && !events.includes("closed");
}

function inForce({ from, until }: { readonly from: string; readonly until: string | null }, today: string): boolean {
  return from <= today && today <= (until ?? "9999-12-31");
}

function bars({ endedAt, confirmBy, confirmedBy, ...fact }: RestrictionFacts, today: string): boolean {
  const unconfirmed = confirmBy !== null && confirmBy < today && confirmedBy === null;
  return endedAt === null && inForce(fact, today) && !unconfirmed;
}

function holdsOn({ endedAt, ...fact }: AssessmentFacts, today: string): boolean {
  return endedAt === null && inForce(fact, today);
}

function isOpenTo(fact: OverrideFacts, principal: Principal, purpose: string, now: Date): boolean {
  const own = fact.practitioner === principal.subject && fact.agency === principal.agency && fact.role === principal.role;
  return own && fact.purpose === purpose && fact.revokedAt === null && fact.endsAt.getTime() > now.getTime();
}

function plainRelationship({ family, memberships, directory }: ChildFacts, { subject, agency }: Principal, today: string): Relationship {
  const relatives = family.filter((fact) => agency === "family" && fact.person === subject && inForce(fact, today));
  const worksHere = directory.some((entry) => entry.id === subject && entry.agency === agency);
  const team = memberships.filter(
    (fact) =>
      fact.practitioner === subject && fact.agency === agency && inForce(fact, today) && fact.endedAt === null && !fact.awaitsMandate,
  );
  if (relatives.some(({ kind }) => kind === "self")) return "self";
  if (relatives.some(({ parentalResponsibility }) => parentalResponsibility)) return "holder";
  if (relatives.length > 0) return "parent";
  if (agency === "family" || !worksHere || team.length === 0) return "none";
  return team.some(({ lead }) => lead) ? "lead" : "team";
}

function bearsOn(fact: RestrictionFacts, category: string, principal: Principal): boolean {
  if (fact.kind === "court-order") return principal.agency === "family" && fact.person === principal.subject;
  return fact.kind === "shielded" || fact.categories.includes(category);
}

function plainRightsHolder({ dateOfBirth, assessments }: ChildFacts, today: string): RightsHolder {
  if (assessments.some((fact) => fact.kind === "lack-of-capacity" && holdsOn(fact, today))) return "parent";
  return today > plainEndOfSchool(dateOfBirth) ? "young-person" : "parent";
}

function plainlyCompetent({ assessments }: ChildFacts, category: string, today: string): boolean {
  const holding = assessments.filter((fact) => holdsOn(fact, today));
  if (holding.some(({ kind }) => kind === "lack-of-capacity")) return false;
  return holding.some(({ kind, categories }) => kind === "gillick-competence" && categories.includes(category));
}

function plainEndOfSchool(dateOfBirth: string): string {
  const [year = 0, month = 0] = dateOfBirth.split("-").map(Number);
  const day = new Date(Date.UTC(year + 16 + (month >= 9 ? 1 : 0), 5, 30));
  while (day.getUTCDay() !== 5) day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}

const strongestFirst = ["refused", "withdrawn", "given", "expired"] as const;

function plainConsent(child: ChildFacts, principal: Principal, purpose: string, today: string, category: string): ConsentState {
  const counting = plainWords(child, category, today);
  const { agency, role, subject } = principal;
  const reader = [agency, `${agency}/role/${role}`, `${agency}/person/${subject}`];
  const speaks = (event: ConsentEventFacts): boolean =>
    event.categories.includes(category) && event.purposes.includes(purpose) && event.recipients.some((name) => reader.includes(name));
  const isLast = (event: ConsentEventFacts): boolean =>
    counting.every((one) => one.consent !== event.consent || one.at.getTime() <= event.at.getTime());
  const stands = (event: ConsentEventFacts): boolean => isNo(event) || (event.validFrom <= today && isLast(event));
  const inOrder = counting.toSorted(
    (one, other) =>
      wordAt(counting, one) - wordAt(counting, other) ||
      one.at.getTime() - other.at.getTime() ||
      lessLast(one) - lessLast(other) ||
      endOf(other, one),
  );
  const positions = new Map(
    inOrder.filter((event) => speaks(event) && stands(event)).map((event) => [event.person, stateOf(event, today)]),
  );
  return strongestFirst.find((state) => [...positions.values()].includes(state)) ?? "none";
}

function stateOf({ event, validUntil }: ConsentEventFacts, today: string): (typeof strongestFirst)[number] {
  if (event === "refused" || event === "withdrawn") return event;
  return today <= (validUntil ?? "9999-12-31") ? "given" : "expired";
}

function isNo({ event }: ConsentEventFacts): boolean {
  return event === "refused" || event === "withdrawn";
}

function lessLast({ event }: ConsentEventFacts): number {
  return ["withdrawn", "refused"].indexOf(event);
}

function endOf(one: ConsentEventFacts, other: ConsentEventFacts): number {
  return (one.validUntil ?? "9999-12-31").localeCompare(other.validUntil ?? "9999-12-31");
}

function wordAt(events: readonly ConsentEventFacts[], { consent, event, at }: ConsentEventFacts): number {
  if (event !== "limited") return at.getTime();
  const before = events.filter((one) => one.consent === consent && one.event !== "limited" && one.at.getTime() < at.getTime());
  return Math.max(-Infinity, ...before.map((one) => one.at.getTime()));
}

/** What was said about a category by those who decide about it, as far as it counts still. */
function plainWords(child: ChildFacts, category: string, today: string): readonly ConsentEventFacts[] {
  const bound = child.restrictions.filter((fact) => fact.kind === "court-order" && bars(fact, today)).map(({ person }) => person);
  const family = child.family.filter((fact) => inForce(fact, today) && !bound.includes(fact.person));
  const childDecides = plainRightsHolder(child, today) === "young-person" || plainlyCompetent(child, category, today);
  const speakers = family.filter(({ kind, parentalResponsibility }) => (childDecides ? kind === "self" : parentalResponsibility));
  const since = plainSince(child, category, childDecides, today);
  return child.consentEvents.filter(
    (event) => speakers.some(({ person }) => person === event.person) && (isNo(event) || wordAt(child.consentEvents, event) >= since),
  );
}

/** Since when the kind of person who decides has decided, looked for at each moment at which it could have changed. */
function plainSince({ dateOfBirth, assessments }: ChildFacts, category: string, childDecides: boolean, today: string): number {
  const spans = assessments.map(({ kind, categories, from, until, recordedAt, endedAt }) => ({
    kind,
    categories,
    start: Math.max(midnight(from, 0), recordedAt.getTime()),
    end: Math.min(until === null ? Infinity : midnight(until, 1), endedAt === null ? Infinity : endedAt.getTime()),
  }));
  const grown = midnight(plainEndOfSchool(dateOfBirth), 1);
  const decided = (moment: number): boolean => {
    const holding = spans.filter(({ start, end }) => start <= moment && moment < end);
    if (holding.some(({ kind }) => kind === "lack-of-capacity")) return false;
    return moment >= grown || holding.some(({ kind, categories }) => kind === "gillick-competence" && categories.includes(category));
  };
  const tonight = midnight(today, 1);
  const turns = [grown, ...spans.flatMap(({ start, end }) => [start, end])].filter((turn) => turn < tonight);
  const other = turns.filter((turn) => decided(turn) !== childDecides);
  const after = turns.filter((turn) => other.every((one) => one < turn));
  if (other.length === 0 && !childDecides) return -Infinity;
  return Math.min(tonight, ...after);
}

const inEngland = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London" });

/** Midnight in England of the day so many days after another, found by asking what day it is an hour before the world has it. */
function midnight(day: string, later: number): number {
  const wanted = new Date(new Date(`${day}T00:00:00Z`).getTime() + later * 86_400_000);
  const name = (moment: Date): string => inEngland.format(moment);
  const before = new Date(wanted.getTime() - 3_600_000);
  return (name(before) === wanted.toISOString().slice(0, 10) ? before : wanted).getTime();
}
