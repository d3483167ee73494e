import { Ctx, Field, FieldResolver, ID, ObjectType, Resolver, Root } from "type-graphql";
import { Classified, Unclassified } from "../../../kit/classified.ts";
import { Child } from "../child.ts";
import { Consent } from "../family-view/consent.ts";
import type { PartnershipContext } from "../context.ts";
import { consentView } from "../family-view/consent-views.ts";
import { readConsents } from "../family-view/read-consents.ts";
import { wayIn } from "../way-in.ts";

/** The answer to a change of a consent. */
@ObjectType({ description: "What became of a change to a consent. It is in force for every query that starts after this answer." })
export class ConsentChanged {
  @Field(() => ID, { nullable: false, description: "The consent that was made or changed." })
  @Unclassified("It names what the caller has just said, and nothing else.")
  id!: string;

  @Field(() => Child, {
    description: "The child as you may see them now, for the purpose that you named; null if they are out of your reach.",
  })
  @Unclassified(wayIn)
  child!: Child | null;
}

/** The consent after a change to it. */
@Resolver(() => ConsentChanged)
export class ConsentChangedResolver {
  @FieldResolver(() => Consent, {
    description:
      "The consent as it stands after the change, for the purpose that you named: see there what it changes, and what it cannot change.",
  })
  @Classified("child.consents")
  async consent(@Root() { id, child }: ConsentChanged, @Ctx() context: PartnershipContext): Promise<Consent | null> {
    const read = child === null ? undefined : await readConsents(context, child.decision);
    const life = read?.lives.find(({ consent }) => consent === id);
    return read === undefined || life === undefined ? null : consentView(context.policy, read, life);
  }
}
