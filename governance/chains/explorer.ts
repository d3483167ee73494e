import { parentPort, workerData } from "node:worker_threads";
import { policyToRead } from "../policy-to-read.ts";
import { followGroup } from "./follow.ts";
import type { PolicyPlace, Question } from "./follow-at-once.ts";
import { worlds } from "./worlds.ts";

// One of several threads that follow chains at once; each compiles the policy for itself, since what is compiled cannot be handed over.
const { policy } = policyToRead(workerData as PolicyPlace);
parentPort?.on("message", ({ world: name, group, steps, milliseconds }: Question) => {
  const world = worlds.find((one) => one.name === name);
  if (world === undefined) throw new Error(`there is no world ${name}`);
  parentPort?.postMessage(followGroup(policy, { world, group }, steps, milliseconds));
});
