/** What can be wrong with a log, as a closed list. */
export type Wrong =
  /** The export itself cannot be read as one, or is not whole. */
  | "UNREADABLE"
  /** The log is of nobody whose key was given. */
  | "OTHER_LOG"
  /** What an export of the later part begins with is not what was signed. */
  | "BEGINNING"
  /** An entry is not the one whose hash stands beside it. */
  | "CHANGED"
  /** A value beside an entry is not the one that the entry commits to. */
  | "VALUE"
  /** A value is gone, and no entry says that it was erased; or an entry says so that did not. */
  | "ERASURE"
  /** The index of an entry is not the next. */
  | "ORDER"
  /** Entries do not come to the root that was signed. */
  | "ROOT"
  /** A checkpoint is not what the log has signed. */
  | "CHECKPOINT"
  /** The log is shorter than one of its checkpoints. */
  | "CUT"
  /** Two checkpoints that the log has signed are not of one history. */
  | "TWO_HISTORIES"
  /** Nothing of what stands there was ever signed. */
  | "NOTHING_SIGNED";

/** Something that is wrong, and where. */
export interface Finding {
  readonly wrong: Wrong;
  /** The first and the last index among which it is; undefined where it is of no entry. */
  readonly entries: readonly [number, number] | undefined;
  /** What it is, in a sentence. */
  readonly says: string;
}

/** Entries as they are spoken of: one, or from the first to the last. */
export function named([first, last]: readonly [number, number]): string {
  return first === last ? `Entry ${String(first)}` : `Entries ${String(first)} to ${String(last)}`;
}

/** That these entries are missing. */
export function missing(entries: readonly [number, number]): string {
  return `${named(entries)} ${entries[0] === entries[1] ? "is" : "are"} missing`;
}
