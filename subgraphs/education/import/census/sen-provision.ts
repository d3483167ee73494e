import { z } from "zod";
import { date } from "../../../kit/import/csv-fields.ts";
import { recordId } from "../../../kit/import/record-id.ts";
import { senProvision as provisions } from "../../code-lists/special-needs.ts";
import { SenProvision } from "../../records/sen-provision.ts";
import { refuseRepeats } from "../checks.ts";
import { storeChildRows } from "../child-rows.ts";
import { codeOf, markColumns, upn } from "../fields.ts";
import { fileKind } from "../file-kind.ts";
import { givenMarks } from "../marks.ts";

const columns = z.strictObject({
  UPN: upn,
  SENprovision: codeOf(provisions, "a kind of SEN provision"),
  SENprovisionStartDate: date,
  ...markColumns,
});

/** Special educational provision and since when, after the school census; a row for each change. */
export const senProvision = fileKind({
  name: "SEN provision",
  order: 60,
  signature: ["UPN", "SENprovision"],
  columns,
  check: (rows, file) => refuseRepeats(file, rows, "UPN", ({ UPN, SENprovisionStartDate }) => [UPN, SENprovisionStartDate]),
  store: (rows, into) =>
    storeChildRows(SenProvision, rows, into, (value, key) => ({
      id: recordId("sen_provision", key, value.SENprovisionStartDate),
      child: value.UPN,
      ...givenMarks(value),
      provision: value.SENprovision,
      since: value.SENprovisionStartDate,
    })),
});
