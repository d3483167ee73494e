import { z } from "zod";
import { coded, date } from "../../../kit/import/csv-fields.ts";
import { at, type Elements } from "../../../kit/import/elements.ts";
import { markColumns } from "../../../kit/import/marks.ts";
import { recordId } from "../../../kit/import/record-id.ts";
import { tableKind } from "../../../kit/import/table-kind.ts";
import { senProvision as provisions } from "../../code-lists/special-needs.ts";
import { SenProvision } from "../../records/sen-provision.ts";
import { storeChildRows } from "../child-rows.ts";
import { upn } from "../fields.ts";

/** Special educational provision and since when, after the school census; a row for each change. */
export const senProvision = tableKind({
  name: "SEN provision",
  knownBy: ["child", "provision"],
  columns: z.object({
    child: at("UPN", upn),
    provision: at("SENprovision", coded(provisions, "a kind of SEN provision")),
    since: at("SENprovisionStartDate", date),
    ...markColumns,
  } satisfies Elements<SenProvision>),
  keys: [{ at: "child", of: ({ child, since }) => [child, since] }],
  store: (rows, into) => storeChildRows(SenProvision, rows, into, ({ since }, key) => recordId("sen_provision", key, since)),
});
