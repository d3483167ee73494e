import { type Policy, processOf, purposes } from "../../../policies/index.ts";
import type { ProcessEventFacts } from "../deciding/child-facts.ts";

/** The category of processes: documents without it are older than these. */
const category = "child.steps";

// Until then a purpose was taken at its word.
const allOpen: readonly ProcessEventFacts[] = purposes.flatMap((purpose) => {
  const kind = processOf(purpose);
  return kind === undefined ? [] : [{ process: kind, kind, event: "opened" as const }];
});

/** The facts as decisions by these documents took them: by those that are older than processes every purpose held. Pure. */
export function asTakenBy<Facts extends { readonly processEvents: readonly ProcessEventFacts[] }>(
  { categories }: Pick<Policy, "categories">,
  facts: Facts,
): Omit<Facts, "processEvents"> & { readonly processEvents: readonly ProcessEventFacts[] } {
  return categories.some(({ id }) => id === category) ? facts : { ...facts, processEvents: allOpen };
}
