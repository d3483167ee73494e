import { ChildviewError } from "../../../../service/errors.ts";
import { openProcesses } from "../../deciding/open-processes.ts";
import type { Opening } from "../asked/process.ts";
import type { Change, OpenChange } from "../change.ts";
import { mustHaveRoomForProcessEvent } from "../bounds.ts";
import { mustAct } from "../must-act.ts";
import { adding } from "../writes.ts";
import { processEvent } from "./event.ts";
import { openingOf } from "./opens.ts";
import { tellOfProcess } from "./told-of-process.ts";

/**
 * Opens a process of the child, and answers its id: from this moment the purpose that belongs to it holds, whichever day it began. A child has one open of each kind. Throws ACTION_NOT_PERMITTED, PROCESS_OPEN, ARGUMENT_INVALID
 * or TOO_MANY_PROCESS_EVENTS. Does not check that the law asks for it: that is what whoever opens it answers for.
 */
export function openProcess(open: OpenChange, { kind, on }: Opening): Change {
  mustAct(open, openingOf(kind));
  if (openProcesses(open.child.processEvents).includes(kind)) throw new ChildviewError("PROCESS_OPEN", "");
  if (on !== undefined && on < open.child.dateOfBirth) throw new ChildviewError("ARGUMENT_INVALID", `"on" is before the child was born.`);
  mustHaveRoomForProcessEvent(open);
  const id = open.newId();
  const row = processEvent(open, { process: id, kind, event: "opened", on });
  return { id, writes: [adding("processEvents", row), ...tellOfProcess(open, id)] };
}
