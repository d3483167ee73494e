import { ObjectType } from "type-graphql";
import type { RecordRoot } from "../../kit/context.ts";

/** The child as health services know them. It holds nothing itself: each of its fields is resolved, and guarded, on its own. */
@ObjectType({
  description:
    "What NHS services hold of the child. A list is null when it is withheld or when health services hold no record of the child; an empty list means that there is none.",
})
export class HealthRecord implements RecordRoot {
  child!: string | null;
}
