import type { Names } from "./names.ts";
import type { Finding } from "./check-rule.ts";
import type { RuleDocument } from "./spelled-out.ts";

/**
 * What an agency cannot say in rules of its own: it only keeps back, only what it holds itself, and only by what a permit tells it, which is who asks and why. So it can
 * enforce by itself what the partnership decides by. Ways are from the rule.
 */
export function beyondOwnRules(rule: RuleDocument, agency: string, names: Pick<Names, "categories">): readonly Finding[] {
  const { purpose: _purpose, ...others } = rule.when;
  return [
    ...(rule.effect === "prohibit"
      ? []
      : [beyond(["effect"], "An agency's own rules only prohibit; what it shares stands in an agreement.")]),
    ...(rule.mayNotRead ?? []).flatMap((id, index) =>
      names.categories.get(id)?.owner === agency ? [] : [beyond(["mayNotRead", index], `"${id}" is not ${agency}'s own to keep back.`)],
    ),
    ...Object.keys(others).map((key) => beyond(["when", key], "An agency knows who asks and for which purpose, and no more.")),
  ];
}

function beyond(at: readonly (string | number)[], detail: string): Finding {
  return { code: "OUTSIDE_AGREEMENT", at, detail };
}
