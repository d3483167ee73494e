import type { DataSource } from "typeorm";
import { byMoment, newestFirst } from "./newest-first.ts";
import type { RecordedEntry } from "./recorded-entry.ts";
import { isAskedFor, toldToOfficer, type TrailEntry, type TrailFilter } from "./trail-entry.ts";
import type { Position } from "./visit-page.ts";

/** A page of the trail. */
export interface TrailAsked {
  /** The officer's agency. */
  readonly officer: string;
  readonly filter: TrailFilter;
  readonly since: Date | undefined;
  readonly until: Date;
  readonly first: number;
  readonly after: Position | undefined;
  readonly step: () => Promise<void>;
  /** Whether the officer's agency knows a child: of others it is not told that another agency's people looked. */
  readonly knows: (child: string) => Promise<boolean>;
}

/** How many lots of entries one page looks at: ten thousand entries. */
const mostLots = 20;
/** How many lots of one person's entries are looked at for flags. */
const mostForFlags = 2;

/** The entries of a page, newest first, whether more follow, and where the next page begins if that is not behind the last: a page ends as well when it has looked at enough. */
export async function readTrail(
  database: DataSource,
  asked: TrailAsked,
): Promise<{ found: TrailEntry[]; more: boolean; reached: Date | undefined }> {
  const { officer, filter, since, first, after, step } = asked;
  const until = after === undefined || after.last > asked.until ? asked.until : after.last;
  const found: TrailEntry[] = [];
  let lots = 0;
  for await (const lot of newestFirst(database, { of: ofWhom(filter), until, since })) {
    await step();
    const told = lot
      .filter((entry) => after === undefined || byMoment({ at: after.last, id: after.key }, entry) < 0)
      .flatMap((entry) => toldToOfficer(entry, officer) ?? [])
      .filter((one) => isAskedFor(one, filter));
    const may = await Promise.all(told.map((one) => mayKnowOf(one, asked)));
    found.push(...told.filter((_, at) => may[at]));
    if (found.length > first) break;
    const oldest = lot.at(-1);
    if ((lots += 1) >= mostLots && oldest !== undefined) return { found, more: true, reached: oldest.at };
  }
  return { found: found.slice(0, first), more: found.length > first, reached: undefined };
}

async function mayKnowOf({ entry: { child, facts } }: TrailEntry, { officer, knows }: TrailAsked): Promise<boolean> {
  return facts.agency === officer || (child !== null && (await knows(child)));
}

/** What a person did, the newest first, as much of it as is looked at for flags. */
export interface ReadOfPerson {
  readonly entries: readonly RecordedEntry[];
  /** From which moment on (milliseconds since 1970) all of it is here: what they did before may be left out. */
  readonly wholeFrom: number;
}

/** What a person did from one moment until another. */
export async function readPerson(database: DataSource, person: string, since: Date, until: Date): Promise<ReadOfPerson> {
  const entries: RecordedEntry[] = [];
  let lots = 0;
  for await (const lot of newestFirst(database, { of: { field: "person", value: person }, since, until })) {
    entries.push(...lot);
    if ((lots += 1) > mostForFlags) return { entries, wholeFrom: entries.at(-1)?.at.getTime() ?? Infinity };
  }
  return { entries, wholeFrom: -Infinity };
}

function ofWhom({ child, practitioner }: TrailFilter): { field: "child" | "person"; value: string } | undefined {
  if (child !== undefined) return { field: "child", value: child };
  return practitioner === undefined ? undefined : { field: "person", value: practitioner };
}
