import { Arg, Ctx, ID, Int, Query, Resolver } from "type-graphql";
import type { Purpose as PurposeName } from "../../../policies/index.ts";
import { Unclassified } from "../../kit/classified.ts";
import { connectionOf } from "../../kit/connection.ts";
import { nothing } from "../../kit/guard/grant.ts";
import { pageReadOf } from "../../kit/guard/page.ts";
import { Child } from "./child.ts";
import { enterChild } from "./child-entry.ts";
import type { PartnershipContext } from "./context.ts";
import { Purpose } from "./purpose.ts";
import { wayIn } from "./way-in.ts";

const ChildConnection = connectionOf(Child);
/** Where every question about a child begins. */
@Resolver()
export class QueryResolver {
  @Query(() => Child, {
    nullable: true,
    description: "One child. Null if there is no such child, or if the child is out of your reach: the two read alike.",
  })
  @Unclassified(wayIn)
  child(
    @Arg("id", () => ID, { nullable: false, description: "The child's key in the partnership's index, as `myChildren` has it." })
    id: string,
    @Arg("purpose", () => Purpose, { nullable: false, description: "Why you ask. What you may read depends on it." }) purpose: PurposeName,
    @Ctx() context: PartnershipContext,
  ): Promise<Child | null> {
    return enterChild(context, id, purpose);
  }

  @Query(() => ChildConnection, {
    nullable: true,
    description:
      "The children with whom you have a legitimate relationship: a parent's own, a young person themselves, or those in whose team you are.",
  })
  @Unclassified(wayIn)
  async myChildren(
    @Arg("purpose", () => Purpose, { nullable: false, description: "Why you ask. What you may read depends on it." }) purpose: PurposeName,
    @Arg("first", () => Int, { nullable: true, description: "How many the page has, at most 100 (50 if not said)." })
    first: number | undefined,
    @Arg("after", () => String, { nullable: true, description: "The cursor after which the page starts." }) after: string | undefined,
    @Ctx() context: PartnershipContext,
  ): Promise<object> {
    const { within, contradiction } = await context.index.reach(context.principal, context.today);
    context.contradicted(contradiction);
    // Whoever left a child's team between the two readings has them out of reach by the child's own facts.
    const page = await pageReadOf([...within], { first, after }, (ids) => Promise.all(ids.map((id) => enterChild(context, id, purpose))));
    // Each child stands under a decision of its own; the page around them grants nothing.
    return context.guard.admit(page, nothing);
  }
}
