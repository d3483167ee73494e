import { hasReviewed } from "../../subgraphs/partnership/deciding/override-review.ts";
import type { Group } from "./group.ts";
import type { State } from "./world.ts";

/** The agencies outside a group that an override concerns and for which its review is closed: only the group can have done it. */
export function closedReviews({ agencies }: Group, state: State, index: number): readonly string[] {
  const overrides = state.children[index]?.overrides ?? [];
  return overrides.flatMap((override) => override.concerned.filter((agency) => !agencies.has(agency) && hasReviewed(override, agency)));
}
