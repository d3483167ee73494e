import type { Action } from "../../../policies/index.ts";
import type { AssessingCapacity, AssessingCompetence, ContestingAssessment, EndingAssessment } from "./asked/assessment.ts";
import type { ConsentImport, giving, Limit, refusing, Renewal, Withdrawal } from "./asked/consent.ts";
import type { TellingOfOverride, TellingOfVisits } from "./asked/disclosure.ts";
import type { Agreeing, AllowingAnother, GlassBreaking, Judgement, Revoking } from "./asked/override.ts";
import type { Closing, Opening, Recording } from "./asked/process.ts";
import type { ConfirmingRestriction, ContestingRestriction, EndingRestriction, Restricting } from "./asked/restriction.ts";
import type { Joining, NamingLead, NamingMembership } from "./asked/team.ts";
import type { Asked } from "./asked/values.ts";
import { contestAssessment } from "./assessment/contest.ts";
import { endAssessment } from "./assessment/end.ts";
import { recordCompetence, recordLackOfCapacity } from "./assessment/record.ts";
import type { Change, OpenChange, OpenOverride } from "./change.ts";
import { importConsent } from "./consent-import/import-consent.ts";
import { give } from "./consent/give.ts";
import { limit } from "./consent/limit.ts";
import { renew } from "./consent/renew.ts";
import { withdraw } from "./consent/withdraw.ts";
import { isOfficerOfLookers, tellOfVisits } from "./disclosure/tell-of-visits.ts";
import { mayBringBack, mayConfirmFromOutside, type Outsiders } from "./outsiders.ts";
import { allowAnother } from "./override/allow-another.ts";
import { agreeToOverride } from "./override/agree.ts";
import { breakGlass } from "./override/break-glass.ts";
import { review } from "./override/review.ts";
import { revoke } from "./override/revoke.ts";
import { tellFamilyOf } from "./override/tell-family.ts";
import { closeProcess } from "./process/close.ts";
import { openProcess } from "./process/open.ts";
import { recordMilestone } from "./process/record-milestone.ts";
import { confirmRestriction } from "./restriction/confirm.ts";
import { contestRestriction } from "./restriction/contest.ts";
import { endRestriction } from "./restriction/end.ts";
import { isOfficerOfAny } from "./restriction/may-restrict.ts";
import { recordRestriction } from "./restriction/record.ts";
import { confirmMandate } from "./team/confirm-mandate.ts";
import { joinTeam } from "./team/join.ts";
import { leaveTeam } from "./team/leave.ts";
import { nameLead } from "./team/name-lead.ts";
import { undoTeamChange } from "./team/undo.ts";

/** What each change to a child's facts asks for besides the child; by the name of its mutation. */
export interface AskedFor {
  readonly giveConsent: Asked<typeof giving>;
  readonly refuseConsent: Asked<typeof refusing>;
  readonly limitConsent: Limit;
  readonly renewConsent: Renewal;
  readonly withdrawConsent: Withdrawal;
  readonly importConsent: ConsentImport;
  readonly joinTeam: Joining;
  readonly leaveTeam: NamingMembership;
  readonly nameLead: NamingLead;
  readonly confirmMandate: NamingMembership;
  readonly undoTeamChange: NamingMembership;
  readonly recordRestriction: Restricting;
  readonly endRestriction: EndingRestriction;
  readonly confirmRestriction: ConfirmingRestriction;
  readonly contestRestriction: ContestingRestriction;
  readonly recordCompetence: AssessingCompetence;
  readonly recordLackOfCapacity: AssessingCapacity;
  readonly endAssessment: EndingAssessment;
  readonly contestAssessment: ContestingAssessment;
  readonly breakGlass: GlassBreaking;
  readonly agreeToOverride: Agreeing;
  readonly tellFamilyOfVisits: TellingOfVisits;
  readonly openProcess: Opening;
  readonly recordMilestone: Recording;
  readonly closeProcess: Closing;
}

/** The name of a change to a child's facts. */
export type ChangeName = keyof AskedFor;

/** A change that is asked for: its name, and what is asked. */
export type Asking<Name extends ChangeName = ChangeName> = {
  readonly [N in Name]: { readonly change: N; readonly asked: AskedFor[N] };
}[Name];

interface Kind<What> {
  readonly make: (open: OpenChange, asked: What) => Change;
  /** Who without a relationship to the child may ask for it all the same; nobody if it is not said. */
  readonly outsiders?: Outsiders;
}

