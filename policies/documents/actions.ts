import type { ActionRule } from "../policy.ts";
import type { Names } from "./names.ts";
import { readShape } from "./read-shape.ts";
import { actionsShape } from "./shapes.ts";
import { parseSource } from "./source.ts";
import type { PolicyDocument } from "./source.ts";

const timeKeys = ["withinDays", "afterMonths"] as const;
/** The one action of which each of these times is counted. */
const actionWith = { withinDays: "review-override", afterMonths: "tell-family" } as const;
const unitOf = { withinDays: "days", afterMonths: "months" } as const;

/** Checks actions.yaml and puts it into its one normal form: sorted, nothing twice. Throws a PolicyError. Pure. */
export function compileActions(document: PolicyDocument, names: Pick<Names, "roles">): readonly ActionRule[] {
  const source = parseSource(document);
  const { actions } = readShape(source, actionsShape);
  const ids = new Set<string>();
  for (const [index, { id, permitted, ...times }] of actions.entries()) {
    if (ids.has(id)) throw source.error("ID_DUPLICATE", ["actions", index, "id"], `"${id}" stands twice.`);
    ids.add(id);
    for (const key of timeKeys)
      if (times[key] !== undefined && id !== actionWith[key])
        throw source.error(
          "KEY_UNKNOWN",
          ["actions", index, key],
          `Of "${id}" no ${unitOf[key]} are counted: only ${actionWith[key]} has ${key}.`,
        );
    for (const [place, { roles }] of permitted.entries()) {
      const unknown = roles.findIndex((role) => !names.roles.has(role));
      const at = ["actions", index, "permitted", place, "roles", unknown];
      if (unknown !== -1) throw source.error("ROLE_UNKNOWN", at, `The role "${String(roles[unknown])}" does not exist.`);
    }
  }
  return actions
    .map(({ id, permitted, because, withinDays, afterMonths }) => ({
      id,
      permitted: permitted
        .map(({ roles, relationship }) => ({ roles: normal(roles), relationship: normal(relationship) }))
        .sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)),
      because,
      ...(withinDays === undefined ? {} : { withinDays }),
      ...(afterMonths === undefined ? {} : { afterMonths }),
    }))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}

function normal<T extends string>(values: readonly T[]): readonly T[] {
  return [...new Set(values)].sort();
}
