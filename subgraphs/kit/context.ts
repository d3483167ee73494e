import type { ObjectType } from "typeorm";
import type { AgencyRecord } from "./agency-record.ts";
import type { GuardedContext } from "./guard/guarded-context.ts";

/** The root of an agency's part of a child: the child as this agency knows it. */
export interface RecordRoot {
  /** The child's identifier in the agency's own system; null when the index knows none. */
  readonly child: string | null;
}

/** Reads an agency's rows for one operation: one SQL statement per kind of record, however many children the operation names. */
export interface Records {
  /** Whether the agency holds a record of the child at all. */
  held(root: RecordRoot): Promise<boolean>;
  /**
   * All rows of one kind for the child, newest first; null when the agency holds no record of the child (null is not "none"). A field that picks one of them must
   * pick from {@link Guard.permitted}.
   */
  of<T extends AgencyRecord>(entity: ObjectType<T>, root: RecordRoot): Promise<T[] | null>;
}

/** What a resolver of an agency's subgraph is given. It lives as long as one operation. */
export interface SubgraphContext extends GuardedContext {
  readonly records: Records;
  /** The day in England on which the operation is answered (ISO 8601). */
  readonly today: string;
}
