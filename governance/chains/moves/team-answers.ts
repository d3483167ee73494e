import { confirmMandate } from "../../../subgraphs/partnership/changing/team/confirm-mandate.ts";
import { undoTeamChange } from "../../../subgraphs/partnership/changing/team/undo.ts";
import { personIn } from "../world.ts";
import type { Moves, Try } from "./move.ts";
import { mayConfirmFromOutside } from "../../../subgraphs/partnership/changing/team/outsiders.ts";

/** Confirming anybody's mandate, and undoing that anybody was put off the team or made its lead. */
export const teamAnswers: Moves = ({ setting: { world }, child }) => {
  return child.memberships.flatMap(({ id, practitioner, awaitsMandate, endedAt, lead }): Try[] => {
    const { name } = personIn(world, practitioner);
    const confirming: Try = {
      says: `confirms the mandate of ${name}`,
      outsiders: mayConfirmFromOutside,
      make: (open) => confirmMandate(open, { membershipId: id }),
    };
    const what = endedAt === null ? `that ${name} leads` : `the end of ${name}'s membership`;
    const undoing: Try = { says: `undoes ${what}`, make: (open) => undoTeamChange(open, { membershipId: id }) };
    return [...(awaitsMandate && endedAt === null ? [confirming] : []), ...(lead || endedAt !== null ? [undoing] : [])];
  });
};
