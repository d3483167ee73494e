import type { MigrationInterface, QueryRunner } from "typeorm";

/** The columns that every record of an agency has. */
const record = `"id" text NOT NULL, "child" text NOT NULL, "about_other" boolean NOT NULL DEFAULT false, "withheld_from_family" boolean NOT NULL DEFAULT false`;

/** Makes the tables of the health agency. Constraint and index names are those that TypeORM derives, so that entities and tables can be compared. */
export class Initial0001 implements MigrationInterface {
  readonly name = "Initial1795219200000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "known_child" (
        "child" text NOT NULL, "born" date NOT NULL,
        CONSTRAINT "PK_e67f54337b90cdca012e368b642" PRIMARY KEY ("child")
      )`);
    await runner.query(`
      CREATE TABLE "assessment_entry" (
        ${record},
        "kind" jsonb NOT NULL, "assessed_on" date NOT NULL, "profession" text NOT NULL,
        CONSTRAINT "PK_47bc7c403c60d0c766c30298a5f" PRIMARY KEY ("id")
      )`);
    await runner.query(`CREATE INDEX "IDX_07cb7efca4f0561480c99daf51" ON "assessment_entry" ("child")`);
    await runner.query(`
      CREATE TABLE "gp_registration" (
        ${record},
        "practice_code" text NOT NULL, "practice_name" text, "registered_on" date, "ended_on" date,
        CONSTRAINT "PK_1df72afac1be1ac517d3f570643" PRIMARY KEY ("id")
      )`);
    await runner.query(`CREATE INDEX "IDX_82d43a401e99b9fcf254ac34f1" ON "gp_registration" ("child")`);
    await runner.query(`
      CREATE TABLE "condition" (
        ${record},
        "code" jsonb NOT NULL, "clinical_status" text NOT NULL, "certainty" text, "severity" jsonb, "onset_on" text, "ended_on" text, "recorded_on" text, "recorded_by" jsonb, "notes" text,
        CONSTRAINT "PK_f0f824897e3acf880a6e488b632" PRIMARY KEY ("id")
      )`);
    await runner.query(`CREATE INDEX "IDX_e71d6509b994e2ba504673563b" ON "condition" ("child")`);
    await runner.query(`
      CREATE TABLE "allergy" (
        ${record},
        "substance" jsonb NOT NULL, "kind" text, "categories" jsonb NOT NULL, "criticality" text, "clinical_status" text, "certainty" text, "onset_on" text, "last_reaction_on" text, "reactions" jsonb NOT NULL, "recorded_on" text, "recorded_by" jsonb, "notes" text,
        CONSTRAINT "PK_c9cb3ece73ddfde61d2ada768e1" PRIMARY KEY ("id")
      )`);
    await runner.query(`CREATE INDEX "IDX_5c63a45971a4ed41751974235c" ON "allergy" ("child")`);
    await runner.query(`
      CREATE TABLE "immunisation" (
        ${record},
        "status" text NOT NULL, "vaccine" jsonb NOT NULL, "procedure" jsonb, "protects_against" jsonb NOT NULL, "given_on" text, "dose_number" integer, "doses_in_series" integer, "not_given_because" jsonb, "site" jsonb, "batch" text, "first_hand" boolean,
        CONSTRAINT "PK_5c19778a959e34afe9b5d07813c" PRIMARY KEY ("id")
      )`);
    await runner.query(`CREATE INDEX "IDX_c7ad1d84a5e6e50fd2da237de6" ON "immunisation" ("child")`);
    await runner.query(`
      CREATE TABLE "healthy_child_review" (
        ${record},
        "kind" text NOT NULL, "reviewed_on" date NOT NULL, "practitioner" jsonb, "asq_questionnaire" integer, "asq_scores" jsonb NOT NULL, "measurements" jsonb NOT NULL, "summary" text,
        CONSTRAINT "PK_f09adbea70e56a7dac9c274c189" PRIMARY KEY ("id")
      )`);
    await runner.query(`CREATE INDEX "IDX_3524b5a2345c35b411271d36c6" ON "healthy_child_review" ("child")`);
    await runner.query(`
      CREATE TABLE "therapy_programme" (
        ${record},
        "profession" text NOT NULL, "programme" text NOT NULL, "summary" text, "status" text NOT NULL, "goals" jsonb NOT NULL, "strategies" jsonb NOT NULL, "referred_on" text, "referred_because" text, "started_on" date, "ended_on" date, "next_review_on" date, "practitioner" jsonb,
        CONSTRAINT "PK_e003b24139d85ef29a4b5f45377" PRIMARY KEY ("id")
      )`);
    await runner.query(`CREATE INDEX "IDX_497bef0cbee932c6d3c198076c" ON "therapy_programme" ("child")`);
    await runner.query(`
      CREATE TABLE "mental_health_episode" (
        ${record},
        "service" jsonb NOT NULL, "provider" text, "status" text NOT NULL, "reasons" jsonb NOT NULL, "referred_on" text, "started_on" date, "ended_on" date, "plan" jsonb, "assessments" jsonb NOT NULL, "missed_appointments" jsonb NOT NULL, "practitioner" jsonb,
        CONSTRAINT "PK_ed4f2b34eff82ad97fa97001cec" PRIMARY KEY ("id")
      )`);
    await runner.query(`CREATE INDEX "IDX_7e840a3b5827b97767b562fef9" ON "mental_health_episode" ("child")`);
    await runner.query(`
      CREATE TABLE "missed_appointment" (
        ${record},
        "service" jsonb NOT NULL, "scheduled_on" date NOT NULL, "outcome" text NOT NULL, "reason" text, "practitioner" jsonb,
        CONSTRAINT "PK_6a88fa78de296d58237f3099f2f" PRIMARY KEY ("id")
      )`);
    await runner.query(`CREATE INDEX "IDX_1ce306044312968456409a9198" ON "missed_appointment" ("child")`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "missed_appointment"`);
    await runner.query(`DROP TABLE "mental_health_episode"`);
    await runner.query(`DROP TABLE "therapy_programme"`);
    await runner.query(`DROP TABLE "healthy_child_review"`);
    await runner.query(`DROP TABLE "immunisation"`);
    await runner.query(`DROP TABLE "allergy"`);
    await runner.query(`DROP TABLE "condition"`);
    await runner.query(`DROP TABLE "gp_registration"`);
    await runner.query(`DROP TABLE "assessment_entry"`);
    await runner.query(`DROP TABLE "known_child"`);
  }
}
