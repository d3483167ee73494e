import {
  alike,
  boxesOf,
  boxText,
  capitalised,
  categoryName,
  effectOf,
  listed,
  loadPolicy,
  readingsOf,
  personName,
  words,
} from "../../policies/index.ts";
import type { Effect, Policy } from "../../policies/index.ts";
import { categoryNamed } from "../asked.ts";
import { type Command, required } from "../command.ts";
import { bulleted, wrapped } from "../lines.ts";

/** Who reads a category, and when. */
export const whoCan: Command = {
  summary: "Who can read a category, or a field of the schema such as HealthRecord.therapies, and when.",
  usage: "--category <id or Type.field>",
  options: { category: { type: "string" } },
  run(input) {
    const policy = loadPolicy(input.files.policies, input.today);
    const category = categoryNamed(policy, required(input, "category"), input.files.supergraph);
    const readers = policy.persons
      .map((person) => ({ person, effect: effectOf(policy, person, category) }))
      .filter(({ effect }) => effect.some(({ isEmpty }) => !isEmpty));
    const groups = alike(readers, ({ effect }) => effect.map(({ key }) => key).join(";"));
    const data = groups.map((group) => ({ who: group.map(({ person }) => person), when: ways(group[0].effect) }));
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
      data: { category, policy: policy.version, readers: data },
      code: data.length === 0 ? 1 : 0,
    };
  },
};

function heading(policy: Policy, category: string): string {
  return wrapped(`${categoryName(policy, category)} (${category}) can be read by the following, and by nobody else.`, 0, "");
}

/** Each way in which records are read, in words; with what is left out where marked records are. */
export function ways(effect: Effect): string[] {
  return readingsOf(effect).flatMap(({ leftOut, circumstances }) => {
    const kinds = leftOut.map((marks) =>
      listed(
        marks.map((mark) => words.mark[mark]),
        "and",
      ),
    );
    const without = kinds.length === 0 ? "" : `; no record ${listed(kinds)}`;
    return boxesOf(circumstances).map((box) => `${boxText(box)}${without}`);
  });
}
