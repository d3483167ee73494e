import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Classified } from "../../kit/classified.ts";
import { RecordList } from "../../kit/connection.ts";
import type { SubgraphContext } from "../../kit/context.ts";
import { AttendanceSummary } from "../records/attendance-summary.ts";
import { EducationAssessmentEntry } from "../records/education-assessment-entry.ts";
import { EducationRecord } from "../records/education-record.ts";
import { EhcAssessment } from "../records/ehc-assessment.ts";
import { EhcPlan } from "../records/ehc-plan.ts";
import { Enrolment } from "../records/enrolment.ts";
import { SenNeed } from "../records/sen-need.ts";
import { SenProvision } from "../records/sen-provision.ts";
import { SupportPlan } from "../records/support-plan.ts";
import { Suspension } from "../records/suspension.ts";
import { currentEnrolment } from "../rules/current-enrolment.ts";

/** Resolves the parts of a child's education record. Lists are whole here; the guard leaves out what may not be seen, then pages. */
@Resolver(() => EducationRecord)
export class EducationRecordResolver {
  @FieldResolver(() => Boolean, { description: "Whether education services hold a record of the child at all." })
  @Classified("education.held")
  held(@Root() record: EducationRecord, @Ctx() { records }: SubgraphContext): Promise<boolean> {
    return records.held(record);
  }

  @RecordList(EducationAssessmentEntry, {
    description: "Which assessments education services made, newest first, so that none is made twice. Their content is not in this list.",
  })
  @Classified("education.assessments-index")
  assessments(@Root() record: EducationRecord, @Ctx() { records }: SubgraphContext): Promise<EducationAssessmentEntry[] | null> {
    return records.of(EducationAssessmentEntry, record);
  }

  @RecordList(Enrolment, { description: "The settings the child is and was enrolled at, newest first." })
  @Classified("education.enrolment")
  enrolments(@Root() record: EducationRecord, @Ctx() { records }: SubgraphContext): Promise<Enrolment[] | null> {
    return records.of(Enrolment, record);
  }

  @FieldResolver(() => Enrolment, { description: "Where the child is enrolled today; the main setting if there are two. Null if nowhere." })
  @Classified("education.enrolment")
  async currentEnrolment(@Root() record: EducationRecord, @Ctx() { records, guard, today }: SubgraphContext): Promise<Enrolment | null> {
    const visible = guard.permitted(record, "education.enrolment", await records.of(Enrolment, record));
    return currentEnrolment(visible, today) ?? null;
  }

  @RecordList(AttendanceSummary, { description: "Attendance by term or half-term, newest first." })
  @Classified("education.attendance")
  attendance(@Root() record: EducationRecord, @Ctx() { records }: SubgraphContext): Promise<AttendanceSummary[] | null> {
    return records.of(AttendanceSummary, record);
  }

  @FieldResolver(() => SenProvision, { description: "The special educational provision that the child has now, and since when." })
  @Classified("education.sen")
  async senProvision(@Root() record: EducationRecord, @Ctx() { records, guard }: SubgraphContext): Promise<SenProvision | null> {
    return guard.permitted(record, "education.sen", await records.of(SenProvision, record))[0] ?? null;
  }

  @RecordList(SenProvision, { description: "Every change of special educational provision, newest first." })
  @Classified("education.sen")
  senProvisionHistory(@Root() record: EducationRecord, @Ctx() { records }: SubgraphContext): Promise<SenProvision[] | null> {
    return records.of(SenProvision, record);
  }

  @RecordList(SenNeed, { description: "The kinds of special educational need of the child, the primary one first." })
  @Classified("education.sen")
  async senNeeds(@Root() record: EducationRecord, @Ctx() { records }: SubgraphContext): Promise<SenNeed[] | null> {
    const needs = await records.of(SenNeed, record);
    return needs?.toSorted((a, b) => a.rank - b.rank) ?? null;
  }

  @RecordList(SupportPlan, { description: "The child's support plans (assess, plan, do, review), newest first." })
  @Classified("education.support-plan")
  supportPlans(@Root() record: EducationRecord, @Ctx() { records }: SubgraphContext): Promise<SupportPlan[] | null> {
    return records.of(SupportPlan, record);
  }

  @RecordList(EhcAssessment, { description: "Requests for an EHC needs assessment and what became of them, newest first." })
  @Classified("education.ehc-plan")
  ehcAssessments(@Root() record: EducationRecord, @Ctx() { records }: SubgraphContext): Promise<EhcAssessment[] | null> {
    return records.of(EhcAssessment, record);
  }

  @RecordList(EhcPlan, { description: "The child's EHC plans, newest first; a child has at most one in force." })
  @Classified("education.ehc-plan")
  ehcPlans(@Root() record: EducationRecord, @Ctx() { records }: SubgraphContext): Promise<EhcPlan[] | null> {
    return records.of(EhcPlan, record);
  }

  @RecordList(Suspension, { description: "Suspensions and permanent exclusions, newest first." })
  @Classified("education.suspensions")
  suspensions(@Root() record: EducationRecord, @Ctx() { records }: SubgraphContext): Promise<Suspension[] | null> {
    return records.of(Suspension, record);
  }
}
