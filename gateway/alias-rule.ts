import { type ASTNode, type DocumentNode, GraphQLError, Kind, type ValidationContext, type ASTVisitor } from "graphql";

/** The fields of each type of the supergraph, those hidden from clients included. */
export type FieldsOfTypes = ReadonlyMap<string, ReadonlySet<string>>;

/** The most characters of an alias. It is repeated in each row of the answer, and in the path of each refusal. */
const longestAlias = 64;

/** Reads the fields of each type from the supergraph's document. */
export function fieldsOfTypes(supergraph: DocumentNode): FieldsOfTypes {
  const types = new Map<string, Set<string>>();
  for (const node of supergraph.definitions) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    types.set(node.name.value, new Set(node.fields?.map((field) => field.name.value)));
  }
  return types;
}

/**
 * Refuses an alias that is longer than {@link longestAlias} or the name of another field of the same type. The query planner sends keys by response name, so that
 * `{ healthPermit: givenNames }` would hand a name over as a permit (apollographql/federation#3036). The signature makes that harmless; this makes
 * it a clear error. So is a variable that has the name of one of the planner's own. Names beginning with two underscores, and the names of JavaScript's own object members, are refused as well.
 */
export function aliasRule(types: FieldsOfTypes): (context: ValidationContext) => ASTVisitor {
  return (context) => ({
    VariableDefinition({ variable }) {
      // The query planner has a variable of this name in each fetch of entities, and fails if the caller has one too.
      if (variable.name.value === "representations")
        context.reportError(refused(variable, 'A variable cannot be called "representations" here; choose another name.'));
    },
    Field(node) {
      const alias = node.alias?.value;
      if (alias === undefined || alias === node.name.value) return;
      if (alias.length > longestAlias) {
        context.reportError(refused(node, `An alias has at most ${longestAlias} characters; choose a shorter one.`));
        return;
      }
      const type = context.getParentType();
      const taken = type != null && types.get(type.name)?.has(alias) === true;
      if (!taken && !alias.startsWith("__") && !(alias in Object.prototype) && alias !== "prototype") return;
      // The alias is the caller's own word; whether a hidden field has that name is not said.
      context.reportError(refused(node, `The alias "${alias}" cannot be used here; choose another.`));
    },
  });
}

function refused(node: ASTNode, message: string): GraphQLError {
  return new GraphQLError(message, { nodes: node, extensions: { code: "ALIAS_REFUSED" } });
}
