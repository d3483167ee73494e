import {
  defaultFieldResolver,
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  type GraphQLField,
  type GraphQLSchema,
  isObjectType,
} from "graphql";
import { requireTime } from "../../../service/deadline.ts";
import type { GuardedContext } from "./guarded-context.ts";
import { classificationOf, isConnection } from "../schema/classification.ts";
import { pageOf } from "./page.ts";

type Field = GraphQLField<unknown, GuardedContext, Record<string, unknown>>;
type Resolver = NonNullable<Field["resolve"]>;

/**
 * Puts the guard before every field of the schema, in place: wrapping a finished schema would lose its reference resolvers. Root fields
 * start the way to a child and place what they answer under a grant themselves. That no field is left without a classification is checked before, by the
 * classification rules.
 */
export function installGuard(schema: GraphQLSchema): GraphQLSchema {
  const roots = [schema.getQueryType(), schema.getMutationType()];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__") || type.name === "_Service") continue;
    const put = roots.includes(type) ? noted : guarded;
    for (const field of Object.values(type.getFields()) as Field[]) field.resolve = put(field);
  }
  return schema;
}

/** A way into the graph. */
function noted(field: Field): Resolver {
  const resolve = field.resolve ?? defaultFieldResolver;
  const { name } = getNamedType(field.type);
  return (source, args, context, info) => {
    const { guard } = context;
    guard.journal.entered(info.fieldName);
    const note = (value: unknown): unknown => {
      guard.noteNamed(value, name);
      return value;
    };
    const value: unknown = resolve(source, args, context, info);
    return value instanceof Promise ? value.then(note) : note(value);
  };
}

function guarded(field: Field): Resolver {
  const resolve = field.resolve ?? defaultFieldResolver;
  const classification = classificationOf(field.astNode);
  const { name } = getNamedType(field.type);
  const connection = isConnection(name);
  const leadsOn = !isLeafType(getNamedType(field.type));
  const list = connection || isListType(getNullableType(field.type));
  const category = classification?.kind === "classified" ? classification.category : undefined;

  return (source, args, context, info) => {
    const { guard, deadline } = context;
    // What is at hand is answered; only what leads on to more makes work.
    if (leadsOn) requireTime(deadline);
    const provenance = guard.reached(source);
    if (category !== undefined && !guard.mayRead(provenance, category, info)) return null;
    const passOn = (value: unknown): unknown => {
      const passed = guard.pass(value === null && list && !guard.mayBeNull(provenance, category, info) ? [] : value, provenance, category);
      const shown =
        connection && Array.isArray(passed) ? guard.pass(pageOf(passed as { id: string }[], args), provenance, category) : passed;
      guard.noteAnswered(shown, provenance, category, info, name);
      return shown;
    };
    const value: unknown = resolve(source, args, context, info);
    return value instanceof Promise ? value.then(passOn) : passOn(value);
  };
}
