import { agencyTitle, type Policy } from "../policy.ts";
import type { ReasonCode } from "../vocabulary.ts";

/**
 * What would change a refusal, in one or two plain sentences, to whom they are said: a family or a practitioner. `category` is an id, `agency` that of the person who asks.
 * For RESTRICTED the answer is the same whatever the case, since even the kind of restriction can put someone at risk.
 */
export function remedy(policy: Pick<Policy, "categories" | "titles">, category: string, reason: ReasonCode, agency: string): string {
  const found = policy.categories.find(({ id }) => id === category);
  const what = `“${found?.name ?? category}”`;
  const whoDecides = "a holder of parental responsibility, or the young person once they decide for themself,";
  const isFamily = agency === "family";
  const recipient = isFamily ? "you" : agencyTitle(policy, agency);
  const owner =
    found === undefined ? "the agency that holds it" : `${found.owner === "partnership" ? "the " : ""}${agencyTitle(policy, found.owner)}`;
  switch (reason) {
    case "ROLE":
      return isFamily
        ? `${what} is not among what families see here. You can ask ${owner} for it: to see what is held about you or your child is a right (UK GDPR article 15).`
        : `Your role does not read ${what}. If you need it for your work, ask the child's lead practitioner who can help.`;
    case "NO_RELATIONSHIP":
      return isFamily
        ? `${what} is for those with parental responsibility and for the young person themself. If that is you, ask the partnership to record it.`
        : `${what} is for the team around the child. If you work with this child, ask the lead practitioner to add you to the team.`;
    case "NO_CONSENT":
      return `Ask ${whoDecides} to share ${what} with ${recipient}.`;
    case "CONSENT_WITHDRAWN":
      return `The consent was withdrawn. Only if it is still needed, ask ${whoDecides} whether they would share ${what} with ${recipient} again.`;
    case "CONSENT_EXPIRED":
      return `The consent has run out. Ask ${whoDecides} to renew it, so that ${what} is shared with ${recipient} again.`;
    case "PURPOSE":
      return `${what} is not read for this purpose. If you need it for another purpose, ask again and name that one.`;
    case "RESTRICTED":
      return isFamily
        ? "Ask the agency that holds it, or the partnership, to look at it again."
        : "Ask your information governance officer.";
    case "AGENCY_RULE":
      return `The agency that holds ${what} keeps it back here by a rule of its own, whatever was agreed. Ask ${owner}.`;
    case "PERMIT":
      return "Ask again. If it happens every time, tell whoever runs the service.";
  }
}
