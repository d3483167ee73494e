import type { ChildRecord } from "../../governance/chains/scene.ts";
import type { State } from "../../governance/chains/world.ts";
import type { Written } from "../../subgraphs/partnership/changing/writes.ts";

/** By which id the service knows what the model calls by another; one for each child. */
export type KnownAs = Map<string, string>;

type Row = Readonly<Record<string, unknown>>;

const tables = ["memberships", "consentEvents", "restrictions", "assessments", "overrides"] as const;
/** Which members of a row are ids that the service gives out, each in its own way in the model and in the service. */
const ids = ["id", "consent", "ledBefore"] as const;

/** The ids of a world as `settle` puts it into the index. */
export function knownAtFirst({ children }: Pick<State, "children">): readonly KnownAs[] {
  return children.map((child) => {
    const own = tables.flatMap((table) => rowsOf(child, table).flatMap((row) => ids.map((name) => row[name])));
    return new Map(own.flatMap((id) => (typeof id === "string" ? [[id, `${child.id}-${id}`] as const] : [])));
  });
}

/** Notes by which ids the service knows what a change has just added. What is alike but for ids may be paired either way. */
export function meetNew(known: KnownAs, inModel: ChildRecord, inService: ChildRecord): void {
  const served = new Set(known.values());
  for (const table of tables) {
    const added = rowsOf(inModel, table).filter(({ id }) => !known.has(String(id)));
    const found = new Map(rowsOf(inService, table).flatMap((row) => (served.has(String(row["id"])) ? [] : [[alike(row), row] as const])));
    for (const row of added) {
      const twin = found.get(alike(row));
      for (const name of ids) {
        const [here, there] = [row[name], twin?.[name]];
        if (typeof here === "string" && typeof there === "string" && !known.has(here)) known.set(here, there);
      }
    }
  }
}

function alike(row: Row): string {
  return JSON.stringify(sorted(row, ["child", ...ids]));
}

/** All of a child's facts that changes write, and the shields of those who live with the child, so that the model's and the service's can be compared. */
export function comparable(child: ChildRecord, known?: KnownAs): object {
  const renamed = (row: Row) => ({
    ...sorted(row, ["child"]),
    ...Object.fromEntries(ids.flatMap((name) => (name in row ? [[name, known?.get(String(row[name])) ?? row[name]]] : []))),
  });
  const shields = child.householdShields
    .filter(({ endedAt }) => endedAt === null)
    .map((row) => sorted(row as unknown as Row, ["child", "id"]));
  return {
    ...Object.fromEntries(tables.map((table) => [table, inOneOrder(rowsOf(child, table).map(renamed))])),
    shields: inOneOrder(shields),
  };
}

/** Of alerts what can be compared: of what they tell whom. */
export function told(alerts: readonly Written["alerts"][], known?: KnownAs): readonly object[] {
  return inOneOrder(
    alerts.map(({ about, subject, agency, person, at }) => ({ about, subject: known?.get(subject) ?? subject, agency, person, at })),
  );
}

function rowsOf(child: ChildRecord, table: (typeof tables)[number]): readonly Row[] {
  return child[table] as unknown as readonly Row[];
}

function sorted(row: Row, without: readonly string[]): Row {
  const names = Object.keys(row)
    .filter((name) => !without.includes(name))
    .sort();
  return Object.fromEntries(names.map((name) => [name, row[name]]));
}

function inOneOrder<T extends object>(rows: readonly T[]): readonly T[] {
  return [...rows].sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}
