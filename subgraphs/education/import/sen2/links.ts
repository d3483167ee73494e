import { In } from "typeorm";
import type { Into } from "../../../kit/import/into.ts";
import { recordId } from "../../../kit/import/record-id.ts";
import { ImportRefused } from "../../../kit/import/refused.ts";
import type { Row } from "../../../kit/import/row.ts";
import { storedById, upsert } from "../../../kit/import/store.ts";
import { Sen2Link } from "../../records/sen2-link.ts";

/** The modules of the SEN2 return that other modules point at, each with those that lie below it. */
const below = {
  person: ["person", "requests", "assessment", "namedplan", "activeplans"],
  requests: ["requests", "assessment", "namedplan", "activeplans"],
  assessment: ["assessment", "namedplan"],
  namedplan: ["namedplan"],
  activeplans: ["activeplans"],
} as const;

/** A module of SEN2 that others point at. */
type Module = keyof typeof below;

/** What a row's table id leads to. */
interface Linked {
  readonly tableId: string;
  readonly child: string;
  /** The id of the EHC assessment or plan that the row was stored in; null for a person. */
  readonly record: string | null;
}

/**
 * Remembers which child and record the rows of a module belong to, in place of the rows of the return before: the table ids are given anew each
 * time, so an old link would attach the new return's rows to the wrong child. Rows that were left out are remembered without a child, so that
 * the rows below them are left out too.
 */
export async function replaceLinks(
  { manager }: Into,
  module: Module,
  tableIds: readonly string[],
  linked: readonly Linked[],
): Promise<void> {
  await manager.delete(Sen2Link, { module: In([...below[module]]) });
  const known = new Map(linked.map((link) => [link.tableId, link]));
  const links = tableIds.map((tableId) => {
    const { child = null, record = null } = known.get(tableId) ?? {};
    return { id: linkId(module, tableId), module, child, record };
  });
  await upsert(manager, Sen2Link, links);
}

/** A row whose parent was found. */
export interface WithParent<Value> extends Row<Value> {
  readonly child: string;
  /** The id of the EHC assessment or plan that the parent row was stored in; empty for a person. */
  readonly record: string;
}

/**
 * Finds the parents of a file's rows. Rows of a person without a UPN are left out and counted. Throws ImportRefused for a row whose parent is
 * not in the return that is being imported.
 */
export async function withParents<Value extends object>(
  rows: readonly Row<Value>[],
  module: Module,
  column: keyof Value & string,
  { manager, file, leftOut }: Into,
): Promise<WithParent<Value>[]> {
  const idOf = ({ value }: Row<Value>): string => linkId(module, String(value[column]));
  const links = await storedById(manager, Sen2Link, rows.map(idOf));
  return rows.flatMap((row) => {
    const link = links.get(idOf(row));
    if (link === undefined) {
      const reason = `is in no ${module} file: import the files of one return together`;
      throw new ImportRefused({ file, line: row.line, place: `column ${JSON.stringify(column)}`, value: row.value[column], reason });
    }
    if (link.child === null) leftOut.add("rows of a person without a UPN");
    return link.child === null ? [] : [{ ...row, child: link.child, record: link.record ?? "" }];
  });
}

function linkId(module: Module, tableId: string): string {
  return recordId("sen2", module, tableId);
}
