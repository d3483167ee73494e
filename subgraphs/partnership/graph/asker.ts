import type { Principal } from "../../../trust/access-token.ts";
import type { Asker } from "../../kit/guard/grant.ts";
import { contradictionOf } from "../deciding/contradiction.ts";
import { rolesOf } from "../deciding/directory.ts";
import type { PartnershipContext } from "./context.ts";

/**
 * The roles in which somebody asks for what is no child's: officers, and those who coordinate for an agency. What each of them may, they may; a practitioner whom the directory does
 * not have in their agency has none. See `rolesOf`.
 */
export async function rolesOfAsker({
  principal,
  index,
  contradicted,
}: Pick<PartnershipContext, "principal" | "index" | "contradicted">): Promise<readonly string[]> {
  const entry = await index.practitioner(principal.subject);
  contradicted(contradictionOf(principal, entry));
  return rolesOf(principal, entry);
}

/** Who asks, as the audit has it. */
export function askerOf({ subject, role, agency }: Principal): Asker {
  return { person: subject, role, agency };
}
