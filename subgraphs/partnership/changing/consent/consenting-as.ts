import { ChildviewError } from "../../../../service/errors.ts";
import { rightsHolderOf } from "../../deciding/capacity.ts";
import type { ChildFacts } from "../../deciding/child-facts.ts";
import { boundByOrder } from "../../deciding/restriction-in-force.ts";
import { consentingPersons } from "../../deciding/consenting-persons.ts";
import { inForce } from "../../deciding/in-force.ts";
import { rightsHolder } from "../../deciding/rights-holder.ts";
import type { IndexedChild } from "../../facts-reader.ts";
import type { ConsentEventRow } from "../../records/consent-event-row.ts";
import type { OpenChange } from "../change.ts";

/**
 * The facts by which whoever asks is told whether a person's word counts. A court order is told to nobody but the person whom it binds, who is refused everything
 * anyway: what a practitioner writes down of them is stored as it would be without the order, and does not count while it holds.
 */
export function asToldTo({ child, principal }: Pick<OpenChange, "child" | "principal">): IndexedChild {
  if (principal.agency === "family") return child;
  return { ...child, restrictions: child.restrictions.filter(({ kind }) => kind !== "court-order") };
}

type Refusal = "NOT_A_HOLDER" | "RIGHTS_RESTRICTED" | "RIGHTS_PASSED_TO_YOUNG_PERSON" | "RIGHTS_NOT_YET_YOURS" | "CHILD_DECIDES";

/**
 * As whom a person decides about all of these categories on a day. Throws why they cannot: NOT_A_HOLDER, RIGHTS_RESTRICTED, RIGHTS_PASSED_TO_YOUNG_PERSON,
 * RIGHTS_NOT_YET_YOURS or CHILD_DECIDES. Pure.
 */
export function consentingAs(child: ChildFacts, person: string, categories: readonly string[], today: string): ConsentEventRow["capacity"] {
  const refusal = whyNot(child, person, categories, today);
  if (refusal !== undefined) throw new ChildviewError(refusal, "");
  if (!isSelf(child, person, today)) return "holder";
  return rightsHolderOf(child, today) === "young-person" ? "self" : "competent-child";
}

function whyNot(child: ChildFacts, person: string, categories: readonly string[], today: string): Refusal | undefined {
  if (categories.every((category) => consentingPersons(child, category, today).has(person))) return undefined;
  const self = isSelf(child, person, today);
  if (!self && !isHolder(child, person, today)) return "NOT_A_HOLDER";
  // Whom an order binds is told nothing else of the child, not even who decides instead.
  if (boundByOrder(child, today).has(person)) return "RIGHTS_RESTRICTED";
  if (!self) return rightsHolderOf(child, today) === "young-person" ? "RIGHTS_PASSED_TO_YOUNG_PERSON" : "CHILD_DECIDES";
  // Their rights would be theirs by age, so what is in the way is a recorded lack of capacity.
  return rightsHolder(child.dateOfBirth, today) === "young-person" ? "RIGHTS_RESTRICTED" : "RIGHTS_NOT_YET_YOURS";
}

function isSelf({ family }: ChildFacts, person: string, today: string): boolean {
  return family.some((fact) => fact.person === person && fact.kind === "self" && inForce(fact, today));
}

function isHolder({ family }: ChildFacts, person: string, today: string): boolean {
  return family.some((fact) => fact.person === person && fact.parentalResponsibility && inForce(fact, today));
}
