import { Ctx, Resolver, Root } from "type-graphql";
import { Classified } from "../../../kit/classified.ts";
import { RecordList } from "../../../kit/connection.ts";
import { assessmentState } from "../../deciding/assessment-state.ts";
import type { CapacityAssessmentRow } from "../../records/capacity-assessment-row.ts";
import { Child } from "../child.ts";
import type { PartnershipContext } from "../context.ts";
import { ascending, descending, inOrder } from "../in-order.ts";
import { categoriesView } from "../family-view/categories-view.ts";
import { DeciderAssessment } from "./decider-assessment.ts";

/** Who was found able to decide for a child, or unable. */
@Resolver(() => Child)
export class AssessmentsResolver {
  @RecordList(DeciderAssessment, {
    description:
      "The assessments by which somebody else decides for the child than the law says by age: those that hold, those that are contested, and those that are over, the newest first.",
  })
  @Classified("child.assessments")
  async assessments(@Root() { id }: Child, @Ctx() context: PartnershipContext): Promise<DeciderAssessment[]> {
    const assessments = (await context.index.facts(id))?.assessments ?? [];
    return Promise.all([...assessments].sort(newestFirst).map((assessment) => viewOf(context, assessment)));
  }
}

async function viewOf({ index, policy, today }: PartnershipContext, row: CapacityAssessmentRow): Promise<DeciderAssessment> {
  const { id, kind, decision, agency, assessedOn, from, until } = row;
  return {
    ...{ id, kind, decision, agency, assessedOn, from, until },
    categories: categoriesView(policy, row.categories),
    assessor: (await index.practitioner(row.assessor))?.name ?? "",
    profession: policy.roles.find((role) => role.id === row.role)?.name ?? row.role,
    recordedAt: row.recordedAt.toISOString(),
    state: assessmentState(row, today),
  };
}

const newestFirst = inOrder<CapacityAssessmentRow>(
  descending(({ recordedAt }) => recordedAt.getTime()),
  ascending(({ kind }) => kind),
  ascending(({ categories }) => categories.join()),
  ascending(({ id }) => id),
);
