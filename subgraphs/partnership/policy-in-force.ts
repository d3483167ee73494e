import {
  agenciesWithOwnRules,
  agencyTitle,
  compile,
  type Policy,
  type PolicyDocuments,
  readPolicyDocuments,
} from "../../policies/index.ts";
import { ChildviewError } from "../../service/errors.ts";
import { type Agencies, titlesOf } from "../../trust/agencies.ts";
import { signatureFlaws } from "../../trust/policy-signature.ts";
import { checkSignatureFiles } from "../../trust/signature-files.ts";
import { whoHasNotSigned } from "../../trust/who-has-not-signed.ts";
import type { SubgraphSettings } from "../kit/settings.ts";

/** The policy that the partnership decides by, and what an operator should be told of it, if anything. */
export interface PolicyInForce {
  readonly policy: Policy;
  /** What it was compiled from. */
  readonly documents: PolicyDocuments;
  /** The ids of the officers whose signatures of this version hold. */
  readonly signedBy: readonly string[];
  readonly warning: string | undefined;
}

/**
 * Loads the policy and makes sure that an officer put this version into force. Throws a PolicyError; and in production POLICY_UNSIGNED, unless a listed officer
 * signed it, and one of each agency that has rules of its own. In every other mode that is a warning.
 */
export async function loadPolicyInForce(
  { policiesFolder, mode }: Pick<SubgraphSettings, "policiesFolder" | "mode">,
  agencies: Pick<Agencies, "officers" | "agencies">,
  today: string,
): Promise<PolicyInForce> {
  const documents = readPolicyDocuments(policiesFolder);
  const policy = compile(documents, today, titlesOf(agencies));
  const checked = await checkSignatureFiles(policiesFolder, policy.version, agencies.officers, today);
  const who = whoHasNotSigned(checked, agenciesWithOwnRules(policy), (agency) => agencyTitle(policy, agency));
  const inForce = { policy, documents, signedBy: checked.flatMap((one) => (one.holds ? [one.officer.id] : [])) };
  if (who === undefined) return { ...inForce, warning: undefined };
  const why = checked.map((one) => (one.holds ? "" : `; ${one.file}: ${signatureFlaws[one.flaw]}`)).join("");
  if (mode === "production") throw new ChildviewError("POLICY_UNSIGNED", `${who} has signed version ${policy.version}${why}`);
  const warning = `${who} has signed version ${policy.version} of the policy${why}. In production it would not start.`;
  return { ...inForce, warning };
}
