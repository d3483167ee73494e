import {
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
} from "graphql";
import { type ErrorCode, errorCodes } from "../errors.ts";
import type { OperationBounds } from "../limits.ts";
import { type AskedOperation, costOf, type Costs, placesOf } from "./cost.ts";

/** The bounds of an operation at one service, and what is needed to hold an operation to them. */
export interface Bounded {
  readonly bounds: OperationBounds;
  readonly costs: Costs;
  /** The fields that lead into another service, by `Type.field`; none behind the gateway. */
  readonly waysIn: ReadonlySet<string>;
}

/**
 * Throws if an operation is past a bound: FIELDS_TOO_MANY, CHANGES_TOO_MANY, FETCHES_TOO_MANY or COST_TOO_HIGH. The message says which bound, what was asked, and what to do. It has to be asked
 * before anything runs, and of an operation that was validated, with variables that can be used.
 */
export function holdToBounds(operation: OperationDefinitionNode, asked: AskedOperation, { bounds, costs, waysIn }: Bounded): void {
  const fields = rootFields(operation, asked);
  const changes =
    operation.operation === OperationTypeNode.MUTATION ? [...fields.values()].filter((name) => name !== "__typename").length : 0;
  // Changes that stand in one operation are one after the other: what the first costs, all others wait for, and what they tell each other no request was counted for.
  if (changes > 1) throw past("CHANGES_TOO_MANY", changes, 1);
  if (fields.size > bounds.rootFields) throw past("FIELDS_TOO_MANY", fields.size, bounds.rootFields);
  const fetches = waysIn.size === 0 ? 0 : placesOf(asked, waysIn);
  if (fetches > bounds.fetches) throw past("FETCHES_TOO_MANY", fetches, bounds.fetches);
  const cost = costOf(asked, costs);
  if (cost > bounds.cost) throw past("COST_TOO_HIGH", cost, bounds.cost);
}

/** The fields at the root, by their names in the answer; those of fragments included, and whether or not they are skipped. */
function rootFields({ selectionSet }: OperationDefinitionNode, { document }: AskedOperation): ReadonlyMap<string, string> {
  const fragments = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [])),
  );
  return new Map(fieldsIn(selectionSet, fragments));
}

function fieldsIn({ selections }: SelectionSetNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): (readonly [string, string])[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [[selection.alias?.value ?? selection.name.value, selection.name.value] as const];
    const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    return inner === undefined ? [] : fieldsIn(inner.selectionSet, fragments);
  });
}

function past(code: ErrorCode, asked: number, allowed: number): GraphQLError {
  const { what, todo } = errorCodes[code];
  const figures = `This one has ${number(asked)}; ${number(allowed)} ${allowed === 1 ? "is" : "are"} allowed.`;
  return new GraphQLError([what, figures, todo].join(" "), { extensions: { code, http: { status: errorCodes[code].http } } });
}

function number(value: number): string {
  return value.toLocaleString("en-GB");
}
