import type { About, Grant } from "./grant.ts";

/** What was released of one category, or why it was not. */
export interface OfCategory {
  /** The fields that were answered, as `Type.field`. */
  readonly fields: Set<string>;
  /** The records that were shown, as `Type:id`. */
  readonly records: Set<string>;
  /** The reason's code, where the category was asked for and is withheld. */
  withheld: string | null;
  /** Whether records with certain marks are left out, if there are any: that follows from the grant and from no record. */
  part: boolean;
}

/** What a permit says to an agency. */
export interface PermitNote {
  /** The code of each category: which records the agency may show, or why none. */
  readonly codes: Readonly<Record<string, string>>;
  /** The ids of the rules behind it. */
  readonly rules: readonly string[];
  /** The categories for which the gateway says that the operation asks of this agency; null if it does not say. */
  readonly asked: readonly string[] | null;
}

/** By what the log is searched, by name. It may name persons and children. */
export type Search = Readonly<Record<string, string>>;

/** What one operation did with what was decided once on a child, under however many aliases it asked. */
export interface Noted {
  readonly about: About;
  readonly categories: ReadonlyMap<string, OfCategory>;
  /** By agency. */
  readonly permits: ReadonlyMap<string, PermitNote>;
}

interface Notes extends Noted {
  readonly categories: Map<string, OfCategory>;
  readonly permits: Map<string, PermitNote>;
}

/**
 * What one operation released and refused, noted by the guard as it happens, so that no resolver can forget it. It holds no content: names of fields, ids of records, codes of reasons. A grant that is about
 * no child has no notes.
 */
export class Journal {
  readonly #notes = new Map<string, Notes>();
  readonly #keys = new WeakMap<About, string>();
  readonly #named = new Map<string, Set<string>>();
  readonly #waysIn = new Set<string>();
  readonly #searches: Search[] = [];

  /** Notes by which field of the root the graph was entered, such as `child`. */
  entered(field: string): void {
    this.#waysIn.add(field);
  }

  /** Notes that a child was reached by a grant, whatever is then asked of them. */
  reached(grant: Grant): void {
    this.#of(grant);
  }

  /** Notes that a field of the category is answered. */
  released(grant: Grant, category: string, field: string): void {
    this.#category(grant, category)?.fields.add(field);
  }

  /** Notes that a record of the category is shown. */
  shown(grant: Grant, category: string, record: string): void {
    this.#category(grant, category)?.records.add(record);
  }

  /** Notes that the category was asked for and is withheld. */
  withheld(grant: Grant, category: string, reason: string): void {
    const noted = this.#category(grant, category);
    if (noted !== undefined) noted.withheld = reason;
  }

  /** Notes that of the category records with certain marks are left out, if there are any. */
  inPart(grant: Grant, category: string): void {
    const noted = this.#category(grant, category);
    if (noted !== undefined) noted.part = true;
  }

  /** Notes what a permit for an agency says. */
  permitIssued(grant: Grant, agency: string, note: PermitNote): void {
    this.#of(grant)?.permits.set(agency, note);
  }

  /** Notes that something names a child and was reached by no grant about them, such as an alert or what officers have to review. */
  named(child: string, record: string): void {
    const records = this.#named.get(child) ?? new Set();
    this.#named.set(child, records.add(record));
  }

  /** Notes by what somebody searched the log itself. */
  searched(by: Search): void {
    this.#searches.push(by);
  }

  /** By what the log was searched, in the order in which it was. */
  get searches(): readonly Search[] {
    return this.#searches;
  }

  /** The children who were named under no grant about them, with what named them, as `Type:id`. */
  get children(): ReadonlyMap<string, ReadonlySet<string>> {
    return this.#named;
  }

  /** The fields of the root by which the graph was entered, in the order in which they were. */
  get waysIn(): readonly string[] {
    return [...this.#waysIn];
  }

  /** What was noted of each child and what was decided, in the order in which they were reached. */
  get notes(): readonly Noted[] {
    return [...this.#notes.values()];
  }

  #category(grant: Grant, category: string): OfCategory | undefined {
    const noted = this.#of(grant);
    if (noted === undefined) return undefined;
    const known = noted.categories.get(category) ?? { fields: new Set(), records: new Set(), withheld: null, part: false };
    noted.categories.set(category, known);
    return known;
  }

  #of({ about }: Grant): Notes | undefined {
    if (about === null) return undefined;
    const key = this.#keyOf(about);
    const noted = this.#notes.get(key) ?? { about, categories: new Map<string, OfCategory>(), permits: new Map<string, PermitNote>() };
    this.#notes.set(key, noted);
    return noted;
  }

  #keyOf(about: About): string {
    const key = this.#keys.get(about) ?? JSON.stringify(about);
    this.#keys.set(about, key);
    return key;
  }
}
