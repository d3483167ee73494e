import { Field, ID, InputType } from "type-graphql";
import type {
  ConsentState as ConsentStateName,
  Relationship as RelationshipName,
  Restriction as RestrictionName,
  RightsHolder as RightsHolderName,
} from "../../../../policies/index.ts";
import { ConsentState, Relationship, Restriction, RightsHolder } from "./codes.ts";

/** For whom an officer asks. */
@InputType({ description: "For whom you ask: somebody with a role, and either who they are or what they are to the child." })
export class ActorInput {
  @Field(() => String, {
    nullable: false,
    description:
      "Their role. Of somebody on the team who is named by their `id`, and whom the directory has in another, you are told what both roles permit.",
  })
  role!: string;

  @Field(() => String, { description: "Their agency; need not be said if the role is held in one agency only." })
  agency?: string | null;

  @Field(() => ID, {
    description: "The subject of their access token, to be asked of a child as they really are to that child. Only with `childId`.",
  })
  id?: string | null;

  @Field(() => Relationship, {
    description: "What they are, or would be, to the child. To be given unless there is an `id`, and not together with it.",
  })
  relationship?: RelationshipName | null;
}

/** A child that is only imagined. */
@InputType({ description: "A child that you imagine. What you do not say is as usual." })
export class SituationInput {
  @Field(() => Boolean, {
    description:
      "Whether the child has the process open to which the purpose belongs; usually so. It says nothing of a purpose that belongs to none.",
  })
  processOpen?: boolean | null;

  @Field(() => RightsHolder, { description: "Who decides about the child's information; usually PARENT." })
  rightsHolder?: RightsHolderName | null;

  @Field(() => ConsentState, { description: "What has become of the consent; usually NONE." })
  consent?: ConsentStateName | null;

  @Field(() => [Restriction], { description: "What is restricted; usually nothing." })
  restrictions?: (RestrictionName | null)[] | null;

  @Field(() => Boolean, { description: "Whether an override is in force; usually not." })
  override?: boolean | null;
}
