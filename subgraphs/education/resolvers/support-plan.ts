import { FieldResolver, Resolver, Root } from "type-graphql";
import { Practitioner } from "../../kit/practitioner.ts";
import { SupportPlan } from "../records/support-plan.ts";

/** Where a support plan leads to the partnership. */
@Resolver(() => SupportPlan)
export class SupportPlanResolver {
  @FieldResolver(() => Practitioner, { description: "Who coordinates the plan, usually the SENCO." })
  coordinator(@Root() plan: SupportPlan): Practitioner | null {
    return plan.coordinatorId === null ? null : { id: plan.coordinatorId };
  }
}
