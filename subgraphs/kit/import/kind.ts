import type { ImportCounts } from "./counts.ts";
import { csvHeader } from "./csv.ts";
import type { ImportFile } from "./file.ts";
import type { Hearing, Into } from "./into.ts";
import { ImportRefused } from "./refused.ts";

/** Stores a file that was read and checked. Throws ImportRefused for what contradicts what is stored. Removes nothing but by `notes`. */
export type StoreFile = (into: Into) => Promise<ImportCounts>;

/** By what the beginning of a file tells its kind. */
export interface FileHead {
  /** In small letters. */
  readonly name: string;
  /** The first sign that is not blank. */
  readonly sign: string;
  /** Of a table the names of its columns, in small letters; of other forms there are none. */
  readonly columns: ReadonlySet<string>;
}

/** A kind of file: how it is recognised, how it is read, and with that how it is stored. */
export interface FileKind {
  /** What a reader calls it. */
  readonly name: string;
  /** Whether a file is of this kind: by its name for certain, or by its content as one of several. */
  readonly recognises: (head: FileHead) => "by name" | "by content" | "not";
  /** Streams and checks a whole file without a database; throws ImportRefused at the first thing that cannot be right, and counts what it does not know as left out. */
  readonly read: (file: ImportFile, hearing: Hearing) => Promise<StoreFile>;
}

/** The kinds of file that a service takes, in the order in which those of one run are stored: what others point at comes first. */
export interface Kinds {
  readonly kinds: readonly FileKind[];
  /** What is said of a file that is of none of several kinds, as the end of a sentence, if it is more than their names. */
  readonly ofNoKind?: { readonly line?: number; readonly reason: string };
}

/** Finds out what kind a file is of, by its beginning; where there is only one, that reads it or refuses it. Throws ImportRefused for a file that is of none, or could be of several. */
export function kindOf(file: ImportFile, { kinds, ofNoKind }: Kinds): FileKind {
  const [only, second] = kinds;
  if (only !== undefined && second === undefined) return only;
  const head = headOf(file);
  const named = kinds.find((kind) => kind.recognises(head) === "by name");
  const [kind, another] = named === undefined ? kinds.filter((one) => one.recognises(head) === "by content") : [named];
  if (kind === undefined) {
    const reason = `is none of the files that are taken here (${kinds.map(({ name }) => name).join(", ")})`;
    throw new ImportRefused({ file: file.name, ...(ofNoKind ?? { reason }) });
  }
  if (another === undefined) return kind;
  throw new ImportRefused({ file: file.name, line: 1, reason: `could be of several kinds (${kind.name}, ${another.name})` });
}

function headOf(file: ImportFile): FileHead {
  const sign = file.head.trimStart().charAt(0);
  const names = "<{[".includes(sign) ? [] : csvHeader(file);
  return { name: file.name.toLowerCase(), sign, columns: new Set(names.map((column) => column.trim().toLowerCase())) };
}
