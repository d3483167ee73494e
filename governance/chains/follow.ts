import type { Policy } from "../../policies/index.ts";
import { explore } from "./explore.ts";
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

function breadthOf({ world, group }: { readonly world: World; readonly group: readonly string[] }): number {
  return group.length * world.children.length;
}

/** Follows the chains of every group in these worlds. Each has its share of the time that is left, so that no large world takes it from the others. */
export function followChains(policy: Policy, worlds: readonly World[], limits: Limits): readonly Followed[] {
  const end = performance.now() + limits.seconds * 1000;
  const groups = worlds.flatMap((world) => world.groups.map((group) => ({ world, group })));
  // The largest groups come last and get what the others left; none has more than a third of it, but for the last.
  const inOrder = [...groups].sort((one, other) => breadthOf(one) - breadthOf(other));
  const explored = inOrder.map(({ world, group }, place) => {
    const begun = performance.now();
    const share = begun + (end - begun) / Math.min(inOrder.length - place, 3);
    const setting = settingOf(world, policy);
    const exploration = explore(setting, group, { steps: limits.steps, isOver: () => performance.now() > share });
    const sentences = exploration.chains.map((chain) => chainSentence(setting, chain));
    return { world, exploration, sentences, seconds: (performance.now() - begun) / 1000 };
  });
  return worlds.map((world) => {
    const own = explored.filter((one) => one.world === world);
    const setting = settingOf(world, policy);
    const oracles = oraclesIn(setting).map((oracle) => oracleSentence(setting, oracle));
    const sum = (of: (one: (typeof own)[number]) => number) => own.reduce((all, one) => all + of(one), 0);
    return {
      world: world.name,
      findings: [...new Set([...own.flatMap(({ sentences }) => sentences), ...oracles])],
      // A group that ran out of moves before has been followed for all that there is.
      steps: Math.min(limits.steps, ...own.filter(({ exploration }) => !exploration.isWhole).map(({ exploration }) => exploration.steps)),
      states: sum(({ exploration }) => exploration.states),
      moves: sum(({ exploration }) => exploration.moves),
      refused: sum(({ exploration }) => exploration.refused),
      seconds: sum(({ seconds }) => seconds),
    };
  });
}
