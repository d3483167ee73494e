import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { Worker } from "node:worker_threads";
import type { CommandInput } from "../command.ts";
import { policyToRead } from "../policy-to-read.ts";
import { type Followed, type Group, type GroupFollowed, groupsOf, inWorld, type Limits, shareOf } from "./follow.ts";
import type { World } from "./world.ts";

/** From where a policy is read. */
export type PolicyPlace = Pick<CommandInput, "files" | "today">;

/** What an explorer is asked: to follow the chains of a group of a world. */
export interface Question {
  readonly world: string;
  readonly group: readonly string[];
  readonly steps: number;
  readonly milliseconds: number;
}

/** The same as `followChains`, by as many explorers at once as there are processors. */
export async function followChainsAtOnce(
  place: PolicyPlace,
  worlds: readonly World[],
  { steps, seconds }: Limits,
): Promise<readonly Followed[]> {
  const end = performance.now() + seconds * 1000;
  const left = [...groupsOf(worlds)];
  const found: [Group, GroupFollowed][] = [];
  const count = Math.min(availableParallelism(), left.length);
  await Promise.all(
    Array.from({ length: count }, async () => {
      const explorer = startExplorer(place);
      try {
        for (let next = left.shift(); next !== undefined; next = left.shift()) {
          const milliseconds = shareOf(end - performance.now(), left.length + 1, count);
          found.push([next, await explorer.ask({ world: next.world.name, group: next.group, steps, milliseconds })]);
        }
      } finally {
        await explorer.stop();
      }
    }),
  );
  const { policy } = policyToRead(place);
  return worlds.map((world) => inWorld(policy, world, steps, found));
}

interface Explorer {
  ask(question: Question): Promise<GroupFollowed>;
  stop(): Promise<unknown>;
}

function startExplorer(place: PolicyPlace): Explorer {
  const worker = new Worker(resolve("run.js"), { argv: ["governance/chains/explorer.ts"], workerData: place });
  return {
    ask: (question) =>
      new Promise((answer, failed) => {
        worker.once("error", failed);
        worker.once("message", (followed: GroupFollowed) => {
          worker.off("error", failed);
          answer(followed);
        });
        worker.postMessage(question);
      }),
    stop: () => worker.terminate(),
  };
}
