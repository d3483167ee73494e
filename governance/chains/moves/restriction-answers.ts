import { isEnded } from "../../../subgraphs/partnership/deciding/in-force.ts";
import { restrictionWords } from "../words.ts";
import { ground } from "./ground.ts";
import type { Moves, Try } from "./move.ts";

/** Confirming and contesting any restriction; somebody of the family contests whatever binds them. */
export const restrictionAnswers: Moves = ({ setting: { world }, by, child }) => {
  if (by.agency === "family") return [{ says: "contests what binds them", change: "contestRestriction", asked: { ground } }];
  const standing = child.restrictions.filter((one) => !isEnded(one));
  return standing.flatMap((one): Try[] => {
    const [what, asked] = [restrictionWords(world, one), { restrictionId: one.id }];
    return [
      { says: `confirms ${what}`, change: "confirmRestriction", asked },
      { says: `contests ${what}`, change: "contestRestriction", asked: { ...asked, ground } },
    ];
  });
};
