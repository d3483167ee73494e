import { defaultFieldResolver, type GraphQLField, type GraphQLSchema, isObjectType } from "graphql";
import { costsOf, definitionsOf } from "../../../service/graphql/cost.ts";
import type { GuardedContext } from "../context.ts";

/** Points from which on a field is dear: it takes about a millisecond, in which nobody else is answered. */
const dear = 100;

type Field = GraphQLField<unknown, GuardedContext, Record<string, unknown>>;

/**
 * Lets an operation answer one dear field in each turn of the event loop, in place. An operation has one thread with all others: without this, hundreds of fields that are ready at once would be
 * answered in one go, while everybody else waits, and whoever asks after the service's health. With it, operations that run together take turns.
 */
export function oneDearFieldAtATime(schema: GraphQLSchema): GraphQLSchema {
  const { weights } = costsOf(definitionsOf(schema));
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields()) as Field[]) {
      if ((weights.get(`${type.name}.${field.name}`) ?? 0) >= dear) field.resolve = inItsTurn(field);
    }
  }
  return schema;
}

/** The last turn that each operation has asked for. */
const lastTurns = new WeakMap<GuardedContext, Promise<void>>();

function inItsTurn(field: Field): NonNullable<Field["resolve"]> {
  const resolve = field.resolve ?? defaultFieldResolver;
  return async (source, args, context, info) => {
    const turn = (lastTurns.get(context) ?? Promise.resolve()).then(() => new Promise<void>((begin) => setImmediate(begin)));
    lastTurns.set(context, turn);
    await turn;
    return resolve(source, args, context, info);
  };
}
