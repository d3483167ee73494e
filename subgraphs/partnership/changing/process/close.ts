import type { Closing } from "../asked/process.ts";
import type { Change, OpenChange } from "../change.ts";
import { mustAct } from "../must-act.ts";
import { adding } from "../writes.ts";
import { processEvent } from "./event.ts";
import { openingOfOpen } from "./find.ts";
import { mustOpenSome, openingOf } from "./opens.ts";
import { tellOfProcess } from "./told-of-process.ts";

/**
 * Closes a process, and answers its id: from this moment the purpose that belongs to it no longer holds, whichever day it ended. It stays closed; what begins again is another. Throws PROCESS_NOT_FOUND, PROCESS_CLOSED, ACTION_NOT_PERMITTED
 * unless whoever asks may open such a process or ARGUMENT_INVALID. What closes has no bound.
 */
export function closeProcess(open: OpenChange, { processId, on }: Closing): Change {
  // Asked before it is known whether there is such a process, so that whom an order of a court binds learns nothing by trying.
  mustOpenSome(open);
  const { process, kind, on: began } = openingOfOpen(open, processId);
  mustAct(open, openingOf(kind));
  const row = processEvent(open, { process, kind, event: "closed", on, notBefore: began });
  return { id: process, writes: [adding("processEvents", row), ...tellOfProcess(open, process)] };
}
