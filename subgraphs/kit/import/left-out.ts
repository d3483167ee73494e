/** Counts what an import did not know and left out, by what it was: nothing is dropped without being said. */
export class LeftOut {
  readonly #counts = new Map<string, number>();

  /** Adds to a count. `what` names the kind as a reader of the file would: `column "House"`, `resource Encounter`, `element Child/Nickname`. */
  add(what: string, count = 1): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + count);
  }

  /** The counts in order of their names. */
  get counts(): { what: string; count: number }[] {
    return [...this.#counts].map(([what, count]) => ({ what, count })).sort((one, other) => (one.what < other.what ? -1 : 1));
  }
}
