import type { ChildDecision } from "../../deciding/decide-child.ts";
import type { IndexedChild } from "../../facts-reader.ts";

/** The child's facts as if overrides that are kept from the family had not been opened: that there is one could put somebody at risk. */
export function withoutHiddenOverrides(child: IndexedChild): IndexedChild {
  return { ...child, overrides: child.overrides.filter(({ keptFromFamily }) => keptFromFamily === null) };
}

/**
 * Of which categories the asker is told who sees them: those that they see themself, or would but for a restriction of which they are told anyway. To anybody else
 * that somebody does not see a category, and so the very existence of a restriction, would be news.
 */
export function toldTo(decision: ChildDecision): (category: string) => boolean {
  return (category) => {
    const verdict = decision.verdict(category);
    return verdict.effect === "permit" || verdict.reason === "RESTRICTED";
  };
}
