import { z } from "zod";
import { date, optionalText, text } from "../../../kit/import/csv-fields.ts";
import { today } from "../../../kit/import/day-of-import.ts";
import { recordId } from "../../../kit/import/record-id.ts";
import { refuseRepeated, refuseUnknown } from "../../../kit/import/row-checks.ts";
import { storeSaid } from "../../../kit/import/store.ts";
import { AboutMeRow } from "../../records/about-me-row.ts";
import { ChildRow } from "../../records/child-row.ts";
import { key } from "../fields.ts";
import { table } from "../table.ts";
import type { Table } from "../table.ts";

/** `about-me.csv`: the children's own pages, one for each child and day. */
export function aboutMe(): Table {
  const columns = z.strictObject({
    child: key,
    whatILike: optionalText,
    howICommunicate: optionalText,
    whatHelps: optionalText,
    whatUpsetsMe: optionalText,
    recordedOn: date.refine((day) => day <= today(), "is in the future"),
    recordedBy: text,
  });
  return table("about-me", columns, async ({ manager, file, notes }, rows) => {
    refuseRepeated(file, rows, "child", ({ child, recordedOn }) => JSON.stringify([child, recordedOn]));
    await refuseUnknown(manager, file, rows, "child", ChildRow, "id", "is no child of the index");
    return storeSaid(
      manager,
      AboutMeRow,
      rows.map(({ value }) => ({ id: recordId("about-me", value.child, value.recordedOn), ...value })),
      { notes, nameOf: ({ child, recordedOn }) => `the page of ${recordedOn} of child ${child}` },
    );
  });
}
