import {
  agencyTitle,
  cannotSee,
  canSee,
  capitalised,
  categoryName,
  type Ground,
  listed,
  partyTitle,
  type Policy,
} from "../../../../policies/index.ts";
import type { ConsentEffect } from "../../deciding/consent-effects.ts";
import type { ConsentDispute } from "../../deciding/disputes.ts";
import type { ConsentLapse } from "../../deciding/lapsing.ts";
import type { Recipient } from "../../deciding/recipients.ts";
import type { SharingGrant } from "../../deciding/sharing.ts";
import type { ConsentEventRow } from "../../records/consent-event-row.ts";

const inEngland = { timeZone: "Europe/London" } as const;
const dayFormat = new Intl.DateTimeFormat("en-GB", { ...inEngland, day: "numeric", month: "long", year: "numeric" });
const timeFormat = new Intl.DateTimeFormat("en-GB", { ...inEngland, hour: "2-digit", minute: "2-digit" });

// A day (ISO 8601), or the day of a moment in England: `2 March 2026`.
function dayInWords(day: string | Date): string {
  return dayFormat.format(typeof day === "string" ? new Date(`${day}T12:00:00Z`) : day);
}

function momentInWords(moment: Date): string {
  return `${timeFormat.format(moment)} on ${dayInWords(moment)}`;
}

/** A recipient in the middle of a sentence: `education`, `education (SENCO)`, `the family (Daniel Reed)`. `name` is the person's, if it is one who is known. */
export function recipientInWords(
  policy: Pick<Policy, "roles" | "titles">,
  { agency, role, person }: Recipient,
  name: string | null,
): string {
  const whole = partyTitle(policy, agency);
  const part = role === undefined ? (name ?? person) : (policy.roles.find(({ id }) => id === role)?.name ?? role);
  return part === undefined ? whole : `${whole} (${part})`;
}

/** What stands while those who decide differ. `recipient` is in words. */
export function disputeSentence(policy: Policy, { category, positions }: ConsentDispute, recipient: string): string {
  const stands = positions.some(({ position }) => position === "refused") ? "refusal" : "withdrawal";
  const what = categoryName(policy, category);
  return `${what} is not shared with ${recipient} by consent: the ${stands} stands until they or a court resolve it.`;
}

/** What happens to a consent that will soon hold no longer, and what to do. */
export function lapseSentence({ reason, day }: Pick<ConsentLapse<never>, "reason" | "day">): string {
  if (reason === "ends") return `It holds until the end of ${dayInWords(day)}. Renew it if it is to go on; else nothing has to be done.`;
  const who = reason === "rights-pass" ? "the young person decides" : "those with parental responsibility decide again";
  return `From ${dayInWords(day)} ${who}, and this consent no longer counts. Ask them what they want to share.`;
}

/** What a word about sharing changes, or why it changes nothing. `recipient` is whom it names; `name` is theirs, if it is one person who is known. */
export function effectSentence(
  policy: Policy,
  { roles, relationship, categories, purposes, outcome, reason = "PERMIT", rule }: ConsentEffect,
  { agency, name, text }: { readonly agency: string; readonly name: string | null; readonly text: string },
): string {
  const named = capitalised(name === null && agency !== "family" ? rolesInWords(policy, agency, roles) : text);
  const who = relationship === "lead" && name === null ? `${named}, as the child's lead practitioner,` : named;
  const telling = { who, categories, purposes };
  const because = (rule === undefined ? undefined : policy.rulesById.get(rule)?.because) ?? "";
  const [can, cannot] = [
    (agreed: string) => canSee(policy, telling, { restsOn: "consent", agreed }),
    (although: string) => cannotSee(policy, telling, { reason, although, because }),
  ];
  switch (outcome) {
    case "opens":
      return can("of this");
    case "closes":
      return cannot(", because of this");
    case "another-word":
      return reason === "PERMIT" ? can("of another word than this") : cannot(" by this");
    case "read-anyway":
      return canSee(policy, telling, { restsOn: agency === "family" ? "family" : "law", because });
    case "never-read":
      return cannot(", whatever is agreed");
  }
}

function rolesInWords(policy: Pick<Policy, "roles" | "titles">, agency: string, roles: readonly string[]): string {
  const names = policy.roles.filter(({ id }) => roles.includes(id)).map(({ name }) => name);
  return `${listed(names, "and")} (${agencyTitle(policy, agency)})`;
}

/** Whom a sentence about sharing is about. */
export interface SharingPerson {
  readonly name: string;
  /** Their professional role, or who they are to the child. */
  readonly role: string;
  readonly agency: string;
}

/** Who can see what, for what and why. `nameOf` names who agreed. */
export function sharingSentence(
  policy: Policy,
  { name, role, agency }: SharingPerson,
  grant: SharingGrant<ConsentEventRow>,
  nameOf: (person: string) => string,
): string {
  const who = agency === "family" ? `${name} (${role})` : `${name} (${role}, ${agencyTitle(policy, agency)})`;
  return canSee(policy, { who, ...grant }, groundInWords(policy, grant, nameOf));
}

function groundInWords(
  { rulesById }: Pick<Policy, "rulesById">,
  { restsOn, rule, agreed, until }: SharingGrant<ConsentEventRow>,
  nameOf: (person: string) => string,
): Ground {
  switch (restsOn) {
    case "consent": {
      const said = agreed.map(({ person, at }) => `${nameOf(person)} agreed on ${dayInWords(at)}`);
      return { restsOn, agreed: listed(said, "and") };
    }
    case "override":
      return { restsOn, until: until === null ? "it is ended" : momentInWords(until) };
    case "law":
    case "family":
      return { restsOn, because: rulesById.get(rule)?.because ?? "" };
  }
}
