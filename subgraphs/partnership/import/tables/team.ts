import { z } from "zod";
import { code, flag, text } from "../../../kit/import/csv-fields.ts";
import { recordId } from "../../../kit/import/record-id.ts";
import { refuseRepeated, refuseUnknown } from "../../../kit/import/row-checks.ts";
import { upsert } from "../../../kit/import/store.ts";
import { ChildRow } from "../../records/child-row.ts";
import { PractitionerRow } from "../../records/practitioner-row.ts";
import { TeamMembershipRow } from "../../records/team-membership-row.ts";
import type { PartnershipCodes } from "../codes.ts";
import { endsAfterItBegins, endsTooEarly, key, period } from "../fields.ts";
import { table } from "../table.ts";
import type { Table } from "../table.ts";

/** `team.csv`: the teams around the children. */
export function team({ agencies }: PartnershipCodes): Table {
  const columns = z
    .strictObject({ child: key, practitioner: key, agency: code(agencies, "an agency"), role: text, lead: flag, ...period })
    .refine(endsAfterItBegins, endsTooEarly);
  return table("team", columns, async (manager, file, rows) => {
    refuseRepeated(file, rows, "practitioner", ({ child, practitioner, agency, from }) =>
      JSON.stringify([child, practitioner, agency, from]),
    );
    await refuseUnknown(manager, file, rows, "child", ChildRow, "id", "is no child of the index");
    await refuseUnknown(manager, file, rows, "practitioner", PractitionerRow, "id", "is no practitioner of the index");
    return upsert(
      manager,
      TeamMembershipRow,
      rows.map(({ value }) => ({ id: recordId("team", value.child, value.practitioner, value.agency, value.from), ...value })),
    );
  });
}
