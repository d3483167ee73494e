import { daysTo } from "./days.ts";
import { historyKey } from "./history-key.ts";
import { rowKey } from "./row-key.ts";
import type { ChildRecord } from "./scene.ts";
import type { State } from "./world.ts";

/** What tells states apart. States in which the same can follow have the same key: ids and exact moments are left out, and rows stand in one order. */
export function keyOf(state: State): string {
  return state.children.map((child) => `${membersKey(child, state.day)}|${factsKey(child, state.day)}`).join("‖");
}

/** The same of all but the team: on what is decided, besides who somebody is to the child. */
export function factsKey(child: ChildRecord, day: number): string {
  return [
    historyKey(child, day),
    restrictionsKey(child.restrictions, day),
    restrictionsKey(child.householdShields, day),
    overridesKey(child.overrides, day),
  ].join("|");
}

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

/** Works a key out once for each list of rows, since a change leaves most lists as they are. */
function kept<Of>(workOut: (of: Of, day: number) => string, listOf: (of: Of) => readonly object[]): (of: Of, day: number) => string {
  const known = new WeakMap<readonly object[], Map<number, string>>();
  return (of, day) => {
    const list = listOf(of);
    const byDay = known.get(list) ?? new Map<number, string>();
    known.set(list, byDay);
    const key = byDay.get(day) ?? workOut(of, day);
    byDay.set(day, key);
    return key;
  };
}
