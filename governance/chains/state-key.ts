import { openProcesses } from "../../subgraphs/partnership/deciding/open-processes.ts";
import { daysTo } from "./days.ts";
import { historyKey } from "./history-key.ts";
import { rowKey } from "./row-key.ts";
import type { ChildRecord } from "./scene.ts";
import type { State } from "./world.ts";

/** What tells states apart. States in which the same can follow have the same key: ids and exact moments are left out, and rows stand in one order. */
export function keyOf(state: State): string {
  return stateKey(state, state.day);
}

/** The same of all but the team: on what is decided, besides who somebody is to the child. */
export const factsKey = kept(
  (child: ChildRecord, day: number) =>
    [
      historyKey(child, day),
      restrictionsKey(child.restrictions, day),
      restrictionsKey(child.householdShields, day),
      overridesKey(child.overrides, day),
      openProcesses(child.processEvents).join(),
    ].join("|"),
  (child) => child,
);

const stateKey = kept(
  ({ children }: State, day: number) => children.map((child) => `${membersKey(child, day)}|${factsKey(child, day)}`).join("‖"),
  (state) => state,
);

const membersKey = kept(
  ({ memberships }: Pick<ChildRecord, "memberships">, day: number) => {
    const standing = memberships.filter(({ endedAt }) => endedAt === null);
    // That somebody was put off the team can be undone for a week; only the last time counts.
    const left = memberships.filter(
      (row) => row.endedAt !== null && daysTo(row.endedAt) - day > -8 && !standing.some((one) => one.practitioner === row.practitioner),
    );
    const rows = [...standing, ...new Map(left.map((row) => [row.practitioner, row])).values()];
    const ledBefore = (id: string | null) => memberships.find((one) => one.id === id)?.practitioner ?? "";
    return inOneOrder(rows.map((row) => `${rowKey(row, day)}<${ledBefore(row.ledBefore)}`));
  },
  ({ memberships }) => memberships,
);

const restrictionsKey = kept(
  (rows: ChildRecord["restrictions"], day: number) =>
    inOneOrder(
      // A restriction that somebody contests holds all the same.
      rows.filter(({ endedAt }) => endedAt === null).map((row) => rowKey(row, day, "contestedAt")),
    ),
  (rows) => rows,
);

const overridesKey = kept(
  (rows: ChildRecord["overrides"], day: number) => inOneOrder(rows.map((row) => rowKey(row, day))),
  (rows) => rows,
);

function inOneOrder(keys: readonly string[]): string {
  return [...new Set(keys)].sort().join(";");
}

/** Works a key out once for each list of rows, since a change leaves most lists as they are, and once for each child and state, since it is asked for by everybody. */
function kept<Of>(workOut: (of: Of, day: number) => string, partOf: (of: Of) => object): (of: Of, day: number) => string {
  const known = new WeakMap<object, Map<number, string>>();
  return (of, day) => {
    const part = partOf(of);
    let byDay = known.get(part);
    if (byDay === undefined) known.set(part, (byDay = new Map<number, string>()));
    let key = byDay.get(day);
    if (key === undefined) byDay.set(day, (key = workOut(of, day)));
    return key;
  };
}
