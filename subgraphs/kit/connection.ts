import { type ClassType, Directive, Field, FieldResolver, Int, ObjectType } from "type-graphql";
import { Unclassified } from "./classified.ts";

const plumbing = "It is part of the classified list that it pages, and counts only what that list shows.";

/** Where a page of a list ends (Relay cursor connections). */
@ObjectType({ description: "Where this page ends, after the Relay cursor connection specification." })
@Directive("@shareable")
@Unclassified(plumbing)
export class PageInfo {
  @Field(() => Boolean, { nullable: false, description: "Whether more follow after this page." })
  hasNextPage!: boolean;

  @Field(() => Boolean, { nullable: false, description: "Whether some stand before this page." })
  hasPreviousPage!: boolean;

  @Field(() => String, { description: "The cursor of the first entry; null when the page is empty." })
  startCursor!: string | null;

  @Field(() => String, { description: "The cursor of the last entry: send it as `after` to get the next page." })
  endCursor!: string | null;
}

const made = new Map<ClassType, ClassType>();

/** How a connection differs from the usual one. */
interface ConnectionOptions {
  /** Whether it has `totalCount`. Not where to count would be to read what no page shows, without a bound. */
  readonly counted?: boolean;
}

/**
 * The Relay connection type of a record type, `Allergy` → `AllergyConnection`. A resolver of such a field returns the plain array of all
 * rows: the guard leaves out the rows that the caller may not see, and only then cuts the page, so that no count, cursor or page tells of them.
 * The arguments `first` and `after` are added to the schema for every field of such a type.
 */
export function connectionOf<T extends object>(node: ClassType<T>, { counted = true }: ConnectionOptions = {}): ClassType {
  const known = made.get(node);
  if (known !== undefined) return known;

  @ObjectType(`${node.name}Edge`, { description: `One ${node.name} in a list, with its cursor.` })
  @Unclassified(plumbing)
  class Edge {
    @Field(() => String, { nullable: false, description: "Where this entry stands in the list." })
    cursor!: string;

    @Field(() => node, { description: "The entry itself." })
    node!: T;
  }

  @ObjectType(`${node.name}Connection`, { description: `A page of a list of ${node.name}.` })
  @Unclassified(plumbing)
  class Connection {
    @Field(() => [Edge], { nullable: "itemsAndList", description: "The entries with their cursors." })
    edges!: Edge[];

    @Field(() => [node], { nullable: "itemsAndList", description: "The entries, for those who need no cursors." })
    nodes!: T[];

    @Field(() => PageInfo, { nullable: false, description: "Where this page ends." })
    pageInfo!: PageInfo;

    totalCount?: number;
  }

  if (counted)
    Field(() => Int, { nullable: false, description: "How many entries the whole list has that you may see." })(
      Connection.prototype,
      "totalCount",
    );
  made.set(node, Connection);
  return Connection;
}

/**
 * A field resolver that lists records of one type: the field is a {@link connectionOf} the type. The connection is made when the class is
 * read, because type-graphql looks no further for types once it builds the schema.
 */
export function RecordList<T extends object>(node: ClassType<T>, options: { description: string }): MethodDecorator {
  const connection = connectionOf(node);
  return FieldResolver(() => connection, options);
}
