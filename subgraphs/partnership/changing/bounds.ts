import { ChildviewError, type ErrorCode } from "../../../service/errors.ts";
import { daysAfter } from "../../../service/days.ts";
import { isReviewed } from "../deciding/override-review.ts";
import { isOwn } from "../deciding/overrides.ts";
import { authorOf } from "./author.ts";
import type { OpenChange } from "./change.ts";

// Each person has room of their own in the record of each child, so that nobody uses up another's: not a father his wife's, nor a practitioner the family's or a colleague's. It comes back with
// time, so that a childhood of eighteen years does not run out of it. Decision 31 has the reasons for the numbers.

/** How much one person adds to what is recorded of one child within 365 days. */
export const mostInAYear = {
  /** Consents that they give or renew, or write down as given. 900 in a childhood; somebody who gives five and renews each twice a year needs ten. */
  yes: 50,
  /** Refusals, and limits of what was given. More than of a yes, so that whatever was opened can be closed in parts. */
  no: 100,
  restrictions: 40,
  memberships: 60,
  assessments: 12,
  /** Processes that they open, and milestones that they record. An assessment with everybody's advice has some thirty. */
  processEvents: 200,
} as const;

/** How many recipients one word about sharing names: more than there are agencies and roles, with a team by name besides. */
export const mostRecipients = 50;

/** How many overrides of one child that one person opened within seven days wait for a review: those of somebody who opens it anew every four hours, day and night, for eight days. */
export const mostUnreviewed = 48;

/** How many of the changes that a person made are remembered, to be answered again under their keys. */
export const mostReceipts = 1000;

/** How many alerts that the same changed wait unread for one addressee: more than change it in earnest within a week, and too few to bury others. */
export const mostUnread = 5;

/** How much files bring of one child: of what was said, by each person. A person's whole childhood of yeses through Childview, with what closes besides, is as much. */
export const mostInFiles = { consentEvents: 1000, restrictions: 200, memberships: 500, processEvents: 500 } as const;

const day = 24 * 60 * 60 * 1000;

/** How many of these moments lie within the last 365 days. What was written down by a clock that is ahead counts too. */
function withinAYear(moments: readonly (Date | null)[], now: Date): number {
  return moments.filter((moment) => moment !== null && now.getTime() - moment.getTime() < 365 * day).length;
}

/** How often whoever asks has said yes, and no, or written it down, of this child within a year. What they withdrew is in neither: it closes, once for each consent. */
export function saidWithinAYear({ child, principal, now }: OpenChange): Readonly<Record<"yes" | "no", number>> {
  const own = child.consentEvents.filter((one) => one.recorder === principal.subject && one.recorderAgency === principal.agency);
  const of = (kinds: readonly string[]) =>
    withinAYear(
      own.filter(({ event }) => kinds.includes(event)).map(({ recordedAt }) => recordedAt),
      now,
    );
  return { yes: of(["given", "renewed"]), no: of(["refused", "limited"]) };
}

/** Throws TOO_MANY_RESTRICTIONS to whoever has recorded as many of this child within a year as one person does. */
export function mustHaveRoomForRestriction({ child, principal, now }: OpenChange): void {
  const own = child.restrictions.filter(({ recordedBy }) => recordedBy === authorOf(principal));
  refuseFrom(
    mostInAYear.restrictions,
    withinAYear(
      own.map(({ recordedAt }) => recordedAt),
      now,
    ),
    "TOO_MANY_RESTRICTIONS",
  );
}

/** Throws TOO_MANY_MEMBERSHIPS to whoever has recorded as many of this child's team within a year as one person does. One that goes on as another, since the lead passed, is one more. */
export function mustHaveRoomForMembership({ child, principal, today }: OpenChange): void {
  const own = child.memberships.filter(({ recordedBy, from }) => recordedBy === authorOf(principal) && from > daysAfter(today, -365));
  refuseFrom(mostInAYear.memberships, own.length, "TOO_MANY_MEMBERSHIPS");
}

/** Throws TOO_MANY_ASSESSMENTS to whoever has assessed this child as often within a year as one person does. */
export function mustHaveRoomForAssessment({ child, principal, now }: OpenChange): void {
  const own = child.assessments.filter(({ assessor, agency }) => assessor === principal.subject && agency === principal.agency);
  refuseFrom(
    mostInAYear.assessments,
    withinAYear(
      own.map(({ recordedAt }) => recordedAt),
      now,
    ),
    "TOO_MANY_ASSESSMENTS",
  );
}

/** Throws TOO_MANY_PROCESS_EVENTS to whoever has recorded as much of this child's processes within a year as one person does. */
export function mustHaveRoomForProcessEvent({ child, principal, now }: OpenChange): void {
  const own = child.processEvents.filter((one) => one.recorder === principal.subject && one.recorderAgency === principal.agency);
  refuseFrom(
    mostInAYear.processEvents,
    withinAYear(
      own.map(({ recordedAt }) => recordedAt),
      now,
    ),
    "TOO_MANY_PROCESS_EVENTS",
  );
}

/**
 * Throws OVERRIDES_UNREVIEWED to whoever has opened so many overrides of this child within seven days that no officer has reviewed. Who needs one around the clock never comes to it, and whom an
 * officer does not review at all is let in again once a week has passed: a record that nobody can reach harms a child too.
 */
export function mustLeaveRoomInQueue({ child, principal, now }: OpenChange): void {
  const waiting = child.overrides.filter(
    (one) => isOwn(one, principal) && !isReviewed(one) && now.getTime() - one.openedAt.getTime() < 7 * day,
  );
  refuseFrom(mostUnreviewed, waiting.length, "OVERRIDES_UNREVIEWED");
}

function refuseFrom(most: number, there: number, code: ErrorCode): void {
  if (there >= most) throw new ChildviewError(code, `There are ${String(there)}.`);
}
