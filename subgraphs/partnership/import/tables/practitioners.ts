import { z } from "zod";
import { code, optionalText, text } from "../../../kit/import/csv-fields.ts";
import type { FileKind } from "../../../kit/import/kind.ts";
import { storeSaid } from "../../../kit/import/store.ts";
import { PractitionerRow } from "../../records/practitioner-row.ts";
import type { PartnershipCodes } from "../codes.ts";
import { email, key, telephone } from "../fields.ts";
import { table } from "../table.ts";

/** `practitioners.csv`: the directory of staff. */
export function practitioners({ agencies, rolesOf }: PartnershipCodes): FileKind {
  const columns = z
    .object({ id: key, name: text, role: text, agency: code(agencies, "an agency"), team: optionalText, telephone, email })
    .refine(({ agency, role }) => rolesOf.get(agency)?.includes(role) === true, {
      path: ["role"],
      message: "is not a role of that agency",
    });
  return table("practitioners", {
    columns,
    key: { at: "id", of: ({ id }) => [id] },
    store: (rows, { manager, notes }) =>
      storeSaid(
        manager,
        PractitionerRow,
        rows.map(({ value }) => value),
        { notes, nameOf: ({ id }) => `practitioner ${id}` },
      ),
  });
}
