/** What one service is told by another: an HTTP status and a body, as c2sp.org/tlog-witness has them. */
export interface Told {
  readonly status: number;
  readonly body: string;
}

/** A service as a log that is witnessed and as a witness of the others' logs, for who carries between them. It believes nothing of what it is brought but signatures. */
export interface Party {
  /** The key of its log, in one line. */
  key(): Promise<Told>;
  /** Its newest checkpoint with the proof that it goes on from `old` entries: a body for `addCheckpoint`. */
  offer(old: number): Promise<Told>;
  /** Takes the key by which it is to know another's log from then on, if it knows none of that service. */
  addKey(line: string): Promise<Told>;
  /** Takes an offer of another's, and answers with its cosignature, or why not. */
  addCheckpoint(offer: string): Promise<Told>;
  /** Takes a checkpoint of its own with lines of witnesses, and keeps those that hold. */
  addCosignatures(note: string): Promise<Told>;
}
