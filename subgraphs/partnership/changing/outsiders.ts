import type { Action } from "../../../policies/index.ts";
import { inForce, isEnded, isOver } from "../deciding/in-force.ts";
import { agenciesOnTeam } from "./alerting/addressees.ts";
import type { OpenChange } from "./change.ts";
import { may } from "./must-act.ts";

/** Who may ask for a change without a relationship to the child. */
export interface Outsiders {
  /** What the policy has to let each of their roles do. */
  readonly action: OutsideAction;
  /** Whether the child's facts let them come here, their roles included. `storing/reached-child.ts` asks the same of the database, before the child is looked at. */
  readonly may: (open: OpenChange) => boolean;
}

/** An action that somebody without a relationship to the child may have. */
export type OutsideAction = Extract<Action, "bring-back-to-team" | "confirm-mandate" | "review-restriction" | "tell-family">;

/**
 * Whether somebody off the team may bring people of their own agency to it: those who coordinate for an agency that works with the child, as the index of services
 * says, and that has nobody on the team. Else an agency whose last member left could not come back, and the child would be out of its reach for good.
 */
export function mayBringBack(open: OpenChange): boolean {
  const { principal, services, today } = open;
  const serves = services.some((service) => service.agency === principal.agency && inForce(service, today));
  return serves && !agenciesOnTeam(open).has(principal.agency) && may(open, "bring-back-to-team", "none");
}

/** Whether somebody off the team may confirm a mandate: those who coordinate for an agency of which somebody waits to be confirmed. */
export function mayConfirmFromOutside(open: OpenChange): boolean {
  const { child, principal, today } = open;
  const waits = child.memberships.some(
    (one) => one.agency === principal.agency && one.awaitsMandate && !isEnded(one) && !isOver(one, today),
  );
  return waits && may(open, "confirm-mandate", "none");
}
