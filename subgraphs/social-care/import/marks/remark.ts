import { Any, type EntityManager, type FindOptionsWhere } from "typeorm";
import type { AgencyRecord } from "../../../kit/agency-record.ts";
import type { LeftOut } from "../../../kit/import/left-out.ts";
import { upsert } from "../../../kit/import/store.ts";
import type { MarkBook } from "../store/mark-book.ts";
import * as kinds from "../store/record-kinds.ts";
import { countIdleMarks } from "../store/store-records.ts";

/** What a mark can name, and how the stored records of that kind are given their marks anew. */
interface Markable {
  readonly name: string;
  readonly remark: (manager: EntityManager, children: readonly string[], book: MarkBook, leftOut: LeftOut) => Promise<void>;
}

/** The kinds of record that a mark can name. */
export const markables: readonly Markable[] = [
  markable(kinds.referrals),
  markable(kinds.assessments),
  markable(kinds.assessmentEntries),
  markable(kinds.childInNeedPlans),
  markable(kinds.childInNeedReviews),
  markable(kinds.section47Enquiries),
  markable(kinds.childProtectionPlans),
  markable(kinds.placements),
  markable(kinds.shortBreaks),
  markable(kinds.allocations),
];

function markable<Row extends AgencyRecord>(kind: kinds.RecordKind<Row>): Markable {
  return {
    name: kind.name,
    remark: async (manager, children, book, leftOut) => {
      // TypeORM's type cannot tell that every record has a child.
      const rows = await manager.find(kind.entity, { where: { child: Any([...children]) } as FindOptionsWhere<Row> });
      countIdleMarks(kind, rows, new Set(children), book, leftOut);
      await upsert(
        manager,
        kind.entity,
        rows.map((row) => ({ ...row, ...kind.marks(row, book) })),
      );
    },
  };
}
