import { coerceInputValue, type GraphQLSchema, isInputType, isNonNullType, type OperationDefinitionNode, typeFromAST } from "graphql";
import { shortened } from "./bounds.ts";

/** How many problems with variables are looked for. */
const mostProblems = 5;

/** What is needed to look at an operation's variables. */
export interface GivenVariables {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Whether a name that is not known is answered with names like it. */
  readonly suggest: boolean;
}

/**
 * What is wrong with the variables of an operation, at most a few sentences, none of them long; none if nothing is. graphql-js has no bound when the gateway calls it, and repeats the whole
 * value in each of its messages: twenty thousand unknown fields in 200 kB came to 4 GB.
 */
export function problemsWithVariables({ schema, operation, variables, suggest }: GivenVariables): string[] {
  const problems: string[] = [];
  for (const { variable, type: typeNode, defaultValue } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    const type = typeFromAST(schema, typeNode);
    // What is no type for a variable was refused with the document.
    if (!isInputType(type)) continue;
    const given = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (given === undefined) {
      if (isNonNullType(type) && defaultValue === undefined) problems.push(shortened(`The variable "$${name}" has to be given.`));
    } else problems.push(...problemsWith(given, type, `$${name}`, suggest));
    if (problems.length >= mostProblems) return [...problems.slice(0, mostProblems), "There may be more."];
  }
  return problems;
}

type InputType = Parameters<typeof coerceInputValue>[1];

function problemsWith(value: unknown, type: InputType, name: string, suggest: boolean): string[] {
  const problems: string[] = [];
  try {
    coerceInputValue(
      value,
      type,
      (path, _value, error) => {
        problems.push(shortened(`The variable "${[name, ...path].join(".")}" cannot be used: ${error.message}`));
        if (problems.length >= mostProblems) throw enough;
      },
      !suggest,
    );
  } catch (error) {
    if (error !== enough) throw error;
  }
  return problems;
}

const enough = new Error("enough problems were found");
