import { type Finding, missing, named } from "./finding.ts";
import { type Key, openSigned, type Signed } from "./note.ts";
import { Edge } from "./tree.ts";

/** A checkpoint that somebody kept, from a file. */
export interface Kept {
  readonly file: string;
  readonly note: string;
  /** Whether it is one among those of many logs that a witness kept: of another log it is passed over. */
  readonly among?: boolean;
}

/** The checkpoints in a file: a note, or lines as `npm run audit:log -- witnessed` writes them. Throws for a line that is none. */
export function keptIn(file: string, text: string): Kept[] {
  if (!text.startsWith("{")) return [{ file, note: text }];
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const { checkpoint } = JSON.parse(line) as { checkpoint?: unknown };
      if (typeof checkpoint !== "string") throw new Error(`${file} has a line that is no checkpoint`);
      return { file, note: checkpoint, among: true };
    });
}

/** A checkpoint that somebody kept and that this log has signed, with what became of the comparison. */
export interface Compared extends Pick<Signed, "size" | "time" | "witnesses"> {
  readonly file: string;
  /** Undefined where the log did not come to its size, or begins after it. */
  readonly holds: boolean | undefined;
}

/** One that was kept, and what came of the comparison so far. */
interface Comparison {
  readonly file: string;
  readonly signed: Signed;
  holds: boolean | undefined;
}

/** The tree of a log as its entries come, held together with all that was signed of it. */
export class History {
  readonly #edge = new Edge();
  readonly #origin: string;
  readonly #keys: readonly Key[];
  readonly #kept: Comparison[] = [];
  /** The same by size: a witness keeps thousands. */
  readonly #bySize = new Map<number, Comparison[]>();
  /** How many entries stand, by a signature. */
  #proved = 0;
  #last: Signed | undefined;
  checkpoints = 0;

  constructor(origin: string, keys: readonly Key[]) {
    this.#origin = origin;
    this.#keys = keys;
  }

  get size(): number {
    return this.#edge.size;
  }

  get proved(): number {
    return this.#proved;
  }

  /** The last checkpoint of the export, if any. */
  get last(): Signed | undefined {
    return this.#last;
  }

  /** Takes a checkpoint that somebody kept. It is compared when the log has come to its size. */
  keep({ file, note, among = false }: Kept): Finding[] {
    if (among && !note.startsWith(`${this.#origin}\n`)) return [];
    const signed = openSigned(note, this.#origin, this.#keys);
    if (typeof signed === "string") return [finding("CHECKPOINT", `The checkpoint in ${file} ${signed}.`)];
    const alike = this.#bySize.get(signed.size) ?? [];
    const other = alike.find((one) => !one.signed.root.equals(signed.root));
    const kept: Comparison = { file, signed, holds: undefined };
    this.#kept.push(kept);
    this.#bySize.set(signed.size, [...alike, kept]);
    if (other === undefined) return this.#compare();
    const [count, who] = [String(signed.size), [other, { file, signed }].map(({ file: where, signed: of }) => `${where}${seenBy(of)}`)];
    return [
      finding(
        "TWO_HISTORIES",
        `The log has signed two different histories of ${count} entries, in ${who.join(" and in ")}. Each was shown another one.`,
      ),
      ...this.#compare(),
    ];
  }

  /** Begins after a checkpoint instead of with nothing. Answers what is wrong with it. */
  begin(note: string, subtrees: readonly Buffer[]): Finding[] {
    const signed = openSigned(note, this.#origin, this.#keys);
    if (typeof signed === "string") return [finding("BEGINNING", `The checkpoint with which the export begins ${signed}.`)];
    if (!this.#edge.restore(signed.size, subtrees) || !this.#edge.root().equals(signed.root))
      return [finding("BEGINNING", "What the export begins with does not come to the root of its first checkpoint.")];
    [this.#proved, this.#last] = [signed.size, signed];
    return this.#compare();
  }

  add(leaf: Buffer): Finding[] {
    this.#edge.add(leaf);
    return this.#compare();
  }

  /** A checkpoint of the export, after as many entries as it counts. */
  checkpoint(note: string): Finding[] {
    this.checkpoints += 1;
    const signed = openSigned(note, this.#origin, this.#keys);
    if (typeof signed === "string") return [finding("CHECKPOINT", `The checkpoint after ${String(this.size)} entries ${signed}.`)];
    if (signed.size !== this.size) {
      const where = [this.#unproved()[0], Math.max(this.size, signed.size) - 1] as const;
      const what = `${named(where)}: removed, added or moved, or at least one of them was.`;
      return [finding("CHECKPOINT", `${what} There are ${String(this.size)} where ${String(signed.size)} were signed.`, where)];
    }
    this.#last = signed;
    return this.#hold(signed.root);
  }

  /** When the log has ended: what was signed and did not come. */
  end(): Finding[] {
    return this.#kept
      .filter(({ signed }) => signed.size > this.size)
      .map(({ file, signed }) => {
        const gap = [this.size, signed.size - 1] as const;
        return finding(
          "CUT",
          `${missing(gap)}: the log ends before, and the checkpoint in ${file}${seenBy(signed)} counts ${String(signed.size)}.`,
          gap,
        );
      });
  }

  /** The checkpoints that somebody kept, as far as they could be compared. */
  compared(): Compared[] {
    return this.#kept.map(({ file, signed: { size, time, witnesses }, holds }) => ({ file, size, time, witnesses, holds }));
  }

  /** Compares what was kept of the size that the log has now. */
  #compare(): Finding[] {
    const findings: Finding[] = [];
    for (const kept of this.#bySize.get(this.size) ?? []) {
      if (kept.holds !== undefined) continue;
      kept.holds = this.#edge.root().equals(kept.signed.root);
      if (kept.holds) this.#proved = Math.max(this.#proved, this.size);
      else findings.push(this.#another(`the checkpoint in ${kept.file}${seenBy(kept.signed)}`));
    }
    return findings;
  }

  #another(which: string): Finding {
    const where = this.#unproved();
    return finding("TWO_HISTORIES", `${named(where)}: not what the log had signed in ${which}. This export is of another history.`, where);
  }

  #hold(root: Buffer): Finding[] {
    if (this.#edge.root().equals(root)) {
      this.#proved = this.size;
      return [];
    }
    const where = this.#unproved();
    const what = `${named(where)}: changed, removed, added or moved, or at least one of them was.`;
    return [finding("ROOT", `${what} They are not what was signed when there were ${String(this.size)}.`, where)];
  }

  /** As near as the proof goes: all up to the last root that fits are right. */
  #unproved(): readonly [number, number] {
    const last = Math.max(0, this.size - 1);
    return [Math.min(this.#proved, last), last];
  }
}

function seenBy({ witnesses }: Pick<Signed, "witnesses">): string {
  return witnesses.length === 0 ? "" : ` (witnessed by ${witnesses.map(({ name }) => name).join(", ")})`;
}

function finding(wrong: Finding["wrong"], says: string, entries?: readonly [number, number]): Finding {
  return { wrong, entries, says };
}
