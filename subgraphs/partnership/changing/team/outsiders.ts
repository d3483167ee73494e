import { inForce, isEnded, isOver } from "../../deciding/in-force.ts";
import { agenciesOnTeam } from "../alerting/addressees.ts";
import type { OpenChange } from "../change.ts";
import { may } from "../must-act.ts";

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
