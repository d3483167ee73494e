import type { AgencySubgraph } from "../kit/agency-subgraph.ts";
import { HealthRecordResolver } from "./health-record-resolver.ts";
import { Initial0001 } from "./migrations/0001-initial.ts";
import { DeathsAndStatements0002 } from "./migrations/0002-deaths-and-statements.ts";
import { Allergy } from "./records/allergy.ts";
import { Condition } from "./records/condition.ts";
import { Death } from "./records/death.ts";
import { GpRegistration } from "./records/gp-registration.ts";
import { HealthAssessmentEntry } from "./records/health-assessment-entry.ts";
import { HealthRecord } from "./records/health-record.ts";
import { HealthyChildReview } from "./records/healthy-child-review.ts";
import { Immunisation } from "./records/immunisation.ts";
import { KnownChild } from "./records/known-child.ts";
import { MentalHealthEpisode } from "./records/mental-health-episode.ts";
import { MissedAppointment } from "./records/missed-appointment.ts";
import { NoKnownAllergy } from "./records/no-known-allergy.ts";
import { TherapyProgramme } from "./records/therapy-programme.ts";

/** The subgraph of the health agency. */
export const health: AgencySubgraph = {
  agency: "health",
  record: HealthRecord,
  resolvers: [HealthRecordResolver],
  entities: [
    KnownChild,
    Death,
    HealthAssessmentEntry,
    GpRegistration,
    Condition,
    Allergy,
    NoKnownAllergy,
    Immunisation,
    HealthyChildReview,
    TherapyProgramme,
    MentalHealthEpisode,
    MissedAppointment,
  ],
  migrations: [Initial0001, DeathsAndStatements0002],
  importer: async () => (await import("./import/importer.ts")).healthImporter,
};
