import type { ReasonCode } from "../policies/vocabulary.ts";
import type { Refusal, RefusalWords } from "./refusal.ts";

/** A category as it is named to people. */
export interface NamedCategory {
  /** Its plain name, such as `Therapies`. */
  readonly name: string;
  /** The agency that holds it, or `partnership`. */
  readonly owner: string;
}

/** How categories and agencies are called: what whoever says a reason in words needs besides the reason. */
export interface Names {
  /** The category as it is named to people. One that is not known has no other name than its id. */
  readonly category: (id: string) => NamedCategory;
  /** How an agency is called in the middle of a sentence. */
  readonly titleOf: (agency: string) => string;
}

/** Where nothing was decided nothing is named. */
export const noNames: Names = { category: (id) => ({ name: id, owner: id }), titleOf: (agency) => agency };

/** The names of some categories, and of agencies. */
export function namesOf(categories: readonly (NamedCategory & { readonly id: string })[], titleOf: Names["titleOf"]): Names {
  const known = new Map(categories.map(({ id, name, owner }) => [id, { name, owner }]));
  return { category: (id) => known.get(id) ?? { name: id, owner: id.split(".", 1)[0] ?? id }, titleOf };
}

/** What the sentences are about: the category, who holds it, and with whom it would be shared, each as it stands in a sentence. */
interface About {
  readonly what: string;
  readonly owner: string;
  readonly recipient: string;
}

type Sentence = (about: About) => string;

/** Who decides about consents, as it stands in a sentence. */
const whoDecides = "a holder of parental responsibility, or the young person once they decide for themself,";

/** What whoever has no permit that holds is told. */
const withoutPermit = "Ask through the gateway, which obtains a permit for each operation.";

function toAll(sentence: Sentence): { readonly family: Sentence; readonly practitioner: Sentence } {
  return { family: sentence, practitioner: sentence };
}

/**
 * What would change a refusal, for each reason there is, to whom it is said. For RESTRICTED it is the same whatever the case, since even the kind of restriction can put someone at risk. PERMIT is
 * decided by nobody: it is what whoever has no permit that holds is told.
 */
const remedies: Readonly<Record<ReasonCode, { readonly family: Sentence; readonly practitioner: Sentence }>> = {
  ROLE: {
    family: ({ what, owner }) =>
      `${what} is not among what families see here. You can ask ${owner} for it: to see what is held about you or your child is a right (UK GDPR article 15).`,
    practitioner: ({ what }) =>
      `Your role does not read ${what}. If you need it for your work, ask the child's lead practitioner who can help.`,
  },
  NO_RELATIONSHIP: {
    family: ({ what }) =>
      `${what} is for those with parental responsibility and for the young person themself. If that is you, ask the partnership to record it.`,
    practitioner: ({ what }) =>
      `${what} is for the team around the child. If you work with this child, ask the lead practitioner to add you to the team.`,
  },
  NO_CONSENT: toAll(({ what, recipient }) => `Ask ${whoDecides} to share ${what} with ${recipient}.`),
  CONSENT_WITHDRAWN: toAll(
    ({ what, recipient }) =>
      `The consent was withdrawn. Only if it is still needed, ask ${whoDecides} whether they would share ${what} with ${recipient} again.`,
  ),
  CONSENT_EXPIRED: toAll(
    ({ what, recipient }) => `The consent has run out. Ask ${whoDecides} to renew it, so that ${what} is shared with ${recipient} again.`,
  ),
  PURPOSE: toAll(
    ({ what }) =>
      `${what} is not read for this purpose now. If you need it for another purpose, ask again and name that one; an EHC needs assessment or an annual review is a purpose only while it is open: if it should be, ask the local authority to open it.`,
  ),
  RESTRICTED: {
    family: () => "Ask the agency that holds it, or the partnership, to look at it again.",
    practitioner: () => "Ask your information governance officer.",
  },
  AGENCY_RULE: toAll(
    ({ what, owner }) => `The agency that holds ${what} keeps it back here by a rule of its own, whatever was agreed. Ask ${owner}.`,
  ),
  PERMIT: toAll(() => withoutPermit),
};

/** What would change a refusal, in one or two plain sentences to whoever asks; `agency` is theirs, and `titleOf` says how an agency is called in a sentence. */
export function remedy({ name, owner }: NamedCategory, reason: ReasonCode, agency: string, titleOf: (agency: string) => string): string {
  const to = agency === "family" ? "family" : "practitioner";
  return remedies[reason][to]({
    what: `“${name}”`,
    owner: `${owner === "partnership" ? "the " : ""}${titleOf(owner)}`,
    recipient: to === "family" ? "you" : titleOf(agency),
  });
}

/** What is said where a category is withheld for a reason from somebody of the agency `asking`; `rules` are those that they may be told. */
export function refusalWordsFor(
  names: Names,
  category: string,
  { reason, rules }: { readonly reason: ReasonCode; readonly rules: readonly string[] },
  asking: string,
): RefusalWords {
  return { reason, remedy: remedy(names.category(category), reason, asking, (agency) => names.titleOf(agency)), rules };
}

/** What the message of an error says that is a notice. */
export function withheldSentence({ category, reason }: Pick<Refusal, "category" | "reason">): string {
  return `Withheld: ${category} (${reason}).`;
}

function words(reason: ReasonCode, sentence: string): RefusalWords {
  return { reason, remedy: sentence, rules: [] };
}

/** Why everything is withheld where no permit holds. */
export const noPermit = words("PERMIT", withoutPermit);

/** What is said where an agency keeps back by a rule of its own what the permit allows; the agency knows which rules these are. */
export const agencyRule = words("AGENCY_RULE", "The agency's own rules are stricter here than the agreements: ask the agency itself.");

/** What is said where some records of a category are left out, *if there are any*; the permit says by which rules. */
export const inPart = words(
  "RESTRICTED",
  "Records about another person, or withheld for somebody's safety, are left out here, if there are any.",
);

/** What practitioners are told who ask what the family can see. */
export const familyAlone = words("ROLE", "What the family can see is shown to the family alone.");

/** What stands in for a category of the partnership's own of which nothing was decided. There is none, since all that are listed are decided. */
export const undecided = words("ROLE", "Nobody reads this.");
