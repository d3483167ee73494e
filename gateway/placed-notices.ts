/** An error as a subgraph gave it. */
export interface SubgraphError {
  readonly path?: (string | number)[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

type Path = (string | number)[];

/**
 * Puts each notice that something is withheld where the answer can say so: its path has to lead through the answer, by the names that the fetch asked under. One whose path does not, as when a
 * subgraph forgets an alias, is said at everything that is empty below the last place that it does lead to and that no other notice explains; for which of these it is meant nobody can tell, and
 * what is withheld must never read as "nothing recorded". If nothing is empty there it is said at that place.
 */
export function placedNotices(errors: readonly SubgraphError[], data: Readonly<Record<string, unknown>>): SubgraphError[] {
  const explained = new Set(errors.flatMap(({ path = [] }) => (leadsTo(data, path).left.length === 0 ? [JSON.stringify(path)] : [])));
  const lost = new Set<string>();
  return errors.flatMap((error) => {
    if (error.extensions?.["code"] !== "WITHHELD") return [error];
    const { place, value, left } = leadsTo(data, error.path ?? []);
    if (left.length === 0 && place.length > 0) return [error];
    // One is enough to say that nothing here can be believed to be empty; and a subgraph must not make this long.
    if (lost.has(JSON.stringify(place))) return [];
    lost.add(JSON.stringify(place));
    const empty = emptyBelow(value, place).filter((path) => !explained.has(JSON.stringify(path)));
    return (empty.length > 0 ? empty : [place]).map((path) => ({ ...error, path }));
  });
}

/** How far a path leads: the place, what stands there, and what is left of the path. Below null everything is explained by what explains the null. */
function leadsTo(data: unknown, path: Path): { place: Path; value: unknown; left: Path } {
  let value = data;
  for (const [at, step] of path.entries()) {
    if (value === null) return { place: path.slice(0, at), value, left: [] };
    if (typeof value !== "object" || (Array.isArray(value) && typeof step !== "number") || !Object.hasOwn(value, step))
      return { place: path.slice(0, at), value, left: path.slice(at) };
    value = (value as Record<string | number, unknown>)[step];
  }
  return { place: path, value, left: [] };
}

function emptyBelow(value: unknown, place: Path): Path[] {
  if (value === null) return [place];
  if (Array.isArray(value)) return value.flatMap((entry, at) => emptyBelow(entry, [...place, at]));
  return typeof value === "object" ? Object.entries(value).flatMap(([key, entry]) => emptyBelow(entry, [...place, key])) : [];
}
