import { z } from "zod";
import { code, text } from "../../../kit/import/csv-fields.ts";
import { recordId } from "../../../kit/import/record-id.ts";
import { refuseRepeated, refuseUnknown } from "../../../kit/import/row-checks.ts";
import { storeSaid } from "../../../kit/import/store.ts";
import { ChildRow } from "../../records/child-row.ts";
import { ServiceInvolvementRow } from "../../records/service-involvement-row.ts";
import type { PartnershipCodes } from "../codes.ts";
import { endsAfterItBegins, endsTooEarly, key, period } from "../fields.ts";
import { table } from "../table.ts";
import type { Table } from "../table.ts";

/** `services.csv`: which services work with which children. */
export function services({ agencies }: PartnershipCodes): Table {
  const columns = z
    .strictObject({ child: key, agency: code(agencies, "an agency"), team: text, ...period })
    .refine(endsAfterItBegins, endsTooEarly);
  return table("services", columns, async ({ manager, file, notes }, rows) => {
    refuseRepeated(file, rows, "team", ({ child, agency, team, from }) => JSON.stringify([child, agency, team, from]));
    await refuseUnknown(manager, file, rows, "child", ChildRow, "id", "is no child of the index");
    return storeSaid(
      manager,
      ServiceInvolvementRow,
      rows.map(({ value }) => ({ id: recordId("service", value.child, value.agency, value.team, value.from), ...value })),
      { notes, nameOf: ({ child, agency, team, from }) => `the work of ${team} (${agency}) from ${from} with child ${child}` },
    );
  });
}
