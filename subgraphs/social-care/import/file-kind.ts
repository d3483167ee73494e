import type { EntityManager } from "typeorm";
import type { ImportCounts } from "../../kit/import/counts.ts";
import type { ImportFile } from "../../kit/import/file.ts";
import type { LeftOut } from "../../kit/import/left-out.ts";
import type { Notes } from "../../kit/import/notes.ts";

/** A file that was read and checked, and what stores it. */
export interface ReadFile {
  readonly store: (manager: EntityManager, leftOut: LeftOut, notes: Notes) => Promise<ImportCounts>;
}

/** A kind of file that social care takes. Kinds are told apart by what is in a file, never by its name. */
export interface FileKind {
  /** What a reader calls it. */
  readonly name: string;
  /** The columns by which a CSV file of this kind is known, in small letters; null for the kind that is XML. */
  readonly knownBy: readonly string[] | null;
  /** Reads and checks a file of this kind. Throws ImportRefused. */
  readonly read: (file: ImportFile, leftOut: LeftOut) => ReadFile;
}
