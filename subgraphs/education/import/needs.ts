import { Any } from "typeorm";
import type { CodedValue } from "../../kit/coded-value.ts";
import type { Row } from "../../kit/import/csv.ts";
import type { ImportCounts } from "../../kit/import/counts.ts";
import { recordId } from "../../kit/import/record-id.ts";
import { upsert } from "../../kit/import/store.ts";
import { SenNeed } from "../records/sen-need.ts";
import type { Into } from "./file-kind.ts";
import { grouped } from "./grouped.ts";
import { keyOf, recordKeys } from "./known-children.ts";
import { type GivenMarks, givenMarks, isMarked, refuseUnmarkedSuccessor } from "./marks.ts";

/** A need as a row of a file gives it. */
interface Need extends GivenMarks {
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
  const keys = await recordKeys(manager, children);
  const stored = grouped(await manager.find(SenNeed, { where: { child: Any(children) } }), ({ child }) => child);
  const needs: (Partial<SenNeed> & { id: string })[] = [];
  for (const [child, own] of grouped(rows, ({ value }) => value.child)) {
    const before = new Map((stored.get(child) ?? []).map((need) => [need.need.code, need]));
    const given = new Set(own.map(({ value }) => value.need.code));
    const missing = [...before.values()].filter(({ need }) => !given.has(need.code));
    const added = own.filter(({ value }) => !before.has(value.need.code));
    if (missing.some(isMarked)) refuseUnmarkedSuccessor(file, added, "a need");
    await notes.remove(manager, missing, ({ need }) => `need ${need.code} of child ${child}`);
    for (const { value } of own) {
      const { rank, need } = value;
      const id = before.get(need.code)?.id ?? recordId("sen_need", keyOf(keys, child), need.code);
      needs.push({ id, child, ...givenMarks(value), rank, need });
    }
  }
  return upsert(manager, SenNeed, needs);
}
