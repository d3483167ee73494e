import { Arg, Ctx, ID, Int, Query, Resolver } from "type-graphql";
import type { Need, Purpose as PurposeName, Relationship as RelationshipName } from "../../../../policies/index.ts";
import { Unclassified } from "../../../kit/classified.ts";
import { connectionOf } from "../../../kit/connection.ts";
import { Cost } from "../../../kit/cost.ts";
import { nothing } from "../../../kit/guard/grant.ts";
import { pageOf } from "../../../kit/guard/page.ts";
import type { PartnershipContext } from "../context.ts";
import { Purpose } from "../purpose.ts";
import { AccessCell } from "./access-cell.ts";
import { AccessExplanation } from "./access-explanation.ts";
import { ActorInput, SituationInput } from "./access-question.ts";
import { PolicyVersion } from "./agreement.ts";
import { AccessNeed, Relationship } from "./codes.ts";
import { explainAccess } from "./explain-access.ts";
import { forOfficers, officersOnly } from "./for-officers.ts";
import { categoriesNamed, checkPerson } from "./named.ts";
import { bookOf } from "./policy-book.ts";

const AccessCellConnection = connectionOf(AccessCell);

/** What information governance officers ask of the agreements and of what is decided by them. It answers with decisions and never with content. */
@Resolver()
export class GovernanceResolver {
  @Query(() => PolicyVersion, { nullable: true, description: `The agreements by which everything is decided now. ${officersOnly}` })
  @Unclassified("It is what the sharing agreements say, and they name no child.")
  async policyVersion(@Ctx() context: PartnershipContext): Promise<object> {
    const { policy, guard } = await forOfficers(context);
    return guard.admit({ version: policy.version, agreements: bookOf(policy).agreements }, nothing);
  }

  @Query(() => AccessCellConnection, {
    nullable: true,
    description: `Who may read what, and when: every way that the agreements open, by category and then by role. What is not in it is refused. ${officersOnly}`,
  })
  @Unclassified("It follows from the sharing agreements alone, and they name no child.")
  @Cost(200)
  async accessMatrix(
    @Arg("role", () => String, { nullable: true, description: "Only this role." }) role: string | undefined,
    @Arg("agency", () => String, { nullable: true, description: "Only readers of this agency." }) agency: string | undefined,
    @Arg("category", () => String, { nullable: true, description: "Only this category." }) category: string | undefined,
    @Arg("purpose", () => Purpose, { nullable: true, description: "Only this purpose." }) purpose: PurposeName | undefined,
    @Arg("relationship", () => Relationship, { nullable: true, description: "Only readers who are this to the child." })
    relationship: RelationshipName | undefined,
    @Arg("need", () => AccessNeed, { nullable: true, description: "Only what needs this." }) need: Need | undefined,
    @Arg("first", () => Int, { nullable: true, description: "How many the page has, at most 100 (50 if not said)." })
    first: number | undefined,
    @Arg("after", () => String, { nullable: true, description: "The cursor after which the page starts." }) after: string | undefined,
    @Ctx() context: PartnershipContext,
  ): Promise<object> {
    const { policy, guard } = await forOfficers(context);
    checkPerson(policy, role ?? undefined, agency ?? undefined);
    if (category != null) categoriesNamed(policy, [category]);
    const asked = Object.entries({ role, agency, category, purpose, relationship, need }).filter(([, value]) => value != null);
    const cells = bookOf(policy)
      .cells()
      .filter((cell) => asked.every(([name, value]) => cell[name as keyof AccessCell] === value));
    return guard.admit(pageOf(cells, { first, after }), nothing);
  }

  @Query(() => AccessExplanation, {
    nullable: true,
    description: `What would be decided for an actor and why: of a child that you imagine, or of one child as the facts are now. Of a real child you are told about the categories of your own agency and of the partnership. About those of other agencies you are told only for a colleague: an actor of your own agency whom you name by their id and who is on the child's team; and then only why they read it or do not, as far as they could be told themself, with the rule behind a restriction. Other categories are left out. Every question about a real child is logged. Null if there is no such child, or if your agency has no identifier for the child: the two read alike. ${officersOnly}`,
  })
  @Unclassified(
    "It is what is decided and by which rules: of a child it has neither a name, an identifier nor anything that a record says.",
  )
  @Cost(1_000)
  async explainAccess(
    @Arg("actor", () => ActorInput, { nullable: false, description: "For whom you ask." }) actor: ActorInput,
    @Arg("purpose", () => Purpose, { nullable: false, description: "What the actor would ask for." }) purpose: PurposeName,
    @Arg("categories", () => [String], { nullable: true, description: "Of which categories you ask; all if you name none." })
    categories: (string | null)[] | undefined,
    @Arg("situation", () => SituationInput, { nullable: true, description: "A child that you imagine. Not together with `childId`." })
    situation: SituationInput | undefined,
    @Arg("childId", () => ID, { nullable: true, description: "A child of the index, as the facts are now. Not together with `situation`." })
    childId: string | undefined,
    @Ctx() context: PartnershipContext,
  ): Promise<object | null> {
    const { guard, pace } = await forOfficers(context);
    await pace.step();
    const question = {
      actor,
      purpose,
      categories: categories ?? undefined,
      situation: situation ?? undefined,
      childId: childId ?? undefined,
    };
    const explanation = await explainAccess(context, question);
    if (childId != null) guard.journal.named(childId, "AccessExplanation:");
    return explanation && guard.admit(explanation, nothing);
  }
}
