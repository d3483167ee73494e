import { agencyTitle, cannotSee, canSee, type Explanation, type Ground, personName, type Policy } from "../../../../policies/index.ts";

/** A decision and its reason, in the words in which families are told who sees what. It says no more than the rules on which the decision rests. */
export function decisionSentence(policy: Policy, { category, decision, findings, situation }: Explanation): string {
  const { role, agency, purpose } = situation;
  const inAgency = agency === "family" ? "" : ` (${agencyTitle(policy, agency)})`;
  const name = personName(policy, situation);
  const who = name.endsWith(")") ? name : `${name}${inAgency}`;
  const telling = { who: who === "" ? role : who, categories: [category], purposes: [purpose] };
  const decisive = findings.filter(({ rule }) => decision.ruleIds.includes(rule.id)).map(({ rule }) => rule);
  if (decision.effect === "permit") return canSee(policy, telling, groundOf(agency, decisive));
  const because = decision.reason === "AGENCY_RULE" ? decisive[0]?.because : undefined;
  return cannotSee(policy, telling, { reason: decision.reason, ...(because !== undefined && { because }) });
}

// What one rule permits without consent and without an override rests on neither, whatever others ask for.
function groundOf(agency: string, decisive: readonly Explanation["findings"][number]["rule"][]): Ground {
  const permits = decisive.filter(({ effect }) => effect === "permit");
  const anyway = permits.find(({ when }) => when.consent === undefined && when.override === undefined);
  if (anyway !== undefined) return { restsOn: agency === "family" ? "family" : "law", because: anyway.because };
  const byConsent = permits.some(({ when }) => when.override === undefined);
  return byConsent ? { restsOn: "consent", agreed: "consent is given" } : { restsOn: "override", until: "it ends" };
}
