import { ChildviewError } from "../../../../service/errors.ts";
import { holdsOn } from "../../deciding/capacity.ts";
import { recipientFrom } from "../../deciding/recipients.ts";
import type { ConsentEventRow } from "../../records/consent-event-row.ts";
import type { OpenChange } from "../change.ts";

/** A yes that is about to be recorded. */
type Yes = Pick<ConsentEventRow, "categories" | "recipients" | "capacity">;

/**
 * Throws unless a practitioner may write down this yes of somebody else: ASSESSMENT_OWN if it counts only by an assessment of their own, CONSENT_IN_OWN_FAVOUR if it lets
 * their own agency read more. A consent is freely given (UK GDPR article 4(11)), and whoever gains by it is not the one to say that it was. Does not look at what a
 * family member says for themself. What shares less is nobody's gain.
 */
export function mustServeOthers(open: OpenChange, yes: Yes): void {
  const { agency } = open.principal;
  if (agency === "family") return;
  if (restsOnOwnAssessment(open, yes)) throw new ChildviewError("ASSESSMENT_OWN", "");
  if (yes.recipients.some((name) => recipientFrom(name)?.agency === agency)) throw new ChildviewError("CONSENT_IN_OWN_FAVOUR", "");
}

/** A competent child's yes rests on the assessments of competence, and a parent's about a young person on those of a lack of capacity. */
function restsOnOwnAssessment({ child, principal, today }: OpenChange, { categories, capacity }: Yes): boolean {
  const own = child.assessments.filter(
    (one) => one.assessor === principal.subject && one.agency === principal.agency && holdsOn(one, today),
  );
  if (capacity === "holder") return own.some(({ kind }) => kind === "lack-of-capacity");
  const competences = own.filter(({ kind }) => kind === "gillick-competence");
  return capacity === "competent-child" && competences.some((one) => one.categories.some((category) => categories.includes(category)));
}
