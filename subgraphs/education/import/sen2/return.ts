import { z } from "zod";
import { text } from "../../../kit/import/csv-fields.ts";
import { refuse } from "../checks.ts";
import { collectDate } from "../fields.ts";
import { fileKind } from "../file-kind.ts";

const columns = z
  .strictObject({ sen2tableid: text, collection: text, referencedate: collectDate })
  .superRefine(({ collection }, context) => {
    if (collection !== "SEN2") refuse(context, "collection", "is not SEN2: the file is of another return");
  });

/** SEN2 module 0, the return itself: of which year and authority it is. It is checked, and nothing of it is a child's. */
export const sen2Return = fileKind({
  name: "SEN2 return",
  order: 0,
  signature: ["sen2tableid", "collection", "referencedate"],
  columns,
  check: () => undefined,
  store: () => Promise.resolve({ added: 0, changed: 0, unchanged: 0 }),
});
