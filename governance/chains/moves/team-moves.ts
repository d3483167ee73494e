import type { AskedFor } from "../../../subgraphs/partnership/changing/changes.ts";
import { isEnded } from "../../../subgraphs/partnership/deciding/in-force.ts";
import { personIn } from "../scene.ts";
import type { Moves, Try } from "./move.ts";

/** Bringing anybody in, ending any membership, and naming any member the lead. */
export const teamMoves: Moves = ({ setting: { world }, by, child }) => {
  const standing = child.memberships.filter((one) => !isEnded(one));
  const others = world.people.filter(({ agency, subject }) => agency !== "family" && !standing.some((one) => one.practitioner === subject));
  return [
    ...others.map(({ subject, name, agency }): Try => ({
      says: `brings ${name} to the team`,
      change: "joinTeam",
      asked: joining(subject, agency),
    })),
    ...standing.flatMap(({ id, practitioner }): Try[] => [
      {
        says: practitioner === by.subject ? "leaves the team" : `ends ${personIn(world, practitioner).name}'s membership`,
        change: "leaveTeam",
        asked: { membershipId: id },
      },
      {
        says:
          practitioner === by.subject
            ? "names themself lead practitioner"
            : `names ${personIn(world, practitioner).name} lead practitioner`,
        change: "nameLead",
        asked: { practitionerId: practitioner },
      },
    ]),
  ];
};

function joining(practitionerId: string, agency: string): AskedFor["joinTeam"] {
  return { practitionerId, mandate: { agency, function: "Support", reference: "Referral of this week" }, model: "panel" };
}
