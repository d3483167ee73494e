import type { Policy } from "../../policies/index.ts";
import type { Moves } from "./moves/move.ts";
import { staffOf } from "./rows.ts";
import type { ChildRecord, DecidedScene, Scene } from "./scene.ts";

/** A small world in which chains of changes are followed: made-up people and children, who acts together, and what they try. */
export interface World extends Scene {
  /** Who acts together against everybody else, by their subjects; each group is followed by itself. */
  readonly groups: readonly (readonly string[])[];
  /** The kinds of change that are tried. */
  readonly moves: readonly Moves[];
  /** How many facts of a kind are added to a child at most. */
  readonly most: number;
  /** How many days go by at once, between one change and the next. */
  readonly waits: readonly number[];
  readonly twins: readonly Twin[];
}

/** The same world but for one fact, and who must not find out by trying in which of the two they are. */
export interface Twin {
  /** What is the fact, for a sentence: "that a court order binds Petr Novak". */
  readonly fact: string;
  readonly children: readonly ChildRecord[];
  readonly notTold: readonly string[];
  /** The category that tells of it, if there is one: whoever reads it may know. */
  readonly toldBy?: string;
}

/** A world together with the agreements, cut down to its categories, by which everything in it is decided. */
export interface Setting extends DecidedScene {
  readonly world: World;
}

/** What is so at one moment. */
export interface State {
  /** How many days after the beginning. */
  readonly day: number;
  /** How many changes were made until then. */
  readonly made: number;
  readonly children: readonly ChildRecord[];
}

/** The world as it is before anybody did anything, decided by these agreements. */
export function settingOf(world: World, policy: Policy): Setting {
  const kept = new Set(world.categories);
  const deciders = new Map([...policy.deciders].filter(([category]) => kept.has(category)));
  return { world, policy: { ...policy, deciders, categories: policy.categories.filter(({ id }) => kept.has(id)) } };
}

/** The state in which a world begins. */
export function startOf({ children, ...world }: Pick<World, "children" | "people" | "inDirectory">): State {
  const directory = staffOf(world);
  return { day: 0, made: 0, children: shieldedTogether(children.map((child) => ({ ...child, directory }))) };
}

/** The children, each with the shields of the others: they live at one address. */
export function shieldedTogether(children: readonly ChildRecord[]): readonly ChildRecord[] {
  if (children.length < 2) return children;
  const shieldsOf = (child: ChildRecord) => child.restrictions.filter(({ kind }) => kind === "shielded");
  return children.map((child) => ({ ...child, householdShields: children.filter((one) => one !== child).flatMap(shieldsOf) }));
}
