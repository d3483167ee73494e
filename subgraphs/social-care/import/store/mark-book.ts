import { Any, type EntityManager, IsNull, MoreThanOrEqual } from "typeorm";
import { today } from "../../../kit/import/day-of-import.ts";
import { isMarked } from "../../../kit/import/marks.ts";
import { type Marks, unmarked } from "../../../kit/marks.ts";
import { RecordMark } from "../../records/record-mark.ts";

/** The marks that the authority set on the records of some children. A mark names kind, child and day, and holds for every record that fits. */
export class MarkBook {
  readonly #marks: ReadonlyMap<string, RecordMark>;

  constructor(marks: readonly RecordMark[]) {
    this.#marks = new Map(marks.map((mark) => [keyOf(mark.kind, mark.child, mark.date), mark]));
  }

  /** Loads the marks of these children whose last day is not past, in one statement. */
  static async load(manager: EntityManager, children: readonly string[]): Promise<MarkBook> {
    const child = Any([...children]);
    const where = [
      { child, until: IsNull() },
      { child, until: MoreThanOrEqual(today()) },
    ];
    return new MarkBook(await manager.find(RecordMark, { where }));
  }

  /** The marks on a record; none set where the authority set none. */
  on(kind: string, child: string, date: string): Marks {
    const mark = this.#marks.get(keyOf(kind, child, date));
    return mark === undefined ? unmarked : { aboutOther: mark.aboutOther, withheldFromFamily: mark.withheldFromFamily };
  }

  /** The marks of one kind that are set, to see which of them no record bears. */
  setOn(kind: string): RecordMark[] {
    return [...this.#marks.values()].filter((mark) => mark.kind === kind && isMarked(mark));
  }
}

function keyOf(kind: string, child: string, date: string): string {
  return JSON.stringify([kind, child, date]);
}
