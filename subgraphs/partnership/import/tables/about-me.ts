import { z } from "zod";
import { optionalText, pastDate, text } from "../../../kit/import/csv-fields.ts";
import type { FileKind } from "../../../kit/import/kind.ts";
import { recordId } from "../../../kit/import/record-id.ts";
import { refuseUnknown } from "../../../kit/import/row-checks.ts";
import { storeSaid } from "../../../kit/import/store.ts";
import { AboutMeRow } from "../../records/about-me-row.ts";
import { ChildRow } from "../../records/child-row.ts";
import { key } from "../fields.ts";
import { table } from "../table.ts";

/** `about-me.csv`: the children's own pages, one for each child and day. */
export function aboutMe(): FileKind {
  const columns = z.object({
    child: key,
    whatILike: optionalText,
    howICommunicate: optionalText,
    whatHelps: optionalText,
    whatUpsetsMe: optionalText,
    recordedOn: pastDate,
    recordedBy: text,
  });
  return table("about-me", {
    columns,
    key: { at: "child", of: ({ child, recordedOn }) => [child, recordedOn] },
    store: async (rows, { manager, file, notes }) => {
      await refuseUnknown(manager, file, rows, "child", ChildRow, "id", "is no child of the index");
      return storeSaid(
        manager,
        AboutMeRow,
        rows.map(({ value }) => ({ id: recordId("about-me", value.child, value.recordedOn), ...value })),
        { notes, nameOf: ({ child, recordedOn }) => `the page of ${recordedOn} of child ${child}` },
      );
    },
  });
}