const officers: Outsiders = { action: "review-restriction", may: isOfficerOfAny };

const kinds: { readonly [Name in ChangeName]: Kind<AskedFor[Name]> } = {
  giveConsent: { make: (open, asked) => give(open, { ...asked, decision: "given" }) },
  refuseConsent: { make: (open, asked) => give(open, { ...asked, decision: "refused" }) },
  limitConsent: { make: limit },
  renewConsent: { make: renew },
  withdrawConsent: { make: withdraw },
  importConsent: { make: importConsent },
  joinTeam: { make: joinTeam, outsiders: { action: "bring-back-to-team", may: mayBringBack } },
  leaveTeam: { make: leaveTeam },
  nameLead: { make: nameLead },
  confirmMandate: { make: confirmMandate, outsiders: { action: "confirm-mandate", may: mayConfirmFromOutside } },
  undoTeamChange: { make: undoTeamChange },
  recordRestriction: { make: recordRestriction },
  endRestriction: { make: endRestriction, outsiders: officers },
  confirmRestriction: { make: confirmRestriction, outsiders: officers },
  contestRestriction: { make: contestRestriction, outsiders: officers },
  recordCompetence: { make: recordCompetence },
  recordLackOfCapacity: { make: recordLackOfCapacity },
  endAssessment: { make: endAssessment },
  contestAssessment: { make: contestAssessment },
  breakGlass: { make: (open, asked) => breakGlass(byTheClock(open), asked) },
  agreeToOverride: { make: (open, asked) => agreeToOverride(byTheClock(open), asked) },
  tellFamilyOfVisits: {
    make: (open, asked) => tellOfVisits(byTheClock(open), asked),
    outsiders: { action: "tell-family", may: isOfficerOfLookers },
  },
  openProcess: { make: openProcess },
  recordMilestone: { make: recordMilestone },
  closeProcess: { make: closeProcess },
};

/**
 * Makes a change to a child's facts, for whoever has a relationship to the child or may ask for it without. Answers what is to be written; throws what the change refuses
 * with, and undefined is the answer to everybody for whom there is no such child.
 */
export function makeChange<Name extends ChangeName>(open: OpenChange, { change, asked }: Asking<Name>): Change | undefined {
  const { make, outsiders } = kinds[change];
  return open.relationship !== "none" || outsiders?.may(open) === true ? make(open, asked) : undefined;
}

/** What somebody without a relationship to the child needs to be let do, if they may ask for such a change at all. */
export function outsideActionOf(change: ChangeName): Outsiders["action"] | undefined {
  return kinds[change].outsiders?.action;
}

/** What each change to an override asks for, by the name of its mutation. */
export interface AskedOfOverride {
  readonly revokeOverride: Revoking;
  readonly reviewOverride: Judgement;
  readonly allowAnotherOverride: AllowingAnother;
  readonly tellFamilyOfOverride: TellingOfOverride;
}

/** A change to an override that is asked for. */
export type AskingOfOverride<Name extends keyof AskedOfOverride = keyof AskedOfOverride> = {
  readonly [N in Name]: { readonly change: N; readonly asked: AskedOfOverride[N] };
}[Name];

interface KindOfOverride<What> {
  readonly make: (open: OpenOverride, asked: What) => Change;
  /** What the policy lets those do who answer for the override; whoever opened it may ask for all. */
  readonly action: Action;
}

const kindsOfOverride: { readonly [Name in keyof AskedOfOverride]: KindOfOverride<AskedOfOverride[Name]> } = {
  revokeOverride: { make: revoke, action: "revoke-override" },
  reviewOverride: { make: review, action: "review-override" },
  allowAnotherOverride: { make: allowAnother, action: "allow-another-override" },
  tellFamilyOfOverride: { make: tellFamilyOf, action: "tell-family" },
};

/** Makes a change to an override. Officers who make one need no relationship to the child. Throws what the change refuses with. */
export function makeChangeToOverride<Name extends keyof AskedOfOverride>(
  open: OpenOverride,
  { change, asked }: AskingOfOverride<Name>,
): Change {
  return kindsOfOverride[change].make(byTheClock(open), asked);
}

/** What the policy has to let an officer do who asks for such a change to an override. */
export function officersActionOf(change: keyof AskedOfOverride): Action {
  return kindsOfOverride[change].action;
}

// Consents are put in order by moments that can be ahead of the clock; an override's hours are the clock's.
function byTheClock<Open extends OpenChange>(open: Open): Open {
  return { ...open, now: open.clock };
}
