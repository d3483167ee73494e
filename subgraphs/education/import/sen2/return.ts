import { z } from "zod";
import { addCounts } from "../../../kit/import/counts.ts";
import { text } from "../../../kit/import/csv-fields.ts";
import { tableKind } from "../../../kit/import/table-kind.ts";
import { refuse } from "../checks.ts";
import { collectDate } from "../fields.ts";

const columns = z.object({ sen2tableid: text, collection: text, referencedate: collectDate }).superRefine(({ collection }, context) => {
  if (collection !== "SEN2") refuse(context, "collection", "is not SEN2: the file is of another return");
});

/** SEN2 module 0, the return itself: of which year and authority it is. It is checked, and nothing of it is a child's. */
export const sen2Return = tableKind({
  name: "SEN2 return",
  knownBy: ["sen2tableid", "collection", "referencedate"],
  columns,
  store: () => Promise.resolve(addCounts()),
});
