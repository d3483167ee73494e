import { ObjectType } from "type-graphql";
import type { RecordRoot } from "../../kit/context.ts";

/** The root of what social care holds of a child. It holds nothing itself: each of its fields is read, and guarded, by itself. */
@ObjectType({ description: "What children's social care holds of a child." })
export class SocialCareRecord implements RecordRoot {
  readonly child!: string | null; // set when the gateway's reference is resolved
}
