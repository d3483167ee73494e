import { personIn } from "../scene.ts";
import type { Moves, Try } from "./move.ts";

/** Agreeing to anybody's override. */
export const overrideAnswers: Moves = ({ setting: { world }, child }) =>
  child.overrides.map(({ id, practitioner }): Try => ({
    says: `agrees to ${personIn(world, practitioner).name}'s override`,
    change: "agreeToOverride",
    asked: { overrideId: id },
  }));
