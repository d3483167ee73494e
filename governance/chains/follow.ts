import type { Policy } from "../../policies/index.ts";
import { type Exploration, explore } from "./explore.ts";
import { chainSentence, oracleSentence } from "./sentences.ts";
import { oraclesIn } from "./twins.ts";
import { settingOf, type World } from "./world.ts";

/** What was found in one world, and how much of it was looked at. */
export interface Followed {
  readonly world: string;
  /** Each a sentence; none if no chain that was followed leads to harm. */
  readonly findings: readonly string[];
  /** Every chain of so many steps was followed, by every group. */
  readonly steps: number;
  readonly states: number;
  readonly moves: number;
  readonly refused: number;
  readonly seconds: number;
}

/** How far to go: so many steps at most, and so many seconds for all worlds together. */
export interface Limits {
  readonly steps: number;
  readonly seconds: number;
}

/** Who acts together in which world. */
export interface Group {
  readonly world: World;
  readonly group: readonly string[];
}

/** What came of following the chains of one group; plain data. */
export interface GroupFollowed extends Omit<Exploration, "chains"> {
  readonly sentences: readonly string[];
  readonly seconds: number;
}

/** The groups of some worlds, those that take longest last. */
export function groupsOf(worlds: readonly World[]): readonly Group[] {
  const groups = worlds.flatMap((world) => world.groups.map((group) => ({ world, group })));
  return [...groups].sort((one, other) => breadthOf(one) - breadthOf(other));
}

function breadthOf({ world, group }: Group): number {
  return group.length * world.children.length;
}

/** How many of the milliseconds that are left a group may take, so that no large one takes it from the others, when so many (itself too) wait for so many who explore. */
export function shareOf(left: number, waiting: number, explorers: number): number {
  return left / Math.min(Math.ceil(waiting / explorers), 3);
}

/** Follows the chains of one group for so many milliseconds at most. */
export function followGroup(policy: Policy, { world, group }: Group, steps: number, milliseconds: number): GroupFollowed {
  const begun = performance.now();
  const setting = settingOf(world, policy);
  const { chains, ...extent } = explore(setting, group, { steps, isOver: () => performance.now() - begun > milliseconds });
  return { ...extent, sentences: chains.map((chain) => chainSentence(setting, chain)), seconds: (performance.now() - begun) / 1000 };
}

/** Follows the chains of every group in these worlds, one after the other. */
export function followChains(policy: Policy, worlds: readonly World[], { steps, seconds }: Limits): readonly Followed[] {
  const end = performance.now() + seconds * 1000;
  const groups = groupsOf(worlds);
  const found = groups.map((group, place): [Group, GroupFollowed] => {
    return [group, followGroup(policy, group, steps, shareOf(end - performance.now(), groups.length - place, 1))];
  });
  return worlds.map((world) => inWorld(policy, world, steps, found));
}

/** What was found in a world by all its groups, and by looking for what can be found out by trying. */
export function inWorld(policy: Policy, world: World, steps: number, found: readonly (readonly [Group, GroupFollowed])[]): Followed {
  const own = found.filter(([{ world: one }]) => one === world).map(([, followed]) => followed);
  const setting = settingOf(world, policy);
  const oracles = oraclesIn(setting).map((oracle) => oracleSentence(setting, oracle));
  const sum = (of: (one: GroupFollowed) => number) => own.reduce((all, one) => all + of(one), 0);
  return {
    world: world.name,
    findings: [...new Set([...own.flatMap(({ sentences }) => sentences), ...oracles])],
    // A group that ran out of moves before has been followed for all that there is.
    steps: Math.min(steps, ...own.filter(({ isWhole }) => !isWhole).map((one) => one.steps)),
    states: sum(({ states }) => states),
    moves: sum(({ moves }) => moves),
    refused: sum(({ refused }) => refused),
    seconds: sum(({ seconds }) => seconds),
  };
}
