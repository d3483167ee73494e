/** Anything that says where in an answer it belongs. */
interface Placed {
  readonly path?: readonly (string | number)[] | undefined;
  readonly message?: string;
}

/**
 * Orders what stands beside an answer by its place in it, then by its message. Without this the order would be that in which databases and services happened to
 * finish, which can tell of data that the caller may not see.
 */
export function byPath(one: Placed, other: Placed): number {
  const [here, there] = [one.path ?? [], other.path ?? []];
  for (let at = 0; at < Math.min(here.length, there.length); at++) {
    const [a, b] = [here[at], there[at]];
    if (a === b) continue;
    if (typeof a === "number" && typeof b === "number") return a - b;
    return String(a) < String(b) ? -1 : 1;
  }
  return here.length - there.length || order(one.message ?? "", other.message ?? "");
}

function order(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
