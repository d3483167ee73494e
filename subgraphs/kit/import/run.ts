import type { DataSource, EntityManager } from "typeorm";
import { QueryFailedError } from "typeorm";
import type { Clock } from "../../../service/clock.ts";
import { englandToday } from "../../../service/england-today.ts";
import type { ImportCounts } from "./counts.ts";
import { onDay } from "./day-of-import.ts";
import { readImportFile } from "./file.ts";
import type { ImportFile } from "./file.ts";
import { LeftOut } from "./left-out.ts";
import { Notes } from "./notes.ts";
import { ImportRefused } from "./refused.ts";

/** How one service takes files in. What `read` gives is handed to `store` and to nothing else, so that an importer of something is one of anything: `store` is a method. */
export interface Importer<Parsed> {
  /** Where a file comes in the order of a run (lower is earlier), for files whose rows point at rows of others; without it they come as they were named. */
  order?: (file: ImportFile) => number;
  /** Reads and checks a whole file without a database; throws ImportRefused at the first thing that cannot be right, and counts in `leftOut` what it does not know. */
  read: (file: ImportFile, leftOut: LeftOut) => Parsed;
  /**
   * Stores what was read, inside the file's transaction; throws ImportRefused for a row that points at nothing. Uses only this manager. Removes nothing but
   * by `notes`, which list it, and know whether that was asked for.
   */
  store(manager: EntityManager, parsed: Parsed, leftOut: LeftOut, notes: Notes): Promise<ImportCounts>;
  /** Why nobody can ask to replace what is stored, as a sentence without its end; where they can, there is none. */
  whyNoReplace?: string;
}

/** What an import did with one file. */
export interface FileReport extends ImportCounts {
  file: string;
  /** How many records and values were removed, how many records the file no longer has, and how many values it leaves empty, and were kept because nobody asked to replace. */
  removed: number;
  kept: number;
  keptValues: number;
  /** Each of these, and what else there is to say, one line each. */
  notes: string[];
  leftOut: { what: string; count: number }[];
}

/**
 * What to import, into which database, and what tells the moment; `write` is given each line of the report, without a line end. With `replace`, what a file is the whole of, and no longer
 * has, is removed; without it only what a file itself takes back.
 */
interface ImportOptions<Parsed> {
  importer: Importer<Parsed>;
  dataSource: DataSource;
  files: readonly string[];
  clock: Clock;
  write: (line: string) => void;
  replace?: boolean;
  /** Done first in each file's transaction; what it throws stops the run. */
  begin?: (manager: EntityManager) => Promise<void>;
}

/**
 * Imports files, each in a transaction of its own, and all as on the day in England on which the run began: a file is stored whole or not at all. Stops at the first that is refused, with ImportRefused; files before it stay
 * stored, and their lines were written. Importing the same files again changes nothing.
 */
export function runImport<Parsed>({ clock, ...options }: ImportOptions<Parsed>): Promise<FileReport[]> {
  return onDay(englandToday(clock()), () => importInOrder(options));
}

async function importInOrder<Parsed>(options: Omit<ImportOptions<Parsed>, "clock">): Promise<FileReport[]> {
  const { importer, dataSource, files, write, replace, begin } = options;
  const reports: FileReport[] = [];
  for (const path of await ordered(importer, files)) {
    const report = await importFile({ importer, dataSource, begin }, path, new Notes(replace));
    for (const line of reportLines(report)) write(line);
    reports.push(report);
  }
  return reports;
}

/** Only the names and ranks are kept, not the texts: the files of one run together may be larger than the memory. */
async function ordered<Parsed>(importer: Importer<Parsed>, files: readonly string[]): Promise<string[]> {
  const { order } = importer;
  if (order === undefined) return [...files];
  const ranked: { path: string; rank: number }[] = [];
  for (const path of files) ranked.push({ path, rank: order(await readImportFile(path)) });
  return ranked.sort((one, other) => one.rank - other.rank).map(({ path }) => path);
}

type Into<Parsed> = Pick<ImportOptions<Parsed>, "importer" | "dataSource"> & { begin: ImportOptions<Parsed>["begin"] | undefined };

async function importFile<Parsed>({ importer, dataSource, begin }: Into<Parsed>, path: string, notes: Notes): Promise<FileReport> {
  const file = await readImportFile(path);
  const leftOut = new LeftOut();
  const parsed = importer.read(file, leftOut);
  if (isHeaderAlone(file)) notes.remark("has a header and no row below it");
  try {
    const counts = await dataSource.transaction(async (manager) => {
      await begin?.(manager);
      return importer.store(manager, parsed, leftOut, notes);
    });
    return {
      file: file.name,
      ...counts,
      removed: notes.removed,
      kept: notes.kept,
      keptValues: notes.keptValues,
      notes: notes.lines,
      leftOut: leftOut.counts,
    };
  } catch (cause) {
    throw contradiction(cause, file.name) ?? cause;
  }
}

/** Whether a CSV file has one line: an export that found nothing, or went wrong. */
function isHeaderAlone({ text }: ImportFile): boolean {
  return /^[^<{[\s][^\r\n]*\s*$/.test(text);
}

/** Class 23 are PostgreSQL's integrity errors: a row that the checks before let through, and that contradicts another. */
function contradiction(cause: unknown, file: string): ImportRefused | undefined {
  if (!(cause instanceof QueryFailedError)) return undefined;
  const { code, detail, message } = cause.driverError as Error & { code?: unknown; detail?: unknown };
  if (typeof code !== "string" || !code.startsWith("23")) return undefined;
  return new ImportRefused({ file, reason: `contradicts what is stored (${typeof detail === "string" ? detail : message})` });
}

function reportLines({ file, added, changed, unchanged, removed, kept, keptValues, notes, leftOut }: FileReport): string[] {
  return [
    `${file}: ${added} added, ${changed} changed, ${unchanged} unchanged${removed > 0 ? `, ${removed} removed` : ""}`,
    ...notes.map((note) => `${file}: ${note}`),
    ...(kept > 0 ? [`${file}: kept ${kept} that the file does not have; if it is the whole, import it again with --replace`] : []),
    ...(keptValues > 0
      ? [`${file}: kept ${keptValues} that the file leaves empty; if there is nothing any more, import it again with --replace`]
      : []),
    ...inOneLine(leftOut).map((left) => `${file}: left out ${left}`),
  ];
}

/** Elements come by the dozen: they stand in one line, so that they do not hide what else is said. */
function inOneLine(leftOut: FileReport["leftOut"]): string[] {
  const word = "element ";
  const said = leftOut.map(({ what, count }) => `${what} (${count})`);
  const elements = said.filter((one) => one.startsWith(word)).map((one) => one.slice(word.length));
  const others = said.filter((one) => !one.startsWith(word));
  return elements.length < 2 ? said : [...others, `elements ${elements.join(", ")}`];
}
