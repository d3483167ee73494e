/**
 * What two ways of writing one address have in common: its letters from A to Z and its digits, small and without a gap. Two children for whom it is the same live together.
 * It can take two addresses for one and then shields too many, which is the safer error. Pure; whether there is such an address is not checked.
 */
export function householdOf({ lines, postcode }: { readonly lines: readonly string[]; readonly postcode: string | null }): string {
  return `${lines.join("")}${postcode ?? ""}`.replaceAll(/[^A-Za-z0-9]/g, "").toLowerCase();
}
