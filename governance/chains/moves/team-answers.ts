import { personIn } from "../scene.ts";
import type { Moves, Try } from "./move.ts";

/** Confirming anybody's mandate, and undoing that anybody was put off the team or made its lead. */
export const teamAnswers: Moves = ({ setting: { world }, child }) => {
  return child.memberships.flatMap(({ id, practitioner, awaitsMandate, endedAt, lead }): Try[] => {
    const { name } = personIn(world, practitioner);
    const confirming: Try = {
      says: `confirms the mandate of ${name}`,
      change: "confirmMandate",
      asked: { membershipId: id },
    };
    const what = endedAt === null ? `that ${name} leads` : `the end of ${name}'s membership`;
    const undoing: Try = { says: `undoes ${what}`, change: "undoTeamChange", asked: { membershipId: id } };
    return [...(awaitsMandate && endedAt === null ? [confirming] : []), ...(lead || endedAt !== null ? [undoing] : [])];
  });
};
