import type { ActionRule } from "../policy.ts";
import type { Names } from "./names.ts";
import { readShape } from "./read-shape.ts";
import { actionsShape } from "./shapes.ts";
import { parseSource } from "./source.ts";
import type { PolicyDocument } from "./source.ts";

/** Checks actions.yaml and puts it into its one normal form: sorted, nothing twice. Throws a PolicyError. Pure. */
export function compileActions(document: PolicyDocument, names: Pick<Names, "roles">): readonly ActionRule[] {
  const source = parseSource(document);
  const { actions } = readShape(source, actionsShape);
  const ids = new Set<string>();
  for (const [index, { id, permitted, withinDays }] of actions.entries()) {
    if (ids.has(id)) throw source.error("ID_DUPLICATE", ["actions", index, "id"], `"${id}" stands twice.`);
    ids.add(id);
    if (withinDays !== undefined && id !== "review-override")
      throw source.error(
        "KEY_UNKNOWN",
        ["actions", index, "withinDays"],
        `Of "${id}" no days are counted: only review-override has withinDays.`,
      );
    for (const [place, { roles }] of permitted.entries()) {
      const unknown = roles.findIndex((role) => !names.roles.has(role));
      const at = ["actions", index, "permitted", place, "roles", unknown];
      if (unknown !== -1) throw source.error("ROLE_UNKNOWN", at, `The role "${String(roles[unknown])}" does not exist.`);
    }
  }
  return actions
    .map(({ id, permitted, because, withinDays }) => ({
      id,
      permitted: permitted
        .map(({ roles, relationship }) => ({ roles: normal(roles), relationship: normal(relationship) }))
        .sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)),
      because,
      ...(withinDays === undefined ? {} : { withinDays }),
    }))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}

function normal<T extends string>(values: readonly T[]): readonly T[] {
  return [...new Set(values)].sort();
}
