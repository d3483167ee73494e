import { ChildviewError } from "../../../../service/errors.ts";
import { closedProcesses } from "../../deciding/open-processes.ts";
import type { ProcessEventRow } from "../../records/process-event-row.ts";
import type { OpenChange } from "../change.ts";

/** The event by which a process of the child began that is not closed. Throws PROCESS_NOT_FOUND, alike for what there is not and what is another child's; or PROCESS_CLOSED. */
export function openingOfOpen({ child }: Pick<OpenChange, "child">, process: string): ProcessEventRow {
  const opened = child.processEvents.find((one) => one.process === process && one.event === "opened");
  if (opened === undefined) throw new ChildviewError("PROCESS_NOT_FOUND", "");
  if (closedProcesses(child.processEvents).has(process)) throw new ChildviewError("PROCESS_CLOSED", "");
  return opened;
}
