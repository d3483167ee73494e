import type { ClassType, NonEmptyArray } from "type-graphql";
import type { MigrationInterface, ObjectType } from "typeorm";
import type { RecordRoot } from "./context.ts";
import type { Importer } from "./import/run.ts";

/** All that an agency says of its subgraph; the kit does the rest. */
export interface AgencySubgraph {
  /** The agency's name as the list of agencies has it. */
  readonly agency: string;
  /** The class of the agency's record of a child: it becomes the field of `Child` named after the agency. */
  readonly record: ClassType<RecordRoot>;
  /** The resolver classes of the agency's own fields. */
  readonly resolvers: NonEmptyArray<ClassType>;
  /** The tables. One of them must be `known_child`, whose key is the agency's identifier of a child. */
  readonly entities: readonly ObjectType<object>[];
  /** The migrations that make the tables, oldest first. */
  readonly migrations: readonly (new () => MigrationInterface)[];
  /** Takes in files in the agency's own format. It is loaded only where there are some; an agency that is handed none has none. */
  readonly importer?: () => Promise<Importer>;
}
