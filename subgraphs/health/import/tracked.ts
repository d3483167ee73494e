/** Which properties of a JSON document were read, by the object or array that holds them. */
export class Touched {
  readonly #keys = new Map<object, Set<string>>();

  note(holder: object, key: string): void {
    const keys = this.#keys.get(holder);
    if (keys === undefined) this.#keys.set(holder, new Set([key]));
    else keys.add(key);
  }

  has(holder: object, key: string): boolean {
    return this.#keys.get(holder)?.has(key) === true;
  }

  /** Whether anything of an object or array was read. */
  any(holder: object): boolean {
    return this.#keys.has(holder);
  }
}

const proxies = new WeakMap<object, object>();
const targets = new WeakMap<object, object>();

/**
 * What a schema made of a part of a document (`raw`), such that every property that is read from it is noted: what code does not use is known at the end, and nobody
 * has to remember it. The schema may leave properties out and may change single values; the first use of a structure that it made a single value of throws, because
 * nobody could say what of it was used.
 */
export function tracked<T>(value: T, raw: unknown, touched: Touched): T {
  if (!isContainer(value) || !isContainer(raw)) return value;
  const known = proxies.get(value);
  if (known !== undefined) return known as T;
  const proxy = new Proxy(value, {
    get(target, key, receiver) {
      const inner: unknown = Reflect.get(target, key, receiver);
      if (inner === undefined || typeof key === "symbol" || !Object.hasOwn(target, key) || !isPropertyOf(raw, key)) return inner;
      const from: unknown = Reflect.get(raw, key);
      if (isContainer(from) && !isContainer(inner))
        throw new Error(`the schema of ${key} makes a value of a structure: what it used cannot be told`);
      touched.note(raw, key);
      return tracked(inner, from, touched);
    },
  });
  proxies.set(value, proxy);
  targets.set(proxy, value);
  return proxy;
}

/** The same value for a look that does not count as reading it: to find what is to be read. */
export function peek<T>(value: T): T {
  return isContainer(value) ? ((targets.get(value) ?? value) as T) : value;
}

/** Notes properties that the schema alone reads, since it lets through only what has no further meaning here: `doNotPerform: false`, a fixed code system. */
export function checked<T extends object>(value: T, ...keys: readonly (keyof T & string)[]): void {
  for (const key of keys) Reflect.get(value, key);
}

function isPropertyOf(holder: object, key: string): boolean {
  return Object.hasOwn(holder, key) && !(Array.isArray(holder) && key === "length");
}

/** Whether a value is an object or an array. */
function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/**
 * The paths of what was not read below a value, once for each time that it stands there: `Condition.stage`, `Condition.code.coding.code`. Of an object of which nothing
 * was read only its own path is given. `ends` are paths at which others go on. The words beside a code that was read (`display`, the `unit` of a quantity) count
 * as read with it, since they say the same.
 */
export function unread(raw: object, path: string, touched: Touched, ends: ReadonlySet<string> = new Set()): string[] {
  return Object.entries(raw).flatMap(([key, inner]: [string, unknown]) => {
    const at = Array.isArray(raw) ? `${path}${urlOf(inner, path)}` : `${path}.${named(key)}`;
    if (ends.has(at)) return [];
    const holds = isContainer(inner) && Object.keys(inner).length > 0;
    if (holds) return Array.isArray(inner) || touched.any(inner) ? unread(inner, at, touched, ends) : [at];
    return touched.has(raw, key) || isSaidByCode(raw, key, touched) ? [] : [at];
  });
}

/** Whether a value is what a Coding calls its code, or a quantity (which has a value) its unit. */
function isSaidByCode(raw: object, key: string, touched: Touched): boolean {
  const words = Object.hasOwn(raw, "value") ? "unit" : "display";
  return key === words && touched.has(raw, "code") && typeof Reflect.get(raw, "code") === "string";
}

/** An extension is known by its URL. */
function urlOf(item: unknown, path: string): string {
  const url: unknown = path.endsWith(".extension") && isContainer(item) ? Reflect.get(item, "url") : undefined;
  return typeof url === "string" && /^[\w:/.#-]{1,200}$/.test(url) ? `[${url}]` : "";
}

/** A property's name as it can stand in a report: names that FHIR does not have may be long and hold anything. */
function named(key: string): string {
  return /^\w{1,64}$/.test(key) ? key : JSON.stringify(key.slice(0, 64));
}
