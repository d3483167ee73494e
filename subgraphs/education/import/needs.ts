import { Any } from "typeorm";
import type { CodedValue } from "../../kit/coded-value.ts";
import type { ImportCounts } from "../../kit/import/counts.ts";
import { grouped } from "../../kit/import/grouped.ts";
import type { Into } from "../../kit/import/into.ts";
import { keyFrom, recordKeys } from "../../kit/import/known-children.ts";
import { isMarked, type SaidMarks } from "../../kit/import/marks.ts";
import { recordId } from "../../kit/import/record-id.ts";
import type { Row } from "../../kit/import/row.ts";
import { upsert } from "../../kit/import/store.ts";
import { SenNeed } from "../records/sen-need.ts";
import { refuseUnmarkedSuccessor } from "./marks.ts";

/** A need as a row of a file gives it. */
interface Need extends SaidMarks {
  readonly child: string;
  readonly rank: number;
  readonly need: CodedValue;
}

/**
 * Stores the needs that a file gives. A child has a need once, whatever its rank, so marks stay with the need when its rank changes. A need that is stored of a child whom
 * the file names, and that it no longer gives, is listed, and goes if that was asked for. Needs of other children stay.
 */
export async function storeNeeds(rows: readonly Row<Need>[], { manager, file, notes }: Into): Promise<ImportCounts> {
  const children = [...new Set(rows.map(({ value }) => value.child))];
  const keyOf = keyFrom(await recordKeys(manager, children));
  const stored = grouped(await manager.find(SenNeed, { where: { child: Any(children) } }), ({ child }) => child);
  const needs: (Need & { id: string })[] = [];
  for (const [child, own] of grouped(rows, ({ value }) => value.child)) {
    const before = new Map((stored.get(child) ?? []).map((need) => [need.need.code, need]));
    const given = new Set(own.map(({ value }) => value.need.code));
    const missing = [...before.values()].filter(({ need }) => !given.has(need.code));
    const added = own.filter(({ value }) => !before.has(value.need.code));
    if (missing.some(isMarked)) refuseUnmarkedSuccessor(file, added, "a need");
    await notes.remove(manager, missing, ({ need }) => `need ${need.code} of child ${child}`);
    for (const { value } of own) {
      const { code } = value.need;
      needs.push({ ...value, id: before.get(code)?.id ?? recordId("sen_need", keyOf(child), code) });
    }
  }
  return upsert(manager, SenNeed, needs);
}
