import type { AskedField, AskedObject, AskedValue } from "./asked.ts";
import type { Bounds } from "./bounds.ts";
import type { GivenError } from "./given-error.ts";
import { type Path, type Said, withheld } from "./said.ts";
import type { Speaker } from "./speaker.ts";

type Given = Readonly<Record<string, unknown>>;
type Taken = Record<string, unknown>;

const failures: ReadonlySet<unknown> = new Set(["AGENCY_UNAVAILABLE", "INTERNAL"]);

/** What a confinement needs to know. */
export interface ConfinementOptions {
  /** The error of the service that explains why a place is empty. */
  readonly explanation: (place: Path) => GivenError | undefined;
  readonly most: Pick<Bounds, "failed" | "said">;
}

/** How the object is reached that a field is asked of. */
interface Reached {
  readonly speaker: Speaker;
  /** The category by which it was reached, if any. */
  readonly under: string | undefined;
  /** Whether the object, as far as it was read, shows that there is a record of the child. */
  showsRecord: boolean;
  /** The lists that are empty as if there were none, by their fields. */
  readonly withoutRecord: AskedField[];
}

/**
 * Copies from what a service answered exactly what was asked, into fresh objects; everything else is not even looked at. Says of each place that was asked for and stays empty why, unless null itself
 * says it. One is made for one answer.
 */
export class Confinement {
  /** Refusals and failures, each at its place. */
  readonly said: Said[] = [];
  /** The places at which the service did not answer as it should. */
  readonly failed: Path[] = [];
  readonly #options: ConfinementOptions;
  readonly #path: (string | number)[] = [];

  constructor(options: ConfinementOptions) {
    this.#options = options;
  }

  /**
   * What is taken of the root, or of an entity. What was given may be anything; then all that is asked stays empty. `known` is what the gateway itself said of the entity. Throws once more places are
   * empty than the options allow.
   */
  top(path: Path, asked: AskedObject, given: unknown, speaker: Speaker, known: Given = {}): Taken {
    this.#path.push(...path);
    const taken = this.#fields(asked, isObject(given) ? given : {}, speaker, undefined, known);
    this.#path.length -= path.length;
    return taken;
  }

  #fields(asked: AskedObject, given: Given, speaker: Speaker, under: string | undefined, known: Given = {}): Taken {
    const taken = Object.create(null) as Taken;
    const reached: Reached = { speaker, under, showsRecord: false, withoutRecord: [] };
    for (const key of asked.typeNameKeys) taken[key] = asked.typeName;
    for (const field of asked.fields) {
      this.#path.push(field.key);
      // A key of the entity is what the gateway asked by, whatever comes back.
      const echoed = field.value.kind === "leaf" && Object.hasOwn(known, field.name);
      taken[field.key] = echoed ? known[field.name] : this.#field(field, given, reached);
      this.#path.pop();
    }
    if (reached.showsRecord) for (const field of reached.withoutRecord) this.#fail(speaker.failed(field, [...this.#path, field.key]));
    return taken;
  }

  #field(field: AskedField, given: Given, reached: Reached): unknown {
    const { category } = field;
    const { speaker } = reached;
    const refusal = typeof category === "string" ? speaker.refusal(category) : undefined;
    if (refusal !== undefined) {
      this.#say(withheld(refusal, "WHOLE", field.coordinate, [...this.#path]));
      return null;
    }
    const raw = Object.hasOwn(given, field.key) ? given[field.key] : undefined;
    const under = category ?? reached.under;
    const value = this.#value(raw, field, field.value, speaker, under);
    if (value === null || value === undefined) {
      if (this.#leftEmpty(field, value, reached)) return null;
    } else reached.showsRecord ||= field.lists || speaker.saysHeld(field, value);
    const part = typeof category === "string" && category !== reached.under ? speaker.part(category) : undefined;
    if (part !== undefined) this.#say(withheld(part, "PART", field.coordinate, [...this.#path]));
    return value ?? null;
  }

  /** Says why a field is empty, if anything has to be said; whether it is since the whole of it is withheld. */
  #leftEmpty(field: AskedField, value: null | undefined, reached: Reached): boolean {
    const { speaker, under } = reached;
    if (this.#explained(field, speaker, field.category ?? under)) return this.said.at(-1)?.extensions["code"] === "WITHHELD";
    const emptiness = value === null ? speaker.emptiness(field, under) : "FAILED";
    if (emptiness === "FAILED") this.#fail(speaker.failed(field, [...this.#path]));
    if (emptiness === "NO_RECORD") reached.withoutRecord.push(field);
    return false;
  }

  /** The value as it is taken: null if null was given, undefined if it is not what was asked. */
  #value(given: unknown, field: AskedField, asked: AskedValue, speaker: Speaker, under: string | undefined): unknown {
    if (given === null || given === undefined) return given;
    if (asked.kind === "leaf") return asked.fits(given) ? given : undefined;
    const [said, failed] = [this.said.length, this.failed.length];
    const taken = asked.kind === "list" ? this.#list(given, field, asked, speaker, under) : this.#object(given, asked, speaker, under);
    if (taken === undefined) {
      // What was said of the inside of what is not taken has no place any more.
      this.said.length = said;
      this.failed.length = failed;
    }
    return taken;
  }

  #list(
    given: unknown,
    field: AskedField,
    asked: AskedValue & { kind: "list" },
    speaker: Speaker,
    under: string | undefined,
  ): unknown[] | undefined {
    // A list that was cut would read as the whole.
    if (!Array.isArray(given) || given.length > asked.atMost) return undefined;
    const taken: unknown[] = [];
    let holds = true;
    for (const [at, entry] of given.entries()) {
      this.#path.push(at);
      const value = this.#value(entry, field, asked.of, speaker, under) ?? null;
      holds &&= value !== null || !asked.of.nonNull;
      if (value === null && !this.#explained(field, speaker, under) && !(entry === null && speaker.emptyEntries))
        this.#fail(speaker.failed(field, [...this.#path]));
      taken.push(value);
      this.#path.pop();
      if (!holds) return undefined;
    }
    return taken;
  }

  #object(given: unknown, asked: AskedValue & { kind: "object" }, speaker: Speaker, under: string | undefined): Taken | undefined {
    if (!isObject(given)) return undefined;
    const of = asked.as(Object.hasOwn(given, "__typename") ? given["__typename"] : undefined);
    if (of === undefined) return undefined;
    const taken = this.#fields(of, given, speaker, under);
    return of.fields.some(({ key, value }) => value.nonNull && taken[key] === null) ? undefined : taken;
  }

  #explained(field: AskedField, speaker: Speaker, under: string | undefined): boolean {
    const error = this.#options.explanation(this.#path);
    if (error === undefined) return false;
    const path = [...this.#path];
    const told = speaker.told(error, { field, under, path });
    if (failures.has(told.extensions["code"])) this.#fail(told);
    else this.#say(told);
    return true;
  }

  #fail(told: Said): void {
    this.failed.push(told.path);
    if (this.failed.length > this.#options.most.failed) throw new Error("too little of the answer is what was asked for");
    this.#say(told);
  }

  #say(said: Said): void {
    this.said.push(said);
    if (this.said.length > this.#options.most.said) throw new Error("too much of the answer is withheld");
  }
}

function isObject(value: unknown): value is Given {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
