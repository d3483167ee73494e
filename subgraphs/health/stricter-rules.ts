import type { Permit } from "../../trust/permit.ts";

/**
 * Where health is stricter than the agreements: mental health content leaves health for a statutory process about the child's needs, not for day-to-day support,
 * whatever was consented to. Inside health, for safeguarding and for the family the agreements stand.
 */
export function stricterRules({ org, purpose }: Pick<Permit, "org" | "purpose">): readonly string[] {
  const leavesHealth = org !== "health" && org !== "family";
  return leavesHealth && purpose === "DIRECT_SUPPORT" ? ["health.mental-health"] : [];
}
