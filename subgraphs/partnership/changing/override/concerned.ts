import type { Action } from "../../../../policies/index.ts";
import type { OpenOverride } from "../change.ts";
import { may } from "../must-act.ts";

/** Whether whoever asks answers for the override, as the privacy officer of an agency that it concerns, and the policy lets them do this. */
export function answersFor(open: OpenOverride, action: Action): boolean {
  // Officers act on what people did with the records, and not as somebody who knows the child.
  return may(open, action, "none") && open.override.concerned.includes(open.principal.agency);
}
