import type { EntityManager } from "typeorm";

/**
 * What an import has to tell besides its counts: each record that it removed or would remove, and what it made of records that contradict each other. The lines
 * name children by their identifiers, so they are for the person who imports, never for a log.
 *
 * Nothing is removed unless that was asked for (`--replace`): a file that is not the whole that it seems would take records with it that nobody has elsewhere
 * (UK GDPR article 5(1)(f)); and what was recorded in error can go (article 5(1)(d)), by somebody who has seen the list.
 */
export class Notes {
  readonly #replace: boolean;
  readonly #remarks: string[] = [];
  readonly #missing = new Set<string>();

  constructor(replace = false) {
    this.#replace = replace;
  }

  /** Says something of the file, as the end of a sentence that begins with its name. */
  remark(what: string): void {
    this.#remarks.push(what);
  }

  /** Lists something that is stored and that the file no longer has (`referral of 2025-06-02 of child A1`). Answers whether it is to go. */
  goes(what: string): boolean {
    this.#missing.add(what);
    return this.#replace;
  }

  /** Lists rows that are stored and that the file no longer has, and removes them if that was asked for. Answers those that are gone. */
  async remove<Row extends object>(manager: EntityManager, rows: readonly Row[], nameOf: (row: Row) => string): Promise<readonly Row[]> {
    const gone = rows.filter((row) => this.goes(nameOf(row)));
    if (gone.length > 0) await manager.remove([...gone]);
    return gone;
  }

  /** How many things were removed. */
  get removed(): number {
    return this.#replace ? this.#missing.size : 0;
  }

  /** How many things the file no longer has and were kept. */
  get kept(): number {
    return this.#replace ? 0 : this.#missing.size;
  }

  /** All lines, in the order in which they were added. */
  get lines(): string[] {
    const missing = [...this.#missing].map((what) => (this.#replace ? `removed ${what}` : `kept ${what}, which the file does not have`));
    return [...this.#remarks, ...missing];
  }
}
