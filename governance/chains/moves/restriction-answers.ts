import { confirmRestriction } from "../../../subgraphs/partnership/changing/restriction/confirm.ts";
import { contestRestriction } from "../../../subgraphs/partnership/changing/restriction/contest.ts";
import { isEnded } from "../../../subgraphs/partnership/deciding/in-force.ts";
import { restrictionWords } from "../words.ts";
import { ground } from "./ground.ts";
import type { Moves, Try } from "./move.ts";
import { isOfficerOfAny } from "../../../subgraphs/partnership/changing/restriction/may-restrict.ts";

/** Confirming and contesting any restriction; somebody of the family contests whatever binds them. */
export const restrictionAnswers: Moves = ({ setting: { world }, by, child }) => {
  if (by.agency === "family") return [{ says: "contests what binds them", make: (open) => contestRestriction(open, { ground }) }];
  const standing = child.restrictions.filter((one) => !isEnded(one));
  return standing.flatMap((one): Try[] => {
    const [what, asked] = [restrictionWords(world, one), { restrictionId: one.id }];
    return [
      { says: `confirms ${what}`, outsiders: isOfficerOfAny, make: (open) => confirmRestriction(open, asked) },
      { says: `contests ${what}`, outsiders: isOfficerOfAny, make: (open) => contestRestriction(open, { ...asked, ground }) },
    ];
  });
};
