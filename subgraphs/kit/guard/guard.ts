import type { GraphQLResolveInfo } from "graphql";
import { ChildviewError } from "../../../service/errors.ts";
import type { Refusal } from "../../../trust/refusal.ts";
import { Journal } from "./journal.ts";
import { type Marks, unmarked } from "../marks.ts";
import type { Grant } from "./grant.ts";
import { type Notice, noticeOf } from "./withheld.ts";

/** What is known of an object that an operation reached: the grant it was reached by, its marks, and the category that let it through. */
interface Provenance {
  readonly grant: Grant;
  readonly marks: Marks;
  readonly category: string | undefined;
  /** Whether the object was placed under its grant by itself, and not as a part of what led to it. */
  readonly entered: boolean;
}

/**
 * Remembers, for one operation, by which grant each object was reached, and lets a classified field through only by that grant. An object that
 * no grant reached answers nothing: the guard denies by default.
 */
export class Guard {
  readonly #provenance = new WeakMap<object, Provenance>();
  readonly #notices: Notice[] = [];
  readonly #refused = new WeakSet<Notice["place"]>();
  /** What passed, and what did not. */
  readonly journal = new Journal();

  /** Places an object under a grant, as the start of all that is reached through it. */
  admit<T extends object>(object: T, grant: Grant): T {
    this.#remember(object, { grant, marks: unmarked, category: undefined, entered: true });
    this.journal.reached(grant);
    return object;
  }

  /** The notices of what is withheld, to be said beside the answer. */
  get notices(): readonly Notice[] {
    return this.#notices;
  }

  /** Notes that the field which is being answered is withheld as a whole. It has to be null then, whatever is known. */
  refuse(refusal: Refusal, info: GraphQLResolveInfo): null {
    this.#notices.push(noticeOf(refusal, "WHOLE", info));
    this.#refused.add(info.path);
    return null;
  }

  /** The grant by which the object was reached; throws if it was reached by none. */
  reached(object: unknown): Provenance {
    const provenance = typeof object === "object" && object !== null ? this.#provenance.get(object) : undefined;
    if (provenance === undefined) throw new ChildviewError("INTERNAL", "an object was reached that no grant covers");
    return provenance;
  }

  /**
   * Decides on a classified field: whether it may be read. Notes what is withheld of the category, the whole or a part; that the object's own marks exclude it is not
   * said of it, since that would tell of the marks.
   */
  mayRead(source: Provenance, category: string, info: GraphQLResolveInfo): boolean {
    const refusal = source.grant.refusal(category);
    if (refusal !== undefined) {
      this.refuse(refusal, info);
      this.journal.withheld(source.grant, category, refusal.reason);
      return false;
    }
    // Inside a record of the same category the notice was given where the record was reached.
    if (source.category !== category && source.grant.conditional(category)) {
      this.#notices.push(noticeOf(source.grant.partOf(category), "PART", info));
      this.journal.inPart(source.grant, category);
    }
    return source.grant.permits(category, source.marks);
  }

  /** Notes that a field was answered, and which records of the type it shows, if it leads to records. */
  noteAnswered(value: unknown, source: Provenance, category: string | undefined, info: GraphQLResolveInfo, type: string): void {
    if (category !== undefined) this.journal.released(source.grant, category, `${info.parentType.name}.${info.fieldName}`);
    if (source.grant.about === null) return this.noteNamed(value, type);
    const under = category ?? source.category;
    if (under === undefined) return;
    for (const record of Array.isArray(value) ? (value as unknown[]) : [value])
      if (typeof record === "object" && record !== null && "id" in record && typeof record.id === "string")
        this.journal.shown(source.grant, under, `${type}:${record.id}`);
  }

  /** Notes which children are named by what is reached under no grant about them: it says so in `childId`. */
  noteNamed(value: unknown, type: string): void {
    for (const one of Array.isArray(value) ? (value as unknown[]) : [value])
      if (typeof one === "object" && one !== null && "childId" in one && typeof one.childId === "string")
        this.journal.named(one.childId, `${type}:${"id" in one && typeof one.id === "string" ? one.id : ""}`);
  }

  /**
   * The rows that the caller may see of those reached from `source`. A list needs no such thing, since the guard leaves rows out of it; but a field that picks one
   * row must pick among these, or a row that is withheld would show as the absence of the row before it.
   */
  permitted<Row extends Marks>(source: object, category: string, rows: readonly Row[] | null): Row[] {
    const { grant } = this.reached(source);
    return (rows ?? []).filter((row) => grant.permits(category, row));
  }

  /**
   * Whether a list of records may say, by being null rather than empty, that the agency holds no record of the child: only to those who may read that from the
   * agency's category `held`. A list that is withheld is null all the same: it is said beside the answer, and must never read as empty.
   */
  mayBeNull(source: Provenance, category: string | undefined, { path }: GraphQLResolveInfo): boolean {
    if (this.#refused.has(path)) return true;
    return source.category !== undefined || category === undefined || source.grant.permits(`${category.split(".", 1)[0]}.held`, unmarked);
  }

  /** Passes a field's value on: records that the marks exclude are left out, the rest is remembered under the grant. */
  pass(value: unknown, source: Provenance, category: string | undefined): unknown {
    if (Array.isArray(value))
      return value.map((entry: unknown) => this.#passOne(entry, source, category)).filter((entry) => entry !== excluded);
    const passed = this.#passOne(value, source, category);
    return passed === excluded ? null : passed;
  }

  #passOne(value: unknown, source: Provenance, category: string | undefined): unknown {
    if (typeof value !== "object" || value === null) return value;
    // A child in a list stands under the decision on that child, not under the list's.
    if (this.#provenance.get(value)?.entered === true) return value;
    const marks = marksOf(value) ?? source.marks;
    const under = category ?? source.category;
    if (under !== undefined && !source.grant.permits(under, marks)) return excluded;
    this.#remember(value, { grant: source.grant, marks, category: under, entered: false });
    return value;
  }

  // One object under two grants would let the wider one answer for the narrower.
  #remember(object: object, provenance: Provenance): void {
    const known = this.#provenance.get(object);
    if (known !== undefined && known.grant !== provenance.grant)
      throw new ChildviewError("INTERNAL", "one object was reached by two grants");
    this.#provenance.set(object, provenance);
  }
}

const excluded = Symbol("excluded");

function marksOf(value: object): Marks | undefined {
  if (!("aboutOther" in value) || !("withheldFromFamily" in value)) return undefined;
  const { aboutOther, withheldFromFamily } = value;
  if (typeof aboutOther === "boolean" && typeof withheldFromFamily === "boolean") return { aboutOther, withheldFromFamily };
  throw new ChildviewError("INTERNAL", "a record's marks are not complete");
}
