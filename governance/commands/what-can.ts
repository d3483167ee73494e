import { alike, effectOf, listed, loadPolicy, personName } from "../../policies/index.ts";
import type { Person, Policy } from "../../policies/index.ts";
import { personsNamed } from "../asked.ts";
import { type Command, optional, required } from "../command.ts";
import { bulleted, wrapped } from "../lines.ts";
import { ways } from "./who-can.ts";

/** What a role reads, and when. */
export const whatCan: Command = {
  summary: "What a role can read, and when.",
  usage: "--role <id> [--agency <id>]",
  options: { role: { type: "string" }, agency: { type: "string" } },
  run(input) {
    const policy = loadPolicy(input.files.policies, input.today);
    const persons = personsNamed(policy, required(input, "role"), optional(input, "agency"));
    const data = persons.map((person) => ({ who: person, reads: readBy(policy, person) }));
    return {
      text: data.map(({ who, reads }) => pageOf(policy, who, reads)).join("\n"),
      data: { policy: policy.version, persons: data },
      code: data.some(({ reads }) => reads.length > 0) ? 0 : 1,
    };
  },
};

type Reads = readonly { readonly categories: readonly string[]; readonly when: readonly string[] }[];

function readBy(policy: Policy, person: Person): Reads {
  const open = policy.categories
    .map(({ id }) => ({ id, effect: effectOf(policy, person, id) }))
    .filter(({ effect }) => effect.some(({ isEmpty }) => !isEmpty));
  const groups = alike(open, ({ effect }) => effect.map(({ key }) => key).join(";"));
  return groups.map((group) => ({ categories: group.map(({ id }) => id), when: ways(group[0].effect) }));
}

function pageOf(policy: Policy, person: Person, reads: Reads): string {
  const name = personName(policy, person);
  if (reads.length === 0) return `${name} can read nothing about a child.\n`;
  const named = (ids: readonly string[]) =>
    listed(
      policy.categories.filter(({ id }) => ids.includes(id)).map((one) => one.name),
      "and",
    );
  const parts = reads.map(({ categories, when }) => wrapped(`${named(categories)}:`, 0, "") + bulleted(when));
  return [`${name} can read the following, and nothing else.\n`, ...parts].join("\n");
}
