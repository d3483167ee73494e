import { alike, effectOf, listed, personName, waysOf } from "../../policies/index.ts";
import type { Person, Policy } from "../../policies/index.ts";
import { personsNamed } from "../asked.ts";
import { type Command, optional, type Outcome, UsageError } from "../command.ts";
import { bulleted, wrapped } from "../lines.ts";
import { policyToRead } from "../policy-to-read.ts";

/** What a role reads, and when; or which roles there are. */
export const whatCan: Command = {
  summary: "What a role can read, and when; without one, which roles there are.",
  usage: "[--role <id> [--agency <id>]]",
  takes: 0,
  options: { role: { type: "string" }, agency: { type: "string" } },
  run(input) {
    const { policy, expired, warning } = policyToRead(input);
    const [role, agency] = [optional(input, "role"), optional(input, "agency")];
    if (role === undefined && agency !== undefined) throw new UsageError("--agency goes with a --role");
    const { data, ...outcome } = role === undefined ? rolesOf(policy) : readsOf(policy, personsNamed(policy, role, agency));
    return { ...outcome, data: { policy: policy.version, expired, ...data }, warning };
  },
};

type Answer = Outcome & { readonly data: object };

// Agencies by their names, since one of them is what `--agency` is given.
function rolesOf({ roles }: Policy): Answer {
  const lines = roles.map(({ id, name, agencies }) => `${id}: ${name} (${listed(agencies, "and")})`);
  return { text: `The roles there are, with the agencies that have them:\n\n${bulleted(lines, 0)}`, data: { roles }, code: 0 };
}

function readsOf(policy: Policy, asked: readonly Person[]): Answer {
  const persons = asked.map((person) => ({ who: person, reads: readBy(policy, person) }));
  return {
    text: persons.map(({ who, reads }) => pageOf(policy, who, reads)).join("\n"),
    data: { persons },
    code: persons.some(({ reads }) => reads.length > 0) ? 0 : 1,
  };
}

type Reads = readonly { readonly categories: readonly string[]; readonly when: readonly string[] }[];

function readBy(policy: Policy, person: Person): Reads {
  const open = policy.categories
    .map(({ id }) => ({ id, effect: effectOf(policy, person, id) }))
    .filter(({ effect }) => effect.some(({ isEmpty }) => !isEmpty));
  const groups = alike(open, ({ effect }) => effect.map(({ key }) => key).join(";"));
  return groups.map((group) => ({ categories: group.map(({ id }) => id), when: waysOf(group[0].effect) }));
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
