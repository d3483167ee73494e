import { type ActionChange, type ActionRule, capitalised, listed, type Policy, words } from "../policies/index.ts";
import { counted, wrapped } from "./lines.ts";

/** Who may change what, as sentences with their reasons. */
export function actionsPage(policy: Policy): string {
  const title = "Who may change the facts on which everything is decided";
  return [`${title}\n${"=".repeat(title.length)}\n`, ...policy.actions.map((action) => actionText(policy, action))].join("\n");
}

function actionText(policy: Policy, { id, permitted, because, withinDays, afterMonths }: ActionRule): string {
  const who = permitted.map(({ roles, relationship }) => {
    const names = roles.map((role) => nameOf(policy, role));
    return `${listed(names)}, when ${listed(relationship.map((one) => words.relationship[one]))}`;
  });
  const sentence = `${capitalised(words.action[id])}: ${who.join("; or ")}.`;
  const days = withinDays === undefined ? "" : wrapped(`Within ${counted(withinDays, "day")}: after that it is overdue.`, 6);
  const months =
    afterMonths === undefined ? "" : wrapped(`After ${counted(afterMonths, "month")}, if nobody does: then it comes about by itself.`, 6);
  return `  ${id}\n${wrapped(sentence, 6)}${days}${months}${wrapped(`Because: ${capitalised(because)}`, 6)}`;
}

/** What changed of the days within which something has to be done, and of the months after which it comes about by itself, one line for each. */
export function actionTimesText(before: Pick<Policy, "actions">, after: Pick<Policy, "actions">): string[] {
  return after.actions.flatMap(({ id, withinDays, afterMonths }) => {
    const earlier = before.actions.find((one) => one.id === id);
    return [
      [daysSaid(withinDays), daysSaid(earlier?.withinDays)] as const,
      [monthsSaid(afterMonths), monthsSaid(earlier?.afterMonths)] as const,
    ].flatMap(([now, then]) => (now === then ? [] : [wrapped(`~ ${now}, and before ${then}: ${words.action[id]}`, 4, "")]));
  });
}

function daysSaid(days: number | undefined): string {
  return days === undefined ? "without a day by which" : `within ${counted(days, "day")}`;
}

function monthsSaid(months: number | undefined): string {
  return months === undefined ? "never by itself" : `by itself after ${counted(months, "month")}`;
}

/** What changed of who may change what, one line for each action and relationship. */
export function actionChangesText(before: Policy, after: Policy, changes: readonly ActionChange[]): string[] {
  const policy = { roles: [...after.roles, ...before.roles] };
  const alike = new Map<string, ActionChange[]>();
  for (const one of changes) {
    const key = JSON.stringify([one.change, one.action, one.relationship]);
    alike.set(key, [...(alike.get(key) ?? []), one]);
  }
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const who = listed(
      group.map(({ role }) => nameOf(policy, role)),
      "and",
    );
    const verdict = first.change === "now permitted" ? "+ NOW PERMITTED" : "- NO LONGER PERMITTED";
    const text = `${verdict}: ${who} may ${words.action[first.action]}, when ${words.relationship[first.relationship]}`;
    return [wrapped(text, 4, "")];
  });
}

function nameOf({ roles }: Pick<Policy, "roles">, role: string): string {
  return roles.find(({ id }) => id === role)?.name ?? role;
}
