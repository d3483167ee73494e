import { z } from "zod";
import { text } from "../../../kit/import/csv-fields.ts";
import type { FileKind } from "../../../kit/import/kind.ts";
import { storeSaid } from "../../../kit/import/store.ts";
import { PersonRow } from "../../records/person-row.ts";
import { email, key, telephone } from "../fields.ts";
import { table } from "../table.ts";

/** `persons.csv`: parents, carers and young persons. */
export function persons(): FileKind {
  const columns = z.object({ id: key, name: text, telephone, email });
  return table("persons", {
    columns,
    key: { at: "id", of: ({ id }) => [id] },
    store: (rows, { manager, notes }) =>
      storeSaid(
        manager,
        PersonRow,
        rows.map(({ value }) => value),
        { notes, nameOf: ({ id }) => `person ${id}` },
      ),
  });
}
