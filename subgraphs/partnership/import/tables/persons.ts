import { z } from "zod";
import { text } from "../../../kit/import/csv-fields.ts";
import { refuseRepeated } from "../../../kit/import/row-checks.ts";
import { storeSaid } from "../../../kit/import/store.ts";
import { PersonRow } from "../../records/person-row.ts";
import { email, key, telephone } from "../fields.ts";
import { table } from "../table.ts";
import type { Table } from "../table.ts";

/** `persons.csv`: parents, carers and young persons. */
export function persons(): Table {
  const columns = z.strictObject({ id: key, name: text, telephone, email });
  return table("persons", columns, ({ manager, file, notes }, rows) => {
    refuseRepeated(file, rows, "id", ({ id }) => id);
    return storeSaid(
      manager,
      PersonRow,
      rows.map(({ value }) => value),
      { notes, nameOf: ({ id }) => `person ${id}` },
    );
  });
}
