import { z } from "zod";
import { statutoryGrounds, teamModels } from "../../records/team-membership-row.ts";
import { type Asked, day, id, listed, text } from "./values.ts";

/** How somebody takes part in a team. */
export const teamModel = z.enum(teamModels);
/** On what the law rests it that somebody does. */
export const statutoryGround = z.enum(statutoryGrounds);

/** What lets a practitioner take part in a team. */
export const mandate = z
  .strictObject({
    agency: listed.describe("The agency that lets them take part, which is the one they work for."),
    function: text.describe("What they are to do for this child, in words."),
    reference: text.describe("On what it rests: a referral, an allocation, a decision of a panel, with its date."),
    statutory: statutoryGround
      .optional()
      .describe("On what the law rests it that somebody does this work, if it does. Whoever does it then leaves only by their own agency."),
  })
  .describe("What lets a practitioner take part: who says so, for what, and on what it rests. The family sees it.");

/** Who is to join a team, by the mutation `joinTeam`, and what lets them. */
export const joining = z
  .strictObject({
    practitionerId: id.describe("Who is to join, by their entry in the directory."),
    mandate: mandate.describe("What lets them take part."),
    model: teamModel.describe("How they take part."),
    host: text
      .optional()
      .describe("In whose team or service they work; only, and always, where they are seconded or the service is integrated."),
    from: day.optional().describe("The first day (ISO 8601 date), today unless you name a later one."),
    until: day.optional().describe("The last day, if an end is set (ISO 8601 date)."),
  })
  .refine(({ model, host }) => (model === "panel") === (host === undefined), {
    path: ["host"],
    message: "is for practitioners who are seconded or in an integrated service, and must be there for them",
  });

/** Which membership ends, is confirmed or goes on, by the mutations `leaveTeam`, `confirmMandate` and `undoTeamChange`. */
export const namingMembership = z.strictObject({
  membershipId: id.describe("The membership: its id in `Child.team`, in `mandatesToConfirm`, or in the alert."),
});

/** Who is to lead, by the mutation `nameLead`. */
export const namingLead = z.strictObject({ practitionerId: id.describe("Who is to lead; a member of the team.") });

/** What somebody asks of `joinTeam`. */
export type Joining = Asked<typeof joining>;
/** What somebody asks of `leaveTeam`, `confirmMandate` or `undoTeamChange`. */
export type NamingMembership = Asked<typeof namingMembership>;
/** What somebody asks of `nameLead`. */
export type NamingLead = Asked<typeof namingLead>;
