import type { EntityManager } from "typeorm";

/**
 * What an import has to tell besides its counts: each record that it removed or would remove, and what it made of records that contradict each other. The lines
 * name children by their identifiers, so they are for the person who imports, never for a log.
 *
 * Nothing that a file no longer has is removed unless that was asked for (`--replace`): a file that is not the whole that it seems would take records with it that nobody has elsewhere
 * (UK GDPR article 5(1)(f)); and what was recorded in error can go (article 5(1)(d)), by somebody who has seen the list.
 */
export class Notes {
  readonly #replace: boolean;
  readonly #remarks: string[] = [];
  readonly #missing = new Set<string>();
  readonly #emptied = new Set<string>();
  readonly #takenBack = new Set<string>();

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

  /** Lists what is stored of a record and the file leaves empty (`until`, its value, `allocation of 2026-01-02 of child A1`). Answers whether it is to go. */
  empties(property: string, value: unknown, record: string): boolean {
    this.#emptied.add(`${property}${shown(value)} of ${record}`);
    return this.#replace;
  }

  /** Lists rows that are stored and that the file no longer has, and removes them if that was asked for. Answers those that are gone. */
  async remove<Row extends object>(manager: EntityManager, rows: readonly Row[], nameOf: (row: Row) => string): Promise<readonly Row[]> {
    const gone = rows.filter((row) => this.goes(nameOf(row)));
    if (gone.length > 0) await manager.remove([...gone]);
    return gone;
  }

  /**
   * Lists and removes rows that the file has and takes back by name (entered in error, or now told as something else, which would leave it where others read it). Unlike what a file merely no longer
   * has, these go unasked.
   */
  async takeBack<Row extends object>(manager: EntityManager, rows: readonly Row[], nameOf: (row: Row) => string): Promise<void> {
    for (const row of rows) this.#takenBack.add(nameOf(row));
    if (rows.length > 0) await manager.remove([...rows]);
  }

  /** Lists what is stored of a record and goes with the record as the file has it now: a FHIR resource is the whole of what it says. Answers that it goes. */
  takesBackValue(property: string, value: unknown, record: string): boolean {
    this.#takenBack.add(`${property}${shown(value)} of ${record}`);
    return true;
  }

  /** How many things were removed. */
  get removed(): number {
    return this.#takenBack.size + (this.#replace ? this.#missing.size + this.#emptied.size : 0);
  }

  /** How many things the file no longer has and were kept. */
  get kept(): number {
    return this.#replace ? 0 : this.#missing.size;
  }

  /** How many values the file leaves empty and were kept. */
  get keptValues(): number {
    return this.#replace ? 0 : this.#emptied.size;
  }

  /** All lines, in the order in which they were added. */
  get lines(): string[] {
    const missing = [...this.#missing].map((what) => (this.#replace ? `removed ${what}` : `kept ${what}, which the file does not have`));
    const takenBack = [...this.#takenBack].map((what) => `removed ${what}, which the file takes back`);
    const emptied = [...this.#emptied].map((what) => `${this.#replace ? "removed" : "kept"} ${what}, which the file leaves empty`);
    return [...this.#remarks, ...takenBack, ...missing, ...emptied];
  }
}

/** A value that is short enough to be read in a list: a text, or the code of a coded value. */
function shown(value: unknown): string {
  const text = typeof value === "object" && value !== null && "code" in value ? value.code : value;
  return typeof text === "string" && text.length <= 40 ? ` (${text})` : "";
}
