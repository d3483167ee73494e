import type { DataSource } from "typeorm";
import { daysAfter } from "../../../service/days.ts";
import { englandMidnight } from "../../../service/england-midnight.ts";
import { englandToday } from "../../../service/england-today.ts";
import { type Look, lookOf } from "./look.ts";
import { newestFirst } from "./newest-first.ts";
import { compared, type Visit, visitsOf } from "./visits.ts";

/** Where a page of visits begins: behind this one, which need not be there any more. */
export type Position = Pick<Visit, "last" | "key">;

/** A page of the visits to a child. */
export interface VisitsAsked {
  readonly child: string;
  readonly now: Date;
  readonly first: number;
  readonly after: Position | undefined;
  /** Whether a look is told to whoever reads. */
  readonly keep: (look: Look) => boolean;
  /** Whether whoever reads is told of a category. */
  readonly told: (category: string) => boolean;
  /** Settles when the next lot of entries may be read. */
  readonly step: () => Promise<void>;
}

/** The visits of a page, the latest first, and whether more follow. A page is as full whatever is held back between: so it reads on until it is, or the log has no more of the child, or the time of the operation is up. */
export async function readVisits(database: DataSource, asked: VisitsAsked): Promise<{ visits: Visit[]; more: boolean }> {
  const { child, now, first, after, keep, told, step } = asked;
  const behind = (visits: readonly Visit[]) => visits.filter((visit) => after === undefined || compared(after, visit) < 0);
  const found: Visit[] = [];
  let looks: Look[] = [];
  for await (const lot of newestFirst(database, { of: { field: "child", value: child }, until: endOfDay(after?.last, now) })) {
    await step();
    looks.push(...lot.flatMap((entry) => lookOf(entry) ?? []).filter(keep));
    const oldest = lot.at(-1);
    if (oldest === undefined) continue;
    // The day of the oldest may go on in the next lot.
    const open = englandToday(oldest.at);
    const isWhole = ({ at }: Look) => englandToday(at) > open;
    found.push(...behind(visitsOf(looks.filter(isWhole), told)));
    looks = looks.filter((look) => !isWhole(look));
    if (found.length > first) break;
  }
  if (found.length <= first) found.push(...behind(visitsOf(looks, told)));
  return { visits: found.slice(0, first), more: found.length > first };
}

/** A visit is known whole only by all of its day. */
function endOfDay(moment: Date | undefined, now: Date): Date {
  if (moment === undefined) return now;
  const end = new Date(englandMidnight(daysAfter(englandToday(moment), 1)).getTime() - 1);
  return end < now ? end : now;
}
