import { registerEnumType } from "type-graphql";
import type { TeamMembershipRow } from "../records/team-membership-row.ts";

/** The three ways in which agencies make up a team around a child. */
export const TeamModel = {
  PANEL: "panel",
  SECONDED: "seconded",
  INTEGRATED: "integrated",
} as const satisfies Record<string, TeamMembershipRow["model"]>;

registerEnumType(TeamModel, {
  name: "TeamModel",
  description:
    "How a practitioner takes part in the team around a child. On whose behalf they read is the agency of their mandate in each.",
  valuesConfig: {
    PANEL: { description: "From their own agency; the team meets." },
    SECONDED: { description: "Lent to the team of another agency." },
    INTEGRATED: { description: "In a service that agencies run together." },
  },
});
