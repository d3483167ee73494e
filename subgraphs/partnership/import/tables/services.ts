import { z } from "zod";
import { code, text } from "../../../kit/import/csv-fields.ts";
import type { FileKind } from "../../../kit/import/kind.ts";
import { recordId } from "../../../kit/import/record-id.ts";
import { refuseUnknown } from "../../../kit/import/row-checks.ts";
import { storeSaid } from "../../../kit/import/store.ts";
import { ChildRow } from "../../records/child-row.ts";
import { ServiceInvolvementRow } from "../../records/service-involvement-row.ts";
import type { PartnershipCodes } from "../codes.ts";
import { endsAfterItBegins, endsTooEarly, key, period } from "../fields.ts";
import { table } from "../table.ts";

/** `services.csv`: which services work with which children. */
export function services({ agencies }: PartnershipCodes): FileKind {
  const columns = z
    .object({ child: key, agency: code(agencies, "an agency"), team: text, ...period })
    .refine(endsAfterItBegins, endsTooEarly);
  return table("services", {
    columns,
    key: { at: "team", of: ({ child, agency, team, from }) => [child, agency, team, from] },
    store: async (rows, { manager, file, notes }) => {
      await refuseUnknown(manager, file, rows, "child", ChildRow, "id", "is no child of the index");
      return storeSaid(
        manager,
        ServiceInvolvementRow,
        rows.map(({ value }) => ({ id: recordId("service", value.child, value.agency, value.team, value.from), ...value })),
        { notes, nameOf: ({ child, agency, team, from }) => `the work of ${team} (${agency}) from ${from} with child ${child}` },
      );
    },
  });
}
