import { ObjectType } from "type-graphql";
import type { RecordRoot } from "../../kit/context.ts";

/** What education services hold about one child. It holds nothing itself; every part is read, and guarded, by its own field. */
@ObjectType({ description: "What education services – settings and the local authority's SEND team – hold about the child." })
export class EducationRecord implements RecordRoot {
  /** The child's unique pupil number (UPN); null when the index knows none. */
  child!: string | null;
}
