import type { GraphQLResolveInfo } from "graphql";
import { Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import { familyAlone } from "../../../../trust/refusal-words.ts";
import { Classified } from "../../../kit/classified.ts";
import { RecordList } from "../../../kit/connection.ts";
import { Cost } from "../../../kit/cost.ts";
import { Child } from "../child.ts";
import type { PartnershipContext } from "../context.ts";
import { practitionersOf, relativesOf } from "./sharing-persons.ts";
import { Sharing, SharingEntry } from "./sharing.ts";
import { SharingOverride } from "./sharing-override.ts";
import { sharingOverrides } from "./sharing-overrides.ts";
import { sharingEntries } from "./sharing-entries.ts";

/** Points. Each decides all that every person of the list may see, for every purpose. */
const ofEach = 1_500;

/** The way to who can see what. */
@Resolver(() => Child)
export class SharingOfChildResolver {
  @FieldResolver(() => Sharing, { description: "Who can see what of the child now, and why, in plain English." })
  @Classified("child.consents")
  sharing(@Root() { id, decision }: Child): Sharing {
    return Object.assign(new Sharing(), { childId: id, decision });
  }
}

/** Who can see what of a child now. */
@Resolver(() => Sharing)
export class SharingResolver {
  @RecordList(SharingEntry, {
    description: "What each practitioner of the team around the child can see, the lead practitioner first.",
  })
  @Classified("child.team")
  @Cost(ofEach)
  async team(@Root() sharing: Sharing, @Ctx() context: PartnershipContext): Promise<SharingEntry[]> {
    return sharingEntries(context, sharing, await practitionersOf(context, sharing.childId));
  }

  @RecordList(SharingOverride, {
    description:
      "The overrides that were opened, the latest first. One of which the family must not know, for somebody's safety, is not here.",
  })
  @Classified("child.team")
  overrides(@Root() sharing: Sharing, @Ctx() context: PartnershipContext): Promise<SharingOverride[]> {
    return sharingOverrides(context, sharing);
  }

  // What one of the family may not see is between them and whoever restricted it: a colleague who was not told of the restriction would learn of it here.
  @RecordList(SharingEntry, { description: "What each of the family can see. It is shown to the family alone." })
  @Classified("child.family")
  @Cost(ofEach)
  async family(
    @Root() sharing: Sharing,
    @Ctx() context: PartnershipContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<SharingEntry[] | null> {
    const { principal, policy, guard } = context;
    if (principal.agency !== "family") {
      return guard.refuse({ category: "child.family", ...familyAlone, policy: policy.version }, info);
    }
    return sharingEntries(context, sharing, await relativesOf(context, sharing.childId));
  }
}
