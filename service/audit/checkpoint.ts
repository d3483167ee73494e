import { cosignatureLine, type HeldSignature, type NoteKey, type NoteSigner, openNote, signatureLine, signatureTypes } from "./note.ts";
import { shownBy, type TreeHead } from "./tree.ts";

/** What a log says of itself at one size (c2sp.org/tlog-checkpoint). */
export interface Checkpoint extends TreeHead {
  /** Which log it is. */
  readonly origin: string;
}

/**
 * Signs a checkpoint as the log: a plain signature, and one with the time (`cosignature/v1`), without which the checkpoints of a log to which nothing was added would all be the same.
 */
export function signCheckpoint(signer: NoteSigner, { size, root }: TreeHead, at: Date): string {
  const text = `${signer.name}\n${String(size)}\n${root.toString("base64")}\n`;
  return `${text}\n${signatureLine(signer, text)}${cosignatureLine(signer, text, at)}`;
}

/** A checkpoint and who has signed it, of the keys that were given. */
export interface OpenedCheckpoint extends Checkpoint {
  readonly held: readonly HeldSignature[];
}

/** Opens a checkpoint of the log whose key is given. Undefined if the log has not signed it, if a signature of one of the keys does not hold, or if it is none. */
export function openCheckpoint(note: string, log: NoteKey, witnesses: readonly NoteKey[] = []): OpenedCheckpoint | undefined {
  const timed = { ...log, type: signatureTypes.cosignature };
  const opened = openNote(note, [log, timed, ...witnesses]);
  if (opened === undefined || !opened.held.some(({ key }) => key === log)) return undefined;
  const checkpoint = readText(opened.text);
  return checkpoint?.origin === log.name ? { ...checkpoint, held: opened.held } : undefined;
}

// Extension lines are read over: a log of ours has none, and the specification lets a witness sign them unread.
function readText(text: string): Checkpoint | undefined {
  const [, origin, size = "", encoded = ""] = /^([^\n]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n(?:[^\n]+\n)*$/.exec(text) ?? [];
  const root = Buffer.from(encoded, "base64");
  if (origin === undefined || !Number.isSafeInteger(Number(size)) || root.toString("base64") !== encoded) return undefined;
  return { origin, size: Number(size), root };
}

/** Why a witness does not sign a checkpoint. NOT_SHOWN says nothing against the log: a proof is signed by nobody, and whoever brings it may have spoilt it. */
export type WhyNotWitnessed = "OTHER_LOG" | "SMALLER" | "OTHER_ROOT" | "NOT_CONSISTENT" | "NOT_SHOWN";

/**
 * Whether a witness that has seen one checkpoint of a log may sign another: only if the newer tree begins with the older, as the proof has to show (`consistencyPath`). Answers why not; undefined if it may. Both have
 * to be opened before; of signatures it knows nothing.
 */
export function whyNotWitnessed(seen: Checkpoint | undefined, offered: Checkpoint, proof: readonly Buffer[]): WhyNotWitnessed | undefined {
  // Of a log of which nothing was seen anything is the beginning.
  if (seen === undefined) return undefined;
  if (seen.origin !== offered.origin) return "OTHER_LOG";
  if (offered.size < seen.size) return "SMALLER";
  if (offered.size === seen.size) return offered.root.equals(seen.root) ? undefined : "OTHER_ROOT";
  const shown = shownBy(seen, offered, proof);
  if (shown === "BEGINS") return undefined;
  return shown === "DOES_NOT_BEGIN" ? "NOT_CONSISTENT" : "NOT_SHOWN";
}

/** Adds a witness's signature, with the time, to a checkpoint that it may sign. Of the note only the text is signed, which has to be opened before. */
export function cosign(witness: NoteSigner, note: string, at: Date): string {
  const text = note.slice(0, note.lastIndexOf("\n\n") + 1);
  return `${note}${cosignatureLine(witness, text, at)}`;
}
