import { canonicalText, isMembers, type Members } from "./canonical.ts";
import { type EntryLine, type Erasure, readEntryLine } from "./entry.ts";
import { Erasures } from "./erasures.ts";
import { type Finding, missing, type Wrong } from "./finding.ts";
import { type Compared, History, type Kept } from "./history.ts";
import type { Key } from "./note.ts";

/** How many findings, and erasures, are told at most: of a log that is another one, all would be wrong. */
const mostTold = 20;

/** What came of checking an export. */
export interface Verdict {
  readonly origin: string | undefined;
  /** The index with which the export begins, and how many entries the log has. */
  readonly from: number;
  readonly size: number;
  /** How many entries stand by a signature: what comes after them is not covered yet. */
  readonly proved: number;
  readonly checkpoints: number;
  /** When the last checkpoint was signed, in seconds since 1970, as the log says. */
  readonly signedAt: number | undefined;
  readonly compared: readonly Compared[];
  readonly erasures: readonly ({ readonly entry: number } & Pick<Erasure, "values" | "by" | "ground">)[];
  /** What is wrong, the first first; none if all holds. */
  readonly findings: readonly Finding[];
}

/**
 * Checks an export line by line: that each entry and value is what was recorded, that all come in their order, that together they are what was signed, and that they are what the kept checkpoints saw. Goes on behind a wrong
 * entry or value, and stops where the rest could not be read or would be wrong because of it.
 */
export function verify(lines: Iterable<string>, keys: readonly Key[], kept: readonly Kept[]): Verdict {
  const check = new Check(keys, kept);
  try {
    for (const line of lines) if (!check.line(line)) break;
  } catch (cause) {
    check.unreadable(cause instanceof Error ? cause.message : String(cause));
  }
  return check.verdict();
}

class Check {
  readonly #keys: readonly Key[];
  readonly #kept: readonly Kept[];
  readonly #erasures = new Erasures();
  readonly #findings: Finding[] = [];
  readonly #erased: Verdict["erasures"][number][] = [];
  #history: History | undefined;
  #origin: string | undefined;
  #from = 0;
  #line = 0;
  #stopped = false;
  #ended = false;

  constructor(keys: readonly Key[], kept: readonly Kept[]) {
    this.#keys = keys;
    this.#kept = kept;
  }

  /** Takes the next line. Answers whether to go on. */
  line(text: string): boolean {
    this.#line += 1;
    const parsed: unknown = JSON.parse(text);
    if (this.#ended) this.#stop("UNREADABLE", `Line ${String(this.#line)} stands behind the end of the export.`);
    else if (!isMembers(parsed)) this.unreadable("it is no object");
    else if (this.#history === undefined) this.#header(parsed, text);
    else if (Object.hasOwn(parsed, "entry")) this.#entry(this.#history, readEntryLine(parsed, text));
    else if (canonicalText(parsed) !== text) this.unreadable("it is not in the form of RFC 8785");
    else if (typeof parsed["checkpoint"] === "string") this.#tell(this.#history.checkpoint(parsed["checkpoint"]), true);
    else this.#end(this.#history, parsed["end"]);
    return !this.#stopped;
  }

  /** Notes that the present line, or the next, cannot be read. */
  unreadable(why: string): void {
    this.#stop("UNREADABLE", `Line ${String(this.#line)} of the export cannot be read: ${why}.`);
  }

  verdict(): Verdict {
    const history = this.#history;
    if (!this.#stopped && !this.#ended)
      this.#stop("UNREADABLE", "The export is not whole: its last line, which says that this is all, is missing.");
    return {
      origin: this.#origin,
      from: this.#from,
      size: history?.size ?? 0,
      proved: history?.proved ?? 0,
      checkpoints: history?.checkpoints ?? 0,
      signedAt: history?.last?.time,
      compared: history?.compared() ?? [],
      erasures: this.#erased,
      findings: [...this.#findings].sort((one, other) => (one.entries?.[0] ?? Infinity) - (other.entries?.[0] ?? Infinity)),
    };
  }

  #header(parsed: Members, text: string): void {
    const { export: header } = parsed;
    if (canonicalText(parsed) !== text || !isMembers(header) || header["version"] !== 1 || typeof header["origin"] !== "string")
      return this.unreadable("it does not begin as an export does");
    const origin = (this.#origin = header["origin"]);
    if (!this.#keys.some(({ kind, name }) => kind === "log" && name === origin))
      return this.#stop("OTHER_LOG", `This is the log ${origin}, and none of the keys is its.`);
    const history = (this.#history = new History(origin, this.#keys));
    const { from } = header;
    if (isMembers(from) && typeof from["checkpoint"] === "string" && Array.isArray(from["subtrees"])) {
      const subtrees = from["subtrees"].map((hash) => Buffer.from(String(hash), "base64"));
      this.#tell(history.begin(from["checkpoint"], subtrees), true);
      this.#from = history.size;
    } else if (from !== null) return this.unreadable("it does not begin as an export does");
    for (const kept of this.#kept) this.#tell(history.keep(kept), false);
  }

  #entry(history: History, entry: EntryLine | undefined): void {
    if (entry === undefined) return this.unreadable("it is no entry in the form of RFC 8785");
    const { index } = entry;
    if (index !== history.size) return this.#outOfOrder(index, history.size);
    if (!entry.unchanged) this.#tellOf(index, "CHANGED", "is not the one that was recorded: its text was changed");
    for (const wrong of entry.wrongValues) this.#tellOf(index, "VALUE", `is not as it was recorded: ${wrong}`);
    for (const { field, by } of entry.erased) this.#tellIf(index, this.#erasures.claim(index, field, by));
    this.#tellIf(index, this.#erasures.settle(index, entry.erasure, this.#from));
    const { erasure } = entry;
    if (erasure !== undefined && this.#erased.length < mostTold)
      this.#erased.push({ entry: index, values: erasure.values, by: erasure.by, ground: erasure.ground });
    this.#tell(history.add(entry.leaf), true);
  }

  #outOfOrder(index: number, next: number): void {
    const gap = [next, index - 1] as const;
    if (index > next) this.#stop("ORDER", `${missing(gap)}: entry ${String(index)} comes next.`, gap);
    else
      this.#stop("ORDER", `Entry ${String(index)} stands where entry ${String(next)} should: it was added, or stands in another place.`, [
        index,
        next,
      ]);
  }

  #end(history: History, end: unknown): void {
    if (!isMembers(end) || end["size"] !== history.size) return this.unreadable("it is neither an entry nor a checkpoint nor the end");
    this.#ended = true;
    for (const by of this.#erasures.unsettled()) this.#tellOf(by, "ERASURE", "is said to have erased values, and is not there");
    this.#tell(history.end(), false);
    if (history.size > 0 && history.proved === 0)
      this.#tell([{ wrong: "NOTHING_SIGNED", entries: undefined, says: "Nothing of this log is signed, so nothing is proved." }], false);
  }

  #tellIf(index: number, wrong: string | undefined): void {
    if (wrong !== undefined) this.#tellOf(index, "ERASURE", `does not fit: ${wrong}`);
  }

  #tellOf(index: number, wrong: Wrong, says: string): void {
    this.#tell([{ wrong, entries: [index, index], says: `Entry ${String(index)} ${says}.` }], false);
  }

  #stop(wrong: Wrong, says: string, entries?: readonly [number, number]): void {
    this.#tell([{ wrong, entries, says }], true);
  }

  #tell(findings: readonly Finding[], stops: boolean): void {
    this.#findings.push(...findings.slice(0, mostTold - this.#findings.length));
    if (stops && findings.length > 0) this.#stopped = true;
  }
}
