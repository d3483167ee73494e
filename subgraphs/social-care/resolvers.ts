import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { AgencyRecord } from "../kit/agency-record.ts";
import { Classified } from "../kit/classified.ts";
import { RecordList } from "../kit/connection.ts";
import type { SubgraphContext } from "../kit/context.ts";
import { Practitioner } from "../kit/practitioner.ts";
import { SocialCareAssessment } from "./records/assessment.ts";
import { SocialCareAssessmentEntry } from "./records/assessment-entry.ts";
import { CaseAllocation } from "./records/case-allocation.ts";
import { CaseStatus } from "./records/case-status.ts";
import { ChildInNeedPlan, ChildInNeedReview } from "./records/child-in-need-plan.ts";
import { ChildProtectionPlan, Section47Enquiry } from "./records/child-protection.ts";
import { RecordedDisability } from "./records/disability.ts";
import { CarePlacement } from "./records/placement.ts";
import { SocialCareReferral } from "./records/referral.ts";
import { ShortBreak } from "./records/short-break.ts";
import { SocialCareRecord } from "./records/social-care-record.ts";

/** The fields of social care's part of a child. Lists are returned whole, newest first: the guard leaves out what may not be seen, and pages. */
@Resolver(() => SocialCareRecord)
export class SocialCareRecordResolver {
  @FieldResolver(() => Boolean, { description: "Whether children's social care holds a record of the child, now or from an earlier time." })
  @Classified("social-care.held")
  held(@Root() record: SocialCareRecord, @Ctx() { records }: SubgraphContext): Promise<boolean> {
    return records.held(record);
  }

  @RecordList(SocialCareAssessmentEntry, {
    description: "Which assessments social care has made of the child or the family: kind, date and profession, without what they found.",
  })
  @Classified("social-care.assessments-index")
  assessments(@Root() record: SocialCareRecord, @Ctx() { records }: SubgraphContext): Promise<SocialCareAssessmentEntry[] | null> {
    return records.of(SocialCareAssessmentEntry, record);
  }

  @FieldResolver(() => CaseStatus, { description: "Whether a case is open, and who works on it; null if there never was a case." })
  @Classified("social-care.status")
  async status(@Root() record: SocialCareRecord, @Ctx() { records, guard }: SubgraphContext): Promise<CaseStatus | null> {
    const statuses = guard.permitted(record, "social-care.status", await records.of(CaseStatus, record));
    return statuses.sort((one, other) => marksSet(other) - marksSet(one))[0] ?? null;
  }

  @RecordList(CaseAllocation, {
    description: "Everybody to whom the child's case has been allocated, newest first.",
  })
  @Classified("social-care.status")
  allocations(@Root() record: SocialCareRecord, @Ctx() { records }: SubgraphContext): Promise<CaseAllocation[] | null> {
    return records.of(CaseAllocation, record);
  }

  @RecordList(SocialCareReferral, {
    description: "The child's referrals to social care, newest first, those without further action included.",
  })
  @Classified("social-care.referrals")
  referrals(@Root() record: SocialCareRecord, @Ctx() { records }: SubgraphContext): Promise<SocialCareReferral[] | null> {
    return records.of(SocialCareReferral, record);
  }

  @RecordList(SocialCareAssessment, {
    description:
      "What social care's assessments found, newest first: the part about the child, and apart from it what concerns other people.",
  })
  @Classified("social-care.assessments")
  assessmentFindings(@Root() record: SocialCareRecord, @Ctx() { records }: SubgraphContext): Promise<SocialCareAssessment[] | null> {
    return records.of(SocialCareAssessment, record);
  }

  @RecordList(RecordedDisability, {
    description:
      "The child's disabilities as social care has them on record. An empty list means that none is on record, not that there is none.",
  })
  @Classified("social-care.assessments")
  disabilities(@Root() record: SocialCareRecord, @Ctx() { records }: SubgraphContext): Promise<RecordedDisability[] | null> {
    return records.of(RecordedDisability, record);
  }

  @RecordList(ChildInNeedPlan, { description: "The plans for the child as a child in need, newest first." })
  @Classified("social-care.plans")
  childInNeedPlans(@Root() record: SocialCareRecord, @Ctx() { records }: SubgraphContext): Promise<ChildInNeedPlan[] | null> {
    return records.of(ChildInNeedPlan, record);
  }

  @RecordList(ChildInNeedReview, { description: "The reviews of those plans, newest first." })
  @Classified("social-care.plans")
  childInNeedReviews(@Root() record: SocialCareRecord, @Ctx() { records }: SubgraphContext): Promise<ChildInNeedReview[] | null> {
    return records.of(ChildInNeedReview, record);
  }

  @RecordList(Section47Enquiry, { description: "The enquiries into significant harm to the child, newest first." })
  @Classified("social-care.child-protection")
  section47Enquiries(@Root() record: SocialCareRecord, @Ctx() { records }: SubgraphContext): Promise<Section47Enquiry[] | null> {
    return records.of(Section47Enquiry, record);
  }

  @RecordList(ChildProtectionPlan, { description: "The child-protection plans, newest first; one without `endedOn` is in force." })
  @Classified("social-care.child-protection")
  childProtectionPlans(@Root() record: SocialCareRecord, @Ctx() { records }: SubgraphContext): Promise<ChildProtectionPlan[] | null> {
    return records.of(ChildProtectionPlan, record);
  }

  @RecordList(CarePlacement, {
    description: "The placements of a looked-after child, newest first; one without `endedOn` is the present one.",
  })
  @Classified("social-care.placements")
  placements(@Root() record: SocialCareRecord, @Ctx() { records }: SubgraphContext): Promise<CarePlacement[] | null> {
    return records.of(CarePlacement, record);
  }

  @RecordList(ShortBreak, { description: "The short breaks that were agreed for the family, newest first." })
  @Classified("social-care.short-breaks")
  shortBreaks(@Root() record: SocialCareRecord, @Ctx() { records }: SubgraphContext): Promise<ShortBreak[] | null> {
    return records.of(ShortBreak, record);
  }
}

/** Who works on the case now: a row apart from the status, so that a social worker's name can be withheld where the case is not. */
@Resolver(() => CaseStatus)
export class CaseStatusResolver {
  @FieldResolver(() => CaseAllocation, { description: "To whom the case is allocated now; null if it is closed or waits for allocation." })
  @Classified("social-care.status")
  async allocation(@Root() status: CaseStatus, @Ctx() { records, guard }: SubgraphContext): Promise<CaseAllocation | null> {
    const allocations = await records.of(CaseAllocation, status);
    return guard.permitted(status, "social-care.status", allocations).find(({ until }) => until === null) ?? null;
  }
}

/** The person in an allocation, by the id under which the partnership knows them. */
@Resolver(() => CaseAllocation)
export class CaseAllocationResolver {
  @FieldResolver(() => Practitioner, { description: "The social worker, or other worker, to whom the case is allocated." })
  @Classified("social-care.status")
  socialWorker(@Root() allocation: CaseAllocation): Practitioner {
    return { id: allocation.practitioner };
  }
}

function marksSet({ aboutOther, withheldFromFamily }: AgencyRecord): number {
  return Number(aboutOther) + Number(withheldFromFamily);
}
