import type { Policy, Rule } from "../policy.ts";
import { listed } from "../questions/words.ts";
import { consentStates, purposes, recordMarks, relationships, restrictions, rightsHolders } from "../vocabulary.ts";
import type { Same } from "./same-conditions.ts";

/** The ways in which a rule can be wrong. */
export type MutationKind =
  | "rule dropped"
  | "effect flipped"
  | "role removed"
  | "role added"
  | "agency added"
  | "agency removed"
  | "category removed"
  | "category added"
  | "condition dropped"
  | "condition negated"
  | "condition added"
  | "value removed"
  | "value added"
  | "override changed"
  | "marks changed"
  | "order changed";

const vocabulary = {
  relationship: relationships,
  purpose: purposes,
  rightsHolder: rightsHolders,
  consent: consentStates,
  restriction: restrictions,
};
type ListCondition = keyof typeof vocabulary;
const listConditions = Object.keys(vocabulary) as ListCondition[];

/** One change of one rule. */
export interface RuleChange {
  readonly kind: MutationKind;
  /** What was done, as the end of "if the rule …". */
  readonly change: string;
  /** What the rule becomes: nothing, if it is dropped. */
  readonly rule: Rule | undefined;
}

/** Every small change of the rule. Among them are rules that the compiler would refuse. */
export function changesOf(rule: Rule, policy: Policy, same: Same): readonly RuleChange[] {
  return [
    ...ofWhole(rule),
    ...ofRoles(rule, policy),
    ...ofAgencies(rule, policy),
    ...ofCategories(rule, policy),
    ...ofConditions(rule, same),
    ...ofOverride(rule, same),
    ...ofMarks(rule),
  ];
}

function ofWhole(rule: Rule): RuleChange[] {
  const effect = rule.effect === "permit" ? "prohibit" : "permit";
  return [
    { kind: "rule dropped", change: "were not there", rule: undefined },
    { kind: "effect flipped", change: effect === "permit" ? "permitted" : "prohibited", rule: { ...rule, effect } },
  ];
}

function ofRoles(rule: Rule, policy: Policy): RuleChange[] {
  const all = policy.roles.map(({ id }) => id);
  const present = rule.roles === "everyone" ? all : rule.roles;
  const everyone: RuleChange[] =
    rule.roles === "everyone" ? [] : [{ kind: "role added", change: "were for everyone", rule: { ...rule, roles: "everyone" } }];
  return [
    ...without(present).map(([left, roles]): RuleChange => ({
      kind: "role removed",
      change: `were not for ${left}`,
      rule: { ...rule, roles },
    })),
    ...withMore(present, all).map(([added, roles]): RuleChange => ({
      kind: "role added",
      change: `were also for ${added}`,
      rule: { ...rule, roles },
    })),
    ...everyone,
  ];
}

function ofAgencies(rule: Rule, { persons }: Policy): RuleChange[] {
  const all = [...new Set(persons.map(({ agency }) => agency))];
  const { agencies, ...unbound } = rule;
  if (agencies === undefined)
    return all.map((agency) => ({ kind: "agency added", change: `were for ${agency} only`, rule: { ...rule, agencies: [agency] } }));
  return [
    { kind: "agency removed", change: "were for any agency", rule: unbound },
    ...without(agencies).map(([left, rest]): RuleChange => ({
      kind: "agency removed",
      change: `were not for ${left}`,
      rule: { ...rule, agencies: rest },
    })),
    ...withMore(agencies, all).map(([added, more]): RuleChange => ({
      kind: "agency added",
      change: `were also for ${added}`,
      rule: { ...rule, agencies: more },
    })),
  ];
}

function ofCategories(rule: Rule, policy: Policy): RuleChange[] {
  const all = policy.categories.map(({ id }) => id);
  return [
    ...without(rule.categories).map(([left, categories]): RuleChange => ({
      kind: "category removed",
      change: `were not about ${left}`,
      rule: { ...rule, categories },
    })),
    ...withMore(rule.categories, all).map(([added, categories]): RuleChange => ({
      kind: "category added",
      change: `were also about ${added}`,
      rule: { ...rule, categories },
    })),
  ];
}

function ofConditions(rule: Rule, same: Same): RuleChange[] {
  return listConditions.flatMap((condition) => {
    const all: readonly string[] = vocabulary[condition];
    const asked: readonly string[] | undefined = rule.when[condition];
    const asking = (kind: MutationKind, change: string, values: readonly string[] | undefined): RuleChange => ({
      kind,
      change,
      rule: { ...rule, when: same({ ...rule.when, [condition]: values }) },
    });
    // To ask for any of all restrictions is not to ask for nothing: there may be none in force.
    const narrowed = asked ?? (condition === "restriction" ? [] : all);
    return [
      ...without(narrowed).map(([left, rest]) =>
        asking(asked ? "value removed" : "condition added", `did not hold for ${condition} ${left}`, rest),
      ),
      ...withMore(asked ?? narrowed, all).map(([added, more]) =>
        asking(asked ? "value added" : "condition added", `held ${asked ? "also " : "only "}for ${condition} ${added}`, more),
      ),
      ...(asked === undefined
        ? []
        : [asking("condition dropped", `did not ask for ${condition}`, undefined), ...negated(asked, all, condition, asking)]),
    ];
  });
}

function negated(
  asked: readonly string[],
  all: readonly string[],
  condition: string,
  asking: (kind: MutationKind, change: string, values: readonly string[]) => RuleChange,
): RuleChange[] {
  const rest = all.filter((value) => !asked.includes(value));
  return rest.length === 0 ? [] : [asking("condition negated", `held for ${condition} ${listed(rest)} instead`, rest)];
}

function ofOverride(rule: Rule, same: Same): RuleChange[] {
  return [undefined, true, false]
    .filter((override) => override !== rule.when.override)
    .map((override) => ({
      kind: "override changed",
      change: override === undefined ? "did not ask about an override" : `held only ${override ? "by" : "without"} an override`,
      rule: { ...rule, when: same({ ...rule.when, override }) },
    }));
}

function ofMarks(rule: Rule): RuleChange[] {
  const choices = [[], ...recordMarks.map((mark) => [mark]), [...recordMarks]];
  return choices
    .filter((marks) => marks.join() !== rule.marks.join())
    .map((marks) => ({
      kind: "marks changed",
      change: marks.length === 0 ? "did not look at marks" : `looked at ${listed(marks, "and")}`,
      rule: { ...rule, marks },
    }));
}

/** Each value and the rest without it; nothing where it is the last, for then the rule would hold for nobody, which is to drop it. */
function without<T>(values: readonly T[]): [T, T[]][] {
  return values.length < 2 ? [] : values.map((left) => [left, values.filter((value) => value !== left)]);
}

function withMore(values: readonly string[], all: readonly string[]): [string, string[]][] {
  return all.filter((value) => !values.includes(value)).map((added) => [added, [...values, added].sort()]);
}
