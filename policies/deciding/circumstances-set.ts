import { circumstancesCount } from "./situations.ts";

const words = Math.ceil(circumstancesCount / 32);

/** A set of circumstances, by their numbers. Never changes. All circumstances there are fit into 960 bytes, so whole policies can be compared. */
export class CircumstancesSet {
  readonly #bits: Uint32Array;

  private constructor(bits: Uint32Array) {
    this.#bits = bits;
  }

  static readonly empty = new CircumstancesSet(new Uint32Array(words));

  /** The circumstances with these numbers. */
  static ofNumbers(numbers: Iterable<number>): CircumstancesSet {
    const bits = new Uint32Array(words);
    for (const number of numbers) bits[number >>> 5] = (bits[number >>> 5] ?? 0) | (1 << (number & 31));
    return new CircumstancesSet(bits);
  }

  /** The circumstances for whose numbers `includes` says yes. */
  static of(includes: (number: number) => boolean): CircumstancesSet {
    return CircumstancesSet.ofNumbers(Array.from({ length: circumstancesCount }, (_, number) => number).filter(includes));
  }

  /** All that are in any of the sets. */
  static union(sets: readonly CircumstancesSet[]): CircumstancesSet {
    const bits = new Uint32Array(words);
    for (const set of sets) for (let at = 0; at < words; at += 1) bits[at] = (bits[at] ?? 0) | (set.#bits[at] ?? 0);
    return new CircumstancesSet(bits);
  }

  minus(other: CircumstancesSet): CircumstancesSet {
    const bits = new Uint32Array(words);
    for (let at = 0; at < words; at += 1) bits[at] = (this.#bits[at] ?? 0) & ~(other.#bits[at] ?? 0);
    return new CircumstancesSet(bits);
  }

  and(other: CircumstancesSet): CircumstancesSet {
    const bits = new Uint32Array(words);
    for (let at = 0; at < words; at += 1) bits[at] = (this.#bits[at] ?? 0) & (other.#bits[at] ?? 0);
    return new CircumstancesSet(bits);
  }

  /** Whether the circumstances with this number are in it; NaN, the number of none, never is. */
  has(number: number): boolean {
    return number >= 0 && ((this.#bits[number >>> 5] ?? 0) & (1 << (number & 31))) !== 0;
  }

  get isEmpty(): boolean {
    return this.#bits.every((word) => word === 0);
  }

  /** The numbers of all that are in it, rising. */
  numbers(): number[] {
    return Array.from({ length: circumstancesCount }, (_, number) => number).filter((number) => this.has(number));
  }

  /** A text that two sets share if, and only if, they are equal. */
  get key(): string {
    return this.#bits.join(",");
  }
}
