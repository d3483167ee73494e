import { agreeToOverride } from "../../../subgraphs/partnership/changing/override/agree.ts";
import { personIn } from "../world.ts";
import type { Moves } from "./move.ts";

/** Agreeing to anybody's override. */
export const overrideAnswers: Moves = ({ setting: { world }, child }) =>
  child.overrides.map(({ id, practitioner }) => ({
    says: `agrees to ${personIn(world, practitioner).name}'s override`,
    make: (open) => agreeToOverride(open, { overrideId: id }),
  }));
