import { daysAfter } from "../../../../service/days.ts";
import { grouped } from "../../../kit/import/grouped.ts";
import { marked, marksWithin, type SaidMarks } from "../../../kit/import/marks.ts";
import type { Notes } from "../../../kit/import/notes.ts";
import { ImportRefused } from "../../../kit/import/refused.ts";
import type { Row } from "../../../kit/import/row.ts";
import type { Enrolment } from "../../records/enrolment.ts";

/** An enrolment as a file gives it; its marks stay as they are where the file has none. */
type Given = Omit<Enrolment, "aboutOther" | "withheldFromFamily"> & Partial<Enrolment>;

/**
 * Whoever is enrolled "here and nowhere else" (`C`) from a day on was on the roll of no other setting from then on. A school's file cannot end what another school's file
 * left open, so an earlier enrolment that says the same and has no last day ended before that day: it is stored so, and said. The day is the latest possible, since the
 * real one is in no file. One that bears a mark ends none that does not: the last day would tell of it to those who may not see it. A second setting (`M`, `S`) that is open beside one is said and left for somebody to decide. Throws ImportRefused for two that began on the
 * same day: which of them is right, no file tells.
 */
export function onePlaceAtATime(rows: readonly Row<Given>[], stored: readonly Enrolment[], file: string, notes: Notes): Given[] {
  const lines = new Map(rows.map(({ line, value }) => [value.id, line]));
  const given = rows.map(({ value }) => value);
  const settled = new Map(given.map((one) => [one.id, one]));
  const all = [...given, ...stored.filter(({ id }) => !lines.has(id))];
  const marksOf = new Map(stored.map((one) => [one.id, one]));
  for (const own of grouped(all, ({ child }) => child).values()) {
    for (const one of own) {
      const other = contradicting(one, own);
      if (other === undefined) continue;
      if (one.leavingDate !== null) {
        const given = lines.has(one.id) || lines.has(other.id);
        if (given && one.leavingDate >= other.entryDate) notes.remark(`${nameOf(one)} lasts beyond the beginning of ${nameOf(other)}`);
      } else if (one.status.code !== "C") {
        notes.remark(`${nameOf(one)} is open beside ${nameOf(other)}, which says “here and nowhere else”`);
      } else if (!marksWithin(marked(other, marksOf.get(other.id)), marked(one, marksOf.get(one.id)))) {
        notes.remark(`${nameOf(one)} is left open beside ${nameOf(other)}, whose marks would show in its last day`);
      } else if (one.entryDate === other.entryDate) {
        const line = lines.get(one.id) ?? lines.get(other.id) ?? 1;
        const reason = `is said of ${nameOf(one)} and of ${nameOf(other)}, from the same day`;
        throw new ImportRefused({ file, line, place: 'column "EnrolStatus"', value: "C", reason });
      } else {
        const leavingDate = daysAfter(other.entryDate, -1);
        settled.set(one.id, { ...one, leavingDate });
        notes.remark(`ended ${nameOf(one)} on ${leavingDate}: it had no end, and ${nameOf(other)} says “here and nowhere else”`);
      }
    }
  }
  return [...settled.values()];
}

/**
 * Of a file's enrolments without a last day those, by id, that another one followed which says "here and nowhere else". Their end is not the file's to take back. For each, whether the end may be
 * told at all: it would tell of the other, which may bear a mark.
 */
export function followed(said: readonly Said[], stored: readonly Enrolment[]): ReadonlyMap<string, boolean> {
  const ids = new Set(said.map(({ id }) => id));
  const marksOf = new Map(stored.map((one) => [one.id, one]));
  const others = stored.filter(({ id }) => !ids.has(id));
  const own = grouped<Said>([...said, ...others], ({ child }) => child);
  return new Map(
    said.flatMap((one): [string, boolean][] => {
      const next = one.leavingDate === null && one.status.code === "C" ? contradicting(one, own.get(one.child) ?? []) : undefined;
      if (next === undefined) return [];
      return [[one.id, marksWithin(marked(next, marksOf.get(next.id)), marked(one, marksOf.get(one.id)))]];
    }),
  );
}

type Said = Pick<Enrolment, "id" | "child" | "status" | "entryDate"> & SaidMarks & { readonly leavingDate?: string | null | undefined };

/** The first other enrolment, not before this one, that says "here and nowhere else". */
function contradicting<One extends Said>(one: Said, own: readonly One[]): One | undefined {
  const others = own.filter(({ id, status }) => id !== one.id && status.code === "C");
  const [first] = others
    .filter((other) => other.entryDate > one.entryDate || (other.entryDate === one.entryDate && other.leavingDate == null))
    .sort((a, b) => (a.entryDate < b.entryDate ? -1 : 1));
  return one.status.code === "C" || one.status.code === "M" || one.status.code === "S" ? first : undefined;
}

/** An enrolment as it is told to whoever imports. */
export function nameOf({ child, entryDate, setting }: Pick<Enrolment, "child" | "entryDate" | "setting">): string {
  return `the enrolment of child ${child} at ${setting.urn} from ${entryDate}`;
}
