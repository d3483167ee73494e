import type { DataSource, EntityManager } from "typeorm";
import { QueryFailedError } from "typeorm";
import { appendWithin } from "../../../service/audit.ts";
import type { Clock } from "../../../service/clock.ts";
import { englandToday } from "../../../service/england-today.ts";
import type { ImportCounts } from "./counts.ts";
import { onDay } from "./day-of-import.ts";
import { type ImportFile, openImportFile, type OpenFile } from "./file.ts";
import { type FileKind, kindOf, type Kinds } from "./kind.ts";
import { LeftOut } from "./left-out.ts";
import { Notes } from "./notes.ts";
import { ImportRefused } from "./refused.ts";

/** How one service takes files in. */
export interface Importer extends Kinds {
  /** Why nobody can ask to replace what is stored, as a sentence without its end; where they can, there is none. */
  readonly whyNoReplace?: string;
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
interface ImportOptions {
  importer: Importer;
  dataSource: DataSource;
  files: readonly string[];
  clock: Clock;
  write: (line: string) => void;
  replace?: boolean;
  /** Done first in each file's transaction; what it throws stops the run. */
  begin?: (manager: EntityManager) => Promise<void>;
}

/**
 * Imports files, each in a transaction of its own, and all as on the day in England on which the run began: a file is stored whole or not at all. Each is read once, from its beginning, which tells its kind, to its end. Stops at the first that is refused, with ImportRefused; files before it stay
 * stored, and their lines were written. Importing the same files again changes nothing.
 */
export function runImport(options: ImportOptions): Promise<FileReport[]> {
  return onDay(englandToday(options.clock()), () => importInOrder(options));
}

async function importInOrder(options: ImportOptions): Promise<FileReport[]> {
  const reports: FileReport[] = [];
  for await (const { file, kind } of inOrder(options)) {
    const report = await importFile(options, file, kind);
    for (const line of reportLines(report)) options.write(line);
    reports.push(report);
  }
  return reports;
}

interface Recognised {
  readonly file: OpenFile;
  readonly kind: FileKind;
}

/**
 * The files, open, with their kinds, in the order in which they are stored. Of none more is read than its beginning before its turn: the files of one run together may be larger than
 * the memory. Where there is only one kind, they come as they were named, and one is open at a time.
 */
async function* inOrder({ importer, files }: Pick<ImportOptions, "importer" | "files">): AsyncGenerator<Recognised> {
  const { kinds } = importer;
  const waiting: Recognised[] = [];
  try {
    for (const path of files) {
      const file = await openImportFile(path);
      try {
        const one = { file, kind: kindOf(file, importer) };
        if (kinds.length === 1) yield one;
        else waiting.push(one);
      } finally {
        if (waiting.at(-1)?.file !== file) await file.close();
      }
    }
    yield* waiting.sort((one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind));
  } finally {
    for (const { file } of waiting) await file.close();
  }
}

type Storing = Pick<ImportOptions, "dataSource" | "replace" | "begin" | "clock">;

async function importFile({ dataSource, replace = false, begin, clock }: Storing, file: ImportFile, kind: FileKind): Promise<FileReport> {
  const hearing = { leftOut: new LeftOut(), notes: new Notes(replace) };
  const store = await kind.read(file, hearing);
  try {
    const counts = await dataSource.transaction(async (manager) => {
      await begin?.(manager);
      const stored = await store({ manager, file: file.name, ...hearing });
      const facts = { ...stored, removed: hearing.notes.removed, replace };
      await appendWithin(manager, [{ kind: "import", at: clock(), facts, personal: { file: file.name } }]);
      return stored;
    });
    const { removed, kept, keptValues, lines } = hearing.notes;
    return { file: file.name, ...counts, removed, kept, keptValues, notes: lines, leftOut: hearing.leftOut.counts };
  } catch (cause) {
    throw contradiction(cause, file.name) ?? cause;
  }
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
