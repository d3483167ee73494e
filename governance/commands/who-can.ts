import { alike, capitalised, categoryName, effectOf, listed, personName, waysOf } from "../../policies/index.ts";
import type { Policy } from "../../policies/index.ts";
import { categoryNamed } from "../asked.ts";
import { type Command, type CommandInput, optional, type Outcome } from "../command.ts";
import { bulleted, wrapped } from "../lines.ts";
import { policyToRead } from "../policy-to-read.ts";

/** Who reads a category, and when; or which categories there are. */
export const whoCan: Command = {
  summary:
    "Who can read a category, or a field of the schema such as HealthRecord.therapies, and when; without one, which categories there are.",
  usage: "[--category <id or Type.field>]",
  takes: 0,
  options: { category: { type: "string" } },
  run(input) {
    const { policy, expired, warning } = policyToRead(input);
    const category = optional(input, "category");
    const { data, ...outcome } = category === undefined ? categoriesOf(policy) : readersOf(policy, category, input);
    return { ...outcome, data: { policy: policy.version, expired, ...data }, warning };
  },
};

type Answer = Outcome & { readonly data: object };

function categoriesOf({ categories }: Policy): Answer {
  const lines = categories.map(({ id, name }) => `${id}: ${name}`);
  return { text: `The categories there are:\n\n${bulleted(lines, 0)}`, data: { categories }, code: 0 };
}

function readersOf(policy: Policy, name: string, { files }: CommandInput): Answer {
  const category = categoryNamed(policy, name, files.supergraph);
  const readers = policy.persons
    .map((person) => ({ person, effect: effectOf(policy, person, category) }))
    .filter(({ effect }) => effect.some(({ isEmpty }) => !isEmpty));
  const groups = alike(readers, ({ effect }) => effect.map(({ key }) => key).join(";"));
  const data = groups.map((group) => ({ who: group.map(({ person }) => person), when: waysOf(group[0].effect) }));
  const none = `Nobody can read ${categoryName(policy, category)}.\n`;
  const text = data.map(
    ({ who, when }) =>
      wrapped(
        `${capitalised(
          listed(
            who.map((person) => personName(policy, person)),
            "and",
          ),
        )}:`,
        0,
        "",
      ) + bulleted(when),
  );
  return {
    text: data.length === 0 ? none : [heading(policy, category), ...text].join("\n"),
    data: { category, readers: data },
    code: data.length === 0 ? 1 : 0,
  };
}

function heading(policy: Policy, category: string): string {
  return wrapped(`${categoryName(policy, category)} (${category}) can be read by the following, and by nobody else.`, 0, "");
}
