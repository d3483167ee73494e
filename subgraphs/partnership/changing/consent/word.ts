import { ChildviewError } from "../../../../service/errors.ts";
import { inForce } from "../../deciding/in-force.ts";
import type { OpenChange } from "../change.ts";
import { mustAct } from "../must-act.ts";
import type { Saying } from "./add-event.ts";

/**
 * Whose word it is: a family member's own, or that of the person whom a practitioner names, by their id or, for the child themself, by the child's. Does not ask whether
 * their word counts. Throws ACTION_NOT_PERMITTED or ARGUMENT_INVALID.
 */
export function personOf(open: OpenChange, named: string | undefined): string {
  const { principal, child } = open;
  if (principal.agency === "family") {
    if (named !== undefined) throw new ChildviewError("ARGUMENT_INVALID", '"person" is for practitioners; you speak for yourself.');
    return principal.subject;
  }
  mustAct(open, "record-consent");
  if (named === undefined) throw new ChildviewError("ARGUMENT_INVALID", '"person" is missing: name whose word it is.');
  return named === child.id ? (child.family.find((fact) => fact.kind === "self" && inForce(fact, open.today))?.person ?? named) : named;
}

/** How it was said: through Childview by the person themself, or as a practitioner heard it. Throws ARGUMENT_INVALID or EVIDENCE_MISSING. */
export function sayingOf({ principal, today }: Pick<OpenChange, "principal" | "today">, heard: Saying | undefined): Saying {
  if (principal.agency === "family") {
    if (heard !== undefined) throw new ChildviewError("ARGUMENT_INVALID", '"heard" is for practitioners; you speak for yourself.');
    return { method: "online", evidence: "Said through Childview" };
  }
  if (heard === undefined) throw new ChildviewError("EVIDENCE_MISSING", "");
  if (heard.saidOn !== undefined && heard.saidOn > today) throw new ChildviewError("ARGUMENT_INVALID", '"heard.saidOn" is in the future.');
  return heard;
}
