import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type TypeNode,
} from "graphql";

/**
 * The fields at which the gateway has to ask another service than the one before, by `Type.field`, as the supergraph says: from the services at which operations begin to an agency, for its part of
 * a child; and from an agency back, for what its records only name, such as a practitioner of the partnership's directory. The gateway asks once for each place in the operation that has such a
 * field, whatever there is at that place.
 */
export function waysIn(supergraph: DocumentNode): ReadonlySet<string> {
  const types = new Map(
    supergraph.definitions.flatMap((node) => (node.kind === Kind.OBJECT_TYPE_DEFINITION ? [[node.name.value, node] as const] : [])),
  );
  const begins = new Set((types.get("Query")?.fields ?? []).flatMap((field) => graphsOf(field.directives, "join__field")));
  const found = new Set<string>();
  for (const type of types.values()) {
    for (const field of type.fields ?? []) {
      const services = servicesOf(field, type);
      if (services.some((service) => begins.has(service))) continue;
      const target = types.get(named(field.type));
      const out = graphsOf(type.directives, "join__type").some((service) => begins.has(service));
      if (out || (target !== undefined && isKnownInPart(target, services))) found.add(`${type.name.value}.${field.name.value}`);
    }
  }
  return found;
}

/** Whether these services only name objects of a type, and others have the rest. */
function isKnownInPart(type: ObjectTypeDefinitionNode, services: readonly string[]): boolean {
  return (type.fields ?? []).some((field) => !servicesOf(field, type).some((service) => services.includes(service)));
}

function servicesOf(field: FieldDefinitionNode, type: ObjectTypeDefinitionNode): readonly string[] {
  const own = graphsOf(field.directives, "join__field");
  return own.length === 0 ? graphsOf(type.directives, "join__type") : own;
}

function graphsOf(directives: readonly ConstDirectiveNode[] | undefined, name: string): string[] {
  return (directives ?? []).flatMap((directive) => {
    const graph =
      directive.name.value === name ? directive.arguments?.find((argument) => argument.name.value === "graph")?.value : undefined;
    return graph?.kind === Kind.ENUM ? [graph.value] : [];
  });
}

function named(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : named(type.type);
}
