import { text } from "../../kit/import/csv-fields.ts";
import { recipientFrom } from "../deciding/recipients.ts";
import type { PartnershipCodes } from "./codes.ts";

/**
 * Whom a consent reaches: an agency (`education`) or the family, a role in it (`education/role/senco`) or a person of it (`education/person/helen.marsh`). Does not look
 * whether there is such a person: a consent may name one who has left.
 */
export function recipient({ agencies, rolesOf }: Pick<PartnershipCodes, "agencies" | "rolesOf">) {
  const bodies = [...agencies, "family"];
  return text
    .refine((name) => bodies.includes(recipientFrom(name)?.agency ?? ""), {
      abort: true,
      message: `is not an agency (${bodies.join(", ")}), nor a role or a person of one`,
    })
    .refine((name) => hasRole(rolesOf, name), "is not a role of that agency");
}

function hasRole(rolesOf: PartnershipCodes["rolesOf"], name: string): boolean {
  const { agency = "", role } = recipientFrom(name) ?? {};
  return role === undefined || rolesOf.get(agency)?.includes(role) === true;
}
