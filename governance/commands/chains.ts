import type { Followed } from "../chains/follow.ts";
import { followChainsAtOnce } from "../chains/follow-at-once.ts";
import type { World } from "../chains/world.ts";
import { worlds } from "../chains/worlds.ts";
import { type Command, type CommandInput, optional, type Outcome, UsageError } from "../command.ts";
import { bulleted, counted, wrapped } from "../lines.ts";
import { policyToRead } from "../policy-to-read.ts";

const usualSteps = 6;
const mostSteps = 12;
/** Somebody waits for the answer: two minutes in all. */
const usualMinutes = 1.5;
const mostMinutes = 600;

/** Where chains of allowed changes lead. */
export const chains: Command = {
  summary:
    "Whether people who act together can reach, by changes that are each allowed, what none of them may: follows every chain of changes in small worlds, with the rules as they are.",
  usage: "[--steps <number>] [--world <name>] [--minutes <number>]",
  takes: 0,
  options: { steps: { type: "string" }, world: { type: "string" }, minutes: { type: "string" } },
  async run(input) {
    const { policy, warning } = policyToRead(input);
    const limits = {
      steps: numberAsked(input, "steps", usualSteps, mostSteps),
      seconds: 60 * numberAsked(input, "minutes", usualMinutes, mostMinutes),
    };
    const followed = await followChainsAtOnce({ files: input.files, today: input.today }, worldsAsked(input), limits);
    return { ...outcomeOf(policy.version, followed), warning };
  },
};

function worldsAsked(input: CommandInput): readonly World[] {
  const name = optional(input, "world");
  if (name === undefined) return worlds;
  const found = worlds.filter((world) => world.name === name);
  if (found.length === 0) throw new UsageError(`there is no world "${name}", only ${worlds.map((world) => world.name).join(", ")}`);
  return found;
}

function numberAsked(input: CommandInput, name: string, usual: number, most: number): number {
  const text = optional(input, name);
  if (text === undefined) return usual;
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > most)
    throw new UsageError(`--${name} is "${text}", which is no number from 1 to ${String(most)}`);
  return number;
}

function outcomeOf(version: string, followed: readonly Followed[]): Outcome {
  const found = followed.reduce((sum, { findings }) => sum + findings.length, 0);
  const verdict =
    found === 0
      ? "NO CHAIN of allowed changes leads to harm, as far as they were followed."
      : `HARM: ${counted(found, "chain")} of allowed changes ${found === 1 ? "leads" : "lead"} to it.`;
  return {
    text: `${followed.map(worldText).join("\n")}\n${verdict}\nPolicy version ${version}\n`,
    data: { policy: version, worlds: followed },
    code: found === 0 ? 0 : 1,
  };
}

function worldText({ world, findings, steps, states, moves, refused, seconds: took }: Followed): string {
  const about = worlds.find(({ name }) => name === world)?.about ?? "";
  const extent = `Every chain of ${counted(steps, "step")}: ${counted(states, "state")}, ${counted(moves, "move")} tried, ${refused.toLocaleString("en-GB")} refused, ${took.toFixed(1)} seconds.`;
  const found = findings.length === 0 ? wrapped("No harm.", 2) : bulleted(findings);
  return `${world}\n${wrapped(about, 2)}${wrapped(extent, 2)}${found}`;
}
