import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Classified } from "../kit/classified.ts";
import { RecordList } from "../kit/connection.ts";
import type { SubgraphContext } from "../kit/context.ts";
import { Allergy } from "./records/allergy.ts";
import { Condition } from "./records/condition.ts";
import { Death } from "./records/death.ts";
import { GpRegistration } from "./records/gp-registration.ts";
import { HealthAssessmentEntry } from "./records/health-assessment-entry.ts";
import { HealthRecord } from "./records/health-record.ts";
import { HealthyChildReview } from "./records/healthy-child-review.ts";
import { Immunisation } from "./records/immunisation.ts";
import { MentalHealthEpisode } from "./records/mental-health-episode.ts";
import { MissedAppointment } from "./records/missed-appointment.ts";
import { NoKnownAllergy } from "./records/no-known-allergy.ts";
import { TherapyProgramme } from "./records/therapy-programme.ts";

/** The fields of the health record: each answers all rows of its kind, and the guard decides which of them are shown. */
@Resolver(() => HealthRecord)
export class HealthRecordResolver {
  @FieldResolver(() => Boolean, { description: "Whether health services hold a record of this child." })
  @Classified("health.held")
  held(@Root() record: HealthRecord, @Ctx() { records }: SubgraphContext): Promise<boolean> {
    return records.held(record);
  }

  @FieldResolver(() => Death, {
    description:
      "That the child has died, as health services know it; null when they know of no death. The record's other parts stay, and say how things were.",
  })
  @Classified("health.held")
  async death(@Root() record: HealthRecord, @Ctx() { records, guard }: SubgraphContext): Promise<Death | null> {
    return guard.permitted(record, "health.held", await records.of(Death, record))[0] ?? null;
  }

  @RecordList(HealthAssessmentEntry, {
    description: "Which assessments health services have made, so that none need be repeated; newest first.",
  })
  @Classified("health.assessments-index")
  assessments(@Root() record: HealthRecord, @Ctx() { records }: SubgraphContext): Promise<HealthAssessmentEntry[] | null> {
    return records.of(HealthAssessmentEntry, record);
  }

  @FieldResolver(() => GpRegistration, { description: "The child's latest registration with a GP surgery; null when none is recorded." })
  @Classified("health.gp")
  async gp(@Root() record: HealthRecord, @Ctx() { records, guard }: SubgraphContext): Promise<GpRegistration | null> {
    return guard.permitted(record, "health.gp", await records.of(GpRegistration, record))[0] ?? null;
  }

  @RecordList(Condition, { description: "Diagnoses and findings of lasting interest, those recorded last first." })
  @Classified("health.conditions")
  conditions(@Root() record: HealthRecord, @Ctx() { records }: SubgraphContext): Promise<Condition[] | null> {
    return records.of(Condition, record);
  }

  @RecordList(Allergy, { description: "Allergies and intolerances, those recorded last first." })
  @Classified("health.allergies")
  allergies(@Root() record: HealthRecord, @Ctx() { records }: SubgraphContext): Promise<Allergy[] | null> {
    return records.of(Allergy, record);
  }

  @RecordList(NoKnownAllergy, {
    description: "Statements that no allergy was known, at all or of a sort, those recorded last first. They are no allergies.",
  })
  @Classified("health.allergies")
  noKnownAllergies(@Root() record: HealthRecord, @Ctx() { records }: SubgraphContext): Promise<NoKnownAllergy[] | null> {
    return records.of(NoKnownAllergy, record);
  }

  @RecordList(Immunisation, { description: "Vaccines given, and vaccines due that were not given, newest first." })
  @Classified("health.immunisations")
  immunisations(@Root() record: HealthRecord, @Ctx() { records }: SubgraphContext): Promise<Immunisation[] | null> {
    return records.of(Immunisation, record);
  }

  @RecordList(HealthyChildReview, {
    description: "Reviews of the Healthy Child Programme, with the scores of the ASQ-3, newest first.",
  })
  @Classified("health.development")
  reviews(@Root() record: HealthRecord, @Ctx() { records }: SubgraphContext): Promise<HealthyChildReview[] | null> {
    return records.of(HealthyChildReview, record);
  }

  @RecordList(TherapyProgramme, { description: "Programmes of therapists, those begun last first." })
  @Classified("health.therapies")
  therapies(@Root() record: HealthRecord, @Ctx() { records }: SubgraphContext): Promise<TherapyProgramme[] | null> {
    return records.of(TherapyProgramme, record);
  }

  @RecordList(MentalHealthEpisode, { description: "Episodes of mental health care, those begun last first." })
  @Classified("health.mental-health")
  mentalHealth(@Root() record: HealthRecord, @Ctx() { records }: SubgraphContext): Promise<MentalHealthEpisode[] | null> {
    return records.of(MentalHealthEpisode, record);
  }

  @RecordList(MissedAppointment, {
    description: "Appointments that did not take place, newest first. One missed appointment says little; a run of them may say much.",
  })
  @Classified("health.appointments")
  missedAppointments(@Root() record: HealthRecord, @Ctx() { records }: SubgraphContext): Promise<MissedAppointment[] | null> {
    return records.of(MissedAppointment, record);
  }
}
