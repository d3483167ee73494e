import type { ProcessEventRow } from "../../records/process-event-row.ts";
import { ascending, descending, inOrder } from "../in-order.ts";
import type { Process, ReachedMilestone } from "./process.ts";

/**
 * The processes that their events add up to: those that are open first, and of them, as of the others, those that began last. `nameOf` is the name of whoever wrote something down. A new object each time. Pure.
 */
export function processesOf(events: readonly ProcessEventRow[], nameOf: (practitioner: string) => string | null): Process[] {
  const opened = events.filter(({ event }) => event === "opened");
  const views = opened.map((opening) => {
    const own = events.filter(({ process }) => process === opening.process);
    const reached = own.filter(({ event }) => event === "recorded").sort(earliestFirst);
    return {
      ...{ id: opening.process, kind: opening.kind, openedOn: opening.on },
      closedOn: own.find(({ event }) => event === "closed")?.on ?? null,
      milestones: reached.flatMap((event) => reachedOf(event, nameOf) ?? []),
    };
  });
  return views.sort(openFirst);
}

function reachedOf(event: ProcessEventRow, nameOf: (practitioner: string) => string | null): ReachedMilestone | undefined {
  const { milestone, on, agency, recorder, recorderAgency, recordedAt } = event;
  if (milestone === null) return undefined;
  const recordedBy = recorder === null ? null : nameOf(recorder);
  return { milestone, on, agency, recordedBy, recordedByAgency: recorderAgency, recordedAt: recordedAt?.toISOString() ?? null };
}

const earliestFirst = inOrder<ProcessEventRow>(
  ascending(({ on }) => on),
  ascending(({ recordedAt }) => recordedAt?.getTime() ?? 0),
  ascending(({ milestone }) => milestone ?? ""),
  ascending(({ agency }) => agency ?? ""),
  ascending(({ id }) => id),
);

const openFirst = inOrder<Process>(
  ascending(({ closedOn }) => Number(closedOn !== null)),
  descending(({ openedOn }) => openedOn),
  ascending(({ kind }) => kind),
  ascending(({ id }) => id),
);
