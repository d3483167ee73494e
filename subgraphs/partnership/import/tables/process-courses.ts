import { Any, type EntityManager } from "typeorm";
import type { Row } from "../../../kit/import/row.ts";
import { ImportRefused } from "../../../kit/import/refused.ts";
import { closedProcesses } from "../../deciding/open-processes.ts";
import { ProcessEventRow } from "../../records/process-event-row.ts";

/**
 * Refuses events that would leave a process without a beginning, with two, or with two ends; of another child or kind than it began with; before it began; or a child with two of a kind open at once. Looked at together with
 * all events that the children have. Rows come with the ids under which they would be stored.
 */
export async function refuseBrokenCourses(manager: EntityManager, file: string, rows: readonly Row<ProcessEventRow>[]): Promise<void> {
  const children = [...new Set(rows.map(({ value }) => value.child))];
  const processes = [...new Set(rows.map(({ value }) => value.process))];
  const stored = await manager.find(ProcessEventRow, { where: [{ child: Any(children) }, { process: Any(processes) }] });
  const events = [...new Map([...stored, ...rows.map(({ value }) => value)].map((event) => [event.id, event])).values()];
  for (const { line, value } of rows) {
    const reason = whyNot(value, events);
    if (reason !== undefined) throw new ImportRefused({ file, line, place: 'column "process"', value: value.process, reason });
  }
}

function whyNot(event: ProcessEventRow, events: readonly ProcessEventRow[]): string | undefined {
  const own = events.filter(({ process }) => process === event.process);
  const [opened, again] = own.filter((one) => one.event === "opened");
  if (opened === undefined) return "never began: an event of it has to say that it was opened";
  if (again !== undefined) return "begins twice; what was said stays, so name another process";
  if (own.filter((one) => one.event === "closed").length > 1) return "ends twice; what was said stays";
  if (event.child !== opened.child || event.kind !== opened.kind) return "is a process of another child or of another kind";
  if (event.on < opened.on) return "has an event before the day on which it was opened";
  return openTwice(event, events) ? "is open beside another of the same kind, and a child has one of each" : undefined;
}

function openTwice({ child, kind }: ProcessEventRow, events: readonly ProcessEventRow[]): boolean {
  const closed = closedProcesses(events);
  return events.filter((one) => one.child === child && one.kind === kind && one.event === "opened" && !closed.has(one.process)).length > 1;
}
