import { readFileSync } from "node:fs";
import { type ConstDirectiveNode, Kind, parse, visit } from "graphql";
import { ChildviewError } from "../service/errors.ts";

/** A field of the composed schema and the category under which it is read. */
export interface ClassifiedField {
  /** `HealthRecord.therapies` */
  readonly field: string;
  readonly category: string;
}

/** All classified fields of the composed schema in a file, in its order. Throws SUPERGRAPH_INVALID if the file cannot be read or parsed. */
export function readClassifiedFields(file: string): readonly ClassifiedField[] {
  try {
    return classifiedFields(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new ChildviewError("SUPERGRAPH_INVALID", `${file}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** All classified fields of a composed schema, in its order. Throws GraphQL's own error for one that cannot be parsed. */
export function classifiedFields(schema: string): readonly ClassifiedField[] {
  const found: ClassifiedField[] = [];
  visit(parse(schema), {
    ObjectTypeDefinition: (type) => {
      for (const field of type.fields ?? []) {
        const category = categoryOf(field.directives ?? []);
        if (category !== undefined) found.push({ field: `${type.name.value}.${field.name.value}`, category });
      }
    },
  });
  return found;
}

function categoryOf(directives: readonly ConstDirectiveNode[]): string | undefined {
  const as = directives.find(({ name }) => name.value === "classified")?.arguments?.find(({ name }) => name.value === "as")?.value;
  return as?.kind === Kind.STRING ? as.value : undefined;
}
