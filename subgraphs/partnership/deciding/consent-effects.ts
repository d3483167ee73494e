import type { CategoryDecision, Facts, Policy, Purpose, ReasonCode, Relationship } from "../../../policies/index.ts";
import type { ConsentEventFacts } from "./child-facts.ts";
import { positionsOn } from "./consent-state.ts";
import { decidedTogether, factsOn, withConsent, withoutOverrides } from "./decisions-on.ts";
import { merged } from "./merged.ts";
import type { Moment } from "./moment.ts";
import type { ToldFor } from "./opened-now.ts";
import { namesOfReader, type Reader, recipientFrom } from "./recipients.ts";
import type { RoleOf } from "./audiences.ts";
import { wordsThatCount } from "./words-that-count.ts";

/** What a word about sharing changes for somebody whom it names. */
export type ConsentOutcome = "opens" | "closes" | "another-word" | "read-anyway" | "never-read";

/** What a word about sharing changes, and what it does not, for those of one role whom it names. */
export interface ConsentEffect {
  /** The recipient by which the word names them. */
  readonly recipient: string;
  readonly roles: readonly string[];
  /** What they have to be to the child; of a role at large the first that serves, which is the team's, then the lead's. */
  readonly relationship: Relationship;
  readonly categories: readonly string[];
  readonly purposes: readonly Purpose[];
  readonly outcome: ConsentOutcome;
  /** Why they cannot read it; undefined if they can. */
  readonly reason: ReasonCode | undefined;
  /** The rule by which they read it anyway, or which keeps it back; undefined for the other outcomes. */
  readonly rule: string | undefined;
}

/** What is asked about a word. */
export interface EffectsQuestion<E extends ConsentEventFacts> {
  readonly policy: Policy;
  /** The child's facts by which it is decided, as far as the one who asks may be told of them: each category once. */
  readonly parts: readonly ToldFor<E>[];
  readonly roleOf: RoleOf;
  readonly moment: Moment;
}

/**
 * What somebody's word changes and what it cannot change: for each category, purpose and role that it names, by the decisions with it, without any consent, and with every
 * consent. A word that begins later is taken on its first day. Of a role at large, it is what its people read once they are on the team; of a purpose that belongs to a process, what is read while that is open. Overrides are left aside. Pure.
 */
export function consentEffects<E extends ConsentEventFacts>(question: EffectsQuestion<E>, word: E): readonly ConsentEffect[] {
  const rows = word.recipients.flatMap((recipient) =>
    readersNamed(question, recipient).flatMap((reader) =>
      (word.purposes as readonly Purpose[]).flatMap((purpose) =>
        question.parts.flatMap((part) => rowsFor(question, part, word, { recipient, reader, purpose })),
      ),
    ),
  );
  return merged(merged(merged(rows, "roles"), "purposes"), "categories");
}

/** How many times it is decided to say what a word changes: once for each reader whom it names, and purpose. */
export function weighingsFor<E extends ConsentEventFacts>(question: Pick<EffectsQuestion<E>, "policy" | "roleOf">, word: E): number {
  const readers = word.recipients.map((recipient) => readersNamed(question, recipient).length);
  return word.purposes.length * readers.reduce((sum, each) => sum + each, 0);
}

interface Asked {
  readonly recipient: string;
  readonly reader: Reader;
  readonly purpose: Purpose;
}

function rowsFor<E extends ConsentEventFacts>(
  { policy, moment: now }: EffectsQuestion<E>,
  { child, categories: all }: ToldFor<E>,
  word: E,
  { recipient, reader, purpose }: Asked,
): ConsentEffect[] {
  const categories = all.filter((category) => word.categories.includes(category));
  const moment = word.validFrom > now.today ? { ...now, today: word.validFrom } : now;
  const asked = factsOn(policy, child, { ...reader, name: "", issuer: "" }, purpose, moment);
  const counting = wordsThatCount(child, moment.today);
  const question = { reader: namesOfReader(reader), purpose, today: moment.today };
  const isPosition = (category: string) => positionsOn(counting(category), { ...question, category }).get(word.person) === word;
  const found = relationshipsOf(reader, asked[0]?.relationship ?? "none").map((relationship) => {
    const decided = (change: (facts: Facts) => Facts) =>
      decidedTogether(
        policy,
        asked.map((facts) => change({ ...facts, relationship, purposeHolds: true })),
        categories,
      );
    return {
      relationship,
      now: decided(withoutOverrides),
      anyway: decided((facts) => withConsent(facts, "none")),
      agreed: decided((facts) => withConsent(facts, "given")),
    };
  });
  return categories.map((category) => {
    const tried = found.map(({ relationship, ...by }) => ({
      relationship,
      ...changedBy(policy, says(word), isPosition(category), {
        now: by.now.get(category),
        anyway: by.anyway.get(category),
        agreed: by.agreed.get(category),
      }),
    }));
    const [first] = tried.toSorted((one, other) => preference(one.outcome) - preference(other.outcome));
    const { relationship = "none", outcome = "never-read", reason, rule } = first ?? {};
    return { recipient, roles: [reader.role], relationship, categories: [category], purposes: [purpose], outcome, reason, rule };
  });
}

interface ThreeDecisions {
  readonly now: CategoryDecision | undefined;
  readonly anyway: CategoryDecision | undefined;
  readonly agreed: CategoryDecision | undefined;
}

function changedBy(
  { rulesById }: Pick<Policy, "rulesById">,
  said: "yes" | "no",
  isPosition: boolean,
  { now, anyway, agreed }: ThreeDecisions,
): Pick<ConsentEffect, "outcome" | "reason" | "rule"> {
  if (anyway?.effect === "permit") {
    const rule = anyway.ruleIds.find((id) => rulesById.get(id)?.effect === "permit");
    return { outcome: "read-anyway", reason: undefined, rule };
  }
  if (agreed?.effect !== "permit") {
    const ofAgency = agreed?.reason === "AGENCY_RULE" ? agreed.ruleIds[0] : undefined;
    return { outcome: "never-read", reason: agreed?.reason ?? "ROLE", rule: ofAgency };
  }
  const reason = now?.effect === "withhold" ? now.reason : undefined;
  const [asSaid, outcome] = said === "yes" ? ([reason === undefined, "opens"] as const) : ([reason !== undefined, "closes"] as const);
  return { outcome: asSaid && isPosition ? outcome : "another-word", reason, rule: undefined };
}

function says({ event }: ConsentEventFacts): "yes" | "no" {
  return event === "refused" || event === "withdrawn" ? "no" : "yes";
}

// Where consent matters to the team or to the lead, that is what a word changes; where to neither, what they read is said before what they do not.
function preference(outcome: ConsentOutcome): number {
  return outcome === "never-read" ? 2 : outcome === "read-anyway" ? 1 : 0;
}

function readersNamed({ policy, roleOf }: Pick<EffectsQuestion<ConsentEventFacts>, "policy" | "roleOf">, recipient: string): Reader[] {
  const { agency, role, person } = recipientFrom(recipient) ?? { agency: recipient };
  if (person !== undefined) return [{ subject: person, role: roleOf(agency, person) ?? "", agency }];
  return policy.persons
    .filter((each) => each.agency === agency && (role === undefined || each.role === role))
    .map((each) => ({ subject: "", ...each }));
}

// Somebody who is something to the child is that; of all others it is asked what they read once they are.
function relationshipsOf({ agency, role }: Reader, own: Relationship): readonly Relationship[] {
  if (own !== "none") return [own];
  if (agency !== "family") return ["team", "lead"];
  return role === "young-person" ? ["self"] : ["parent", "holder"];
}
