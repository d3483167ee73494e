import { z } from "zod";
import type { Policy } from "../policy.ts";
import { actionsShape, agreementShape, categoriesShape, rolesShape } from "./shapes.ts";

/** A JSON Schema (draft 2020-12), with which editors complete and check a document. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * The JSON Schema of agreements. Roles, agencies and categories are those of the policy. What depends on several places at once, such as
 * whether a basis is defined, only `check` finds.
 */
export function agreementSchema({ roles, categories, persons }: Pick<Policy, "roles" | "categories" | "persons">): JsonSchema {
  const { $defs, ...schema } = z.toJSONSchema(agreementShape, { io: "input" });
  const agencies = [...new Set([...persons.map(({ agency }) => agency), ...categories.map(({ owner }) => owner)])];
  return {
    ...schema,
    title: "A sharing agreement of Childview",
    $defs: {
      Role: { ...$defs?.["Role"], enum: roles.map(({ id }) => id) },
      Agency: { ...$defs?.["Agency"], enum: agencies },
      Category: { ...$defs?.["Category"], enum: categories.map(({ id }) => id) },
      Rule: { ...$defs?.["Rule"], ...boundaries },
    },
  };
}

/** The JSON Schema of actions.yaml. Roles are those of the policy. */
export function actionsSchema({ roles }: Pick<Policy, "roles">): JsonSchema {
  const { $defs, ...schema } = z.toJSONSchema(actionsShape, { io: "input" });
  return {
    ...schema,
    title: "Who may change what in Childview",
    $defs: { Role: { ...$defs?.["Role"], enum: roles.map(({ id }) => id) } },
  };
}

/** The JSON Schema of categories.yaml. */
export const categoriesSchema: JsonSchema = { ...z.toJSONSchema(categoriesShape, { io: "input" }), title: "The categories of Childview" };
/** The JSON Schema of roles.yaml. */
export const rolesSchema: JsonSchema = { ...z.toJSONSchema(rolesShape, { io: "input" }), title: "The roles of Childview" };

// What a permit and a prohibition must and must not have, as PERMIT_UNBOUNDED and CONDITION_CONTRARY say in the compiler.
const boundaries = {
  if: { properties: { effect: { const: "prohibit" } }, required: ["effect"] },
  then: { required: ["mayNotRead"], properties: { mayRead: false } },
  else: {
    required: ["mayRead", "when"],
    properties: {
      mayNotRead: false,
      who: { type: "object" },
      when: {
        required: ["relationship", "purpose"],
        properties: { relationship: { items: { not: { const: "none" } } }, consent: { items: { const: "given" } }, restriction: false },
      },
    },
  },
};
