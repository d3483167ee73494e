import { type Action, mayAct } from "../../../../policies/index.ts";
import type { OpenOverride } from "../change.ts";

/** Whether whoever asks answers for the override, as the privacy officer of an agency that it concerns, and the policy lets them do this. */
export function answersFor({ policy, principal: { role, agency }, override }: OpenOverride, action: Action): boolean {
  // Officers act on what people did with the records, and not as somebody who knows the child.
  return mayAct(policy, action, { role, agency, relationship: "none" }) && override.concerned.includes(agency);
}
