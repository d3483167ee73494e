import type { Process } from "../../../policies/index.ts";
import type { ProcessEventFacts } from "./child-facts.ts";

/** The kinds of process that a child has open: those that began and were not closed, each once. Pure; in whatever order the events come. */
export function openProcesses(events: readonly ProcessEventFacts[]): readonly Process[] {
  const closed = closedProcesses(events);
  return [...new Set(events.filter(({ event, process }) => event === "opened" && !closed.has(process)).map(({ kind }) => kind))];
}

/** The ids of the processes that were closed. */
export function closedProcesses(events: readonly ProcessEventFacts[]): ReadonlySet<string> {
  return new Set(events.flatMap(({ event, process }) => (event === "closed" ? [process] : [])));
}
