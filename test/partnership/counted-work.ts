/** Methods that look at one entry after the other, until they know. */
const walking = ["every", "filter", "find", "findIndex", "flatMap", "forEach", "map", "reduce", "some", "sort", "toSorted"] as const;
const looking = ["includes", "indexOf"] as const;

type Method = (this: unknown[], ...args: unknown[]) => unknown;

/**
 * How many steps something takes: entries of lists that were looked at. Unlike a time it is the same on every machine, and twice as much work is twice as many. What `for` walks through is not
 * counted, nor what sets and maps look up. Nothing else may run meanwhile.
 */
export async function stepsOf(run: () => unknown): Promise<number> {
  let steps = 0;
  const methods = Array.prototype as unknown as Record<string, Method>;
  const before = new Map([...walking, ...looking].map((name) => [name, methods[name] as Method]));
  const set = (name: string, method: Method) =>
    Object.defineProperty(Array.prototype, name, { value: method, writable: true, configurable: true });
  for (const name of walking)
    set(name, function (this: unknown[], callback: unknown, ...more: unknown[]) {
      const counted = (...args: unknown[]): unknown => {
        steps += 1;
        return (callback as (...args: unknown[]) => unknown)(...args);
      };
      return (before.get(name) as Method).call(this, typeof callback === "function" ? counted : callback, ...more);
    });
  for (const name of looking)
    set(name, function (this: unknown[], ...args: unknown[]) {
      const found = (before.get("indexOf") as Method).apply(this, args) as number;
      steps += found === -1 ? this.length : found + 1;
      return (before.get(name) as Method).apply(this, args);
    });
  try {
    await run();
    return steps;
  } finally {
    for (const [name, method] of before) set(name, method);
  }
}
