import type { MigrationInterface, QueryRunner } from "typeorm";

// The names of keys and indexes are those that TypeORM derives, so that it finds the tables as the entities say.
const tables = [
  `CREATE TABLE "known_child" (
    "child" text NOT NULL,
    "record_key" uuid NOT NULL,
    CONSTRAINT "PK_e67f54337b90cdca012e368b642" PRIMARY KEY ("child")
  )`,
  `CREATE TABLE "case_status" (
    "id" text NOT NULL,
    "child" text NOT NULL,
    "about_other" boolean NOT NULL DEFAULT false,
    "withheld_from_family" boolean NOT NULL DEFAULT false,
    "open" boolean NOT NULL,
    "since" date NOT NULL,
    CONSTRAINT "PK_d1e8f9429cdd7e287a17d5f859e" PRIMARY KEY ("id")
  )`,
  `CREATE INDEX "IDX_7c211acc265d91ac1281df76a3" ON "case_status" ("child")`,
  `CREATE TABLE "case_allocation" (
    "id" text NOT NULL,
    "child" text NOT NULL,
    "about_other" boolean NOT NULL DEFAULT false,
    "withheld_from_family" boolean NOT NULL DEFAULT false,
    "practitioner" text NOT NULL,
    "team" text NOT NULL,
    "from" date NOT NULL,
    "until" date,
    CONSTRAINT "PK_c7863c3eef407db26e2a2ea3ed2" PRIMARY KEY ("id")
  )`,
  `CREATE INDEX "IDX_355ce92dcd6d700130f7451169" ON "case_allocation" ("child")`,
  `CREATE TABLE "referral" (
    "id" text NOT NULL,
    "child" text NOT NULL,
    "about_other" boolean NOT NULL DEFAULT false,
    "withheld_from_family" boolean NOT NULL DEFAULT false,
    "referred_on" date NOT NULL,
    "source" jsonb NOT NULL,
    "primary_need" jsonb,
    "no_further_action" boolean NOT NULL,
    "closed_on" date,
    "closure_reason" jsonb,
    "conference_on" date,
    CONSTRAINT "PK_a2d3e935a6591168066defec5ad" PRIMARY KEY ("id")
  )`,
  `CREATE INDEX "IDX_2f72f0a90737a504def8665d71" ON "referral" ("child")`,
  `CREATE TABLE "assessment" (
    "id" text NOT NULL,
    "child" text NOT NULL,
    "about_other" boolean NOT NULL DEFAULT false,
    "withheld_from_family" boolean NOT NULL DEFAULT false,
    "assessment" text NOT NULL,
    "subject" text NOT NULL,
    "started_on" date NOT NULL,
    "authorised_on" date,
    "factors" jsonb NOT NULL,
    CONSTRAINT "PK_c511a7dc128256876b6b1719401" PRIMARY KEY ("id")
  )`,
  `CREATE INDEX "IDX_8854be94670a7bfdb44273880a" ON "assessment" ("child")`,
  `CREATE TABLE "assessment_entry" (
    "id" text NOT NULL,
    "child" text NOT NULL,
    "about_other" boolean NOT NULL DEFAULT false,
    "withheld_from_family" boolean NOT NULL DEFAULT false,
    "kind" jsonb NOT NULL,
    "assessed_on" date NOT NULL,
    "profession" text NOT NULL,
    "findings_started_on" date,
    CONSTRAINT "PK_47bc7c403c60d0c766c30298a5f" PRIMARY KEY ("id")
  )`,
  `CREATE INDEX "IDX_07cb7efca4f0561480c99daf51" ON "assessment_entry" ("child")`,
  `CREATE TABLE "disability" (
    "id" text NOT NULL,
    "child" text NOT NULL,
    "about_other" boolean NOT NULL DEFAULT false,
    "withheld_from_family" boolean NOT NULL DEFAULT false,
    "disability" jsonb NOT NULL,
    CONSTRAINT "PK_899e53753996a8bbbf1370d2f1a" PRIMARY KEY ("id")
  )`,
  `CREATE INDEX "IDX_e8b7c496dbeddf92efabf9ccdc" ON "disability" ("child")`,
  `CREATE TABLE "child_in_need_plan" (
    "id" text NOT NULL,
    "child" text NOT NULL,
    "about_other" boolean NOT NULL DEFAULT false,
    "withheld_from_family" boolean NOT NULL DEFAULT false,
    "started_on" date NOT NULL,
    "ended_on" date,
    CONSTRAINT "PK_1315677bed270e53e4a8f0053f7" PRIMARY KEY ("id")
  )`,
  `CREATE INDEX "IDX_cb4b88660bbaf5b3b7f72efc4c" ON "child_in_need_plan" ("child")`,
  `CREATE TABLE "child_in_need_review" (
    "id" text NOT NULL,
    "child" text NOT NULL,
    "about_other" boolean NOT NULL DEFAULT false,
    "withheld_from_family" boolean NOT NULL DEFAULT false,
    "plan_started_on" date NOT NULL,
    "reviewed_on" date NOT NULL,
    CONSTRAINT "PK_1690048acc177b1a227106ed44f" PRIMARY KEY ("id")
  )`,
  `CREATE INDEX "IDX_8a9ab41789bbdd8dcff2e33136" ON "child_in_need_review" ("child")`,
  `CREATE TABLE "section_47_enquiry" (
    "id" text NOT NULL,
    "child" text NOT NULL,
    "about_other" boolean NOT NULL DEFAULT false,
    "withheld_from_family" boolean NOT NULL DEFAULT false,
    "started_on" date NOT NULL,
    "conference_due_on" date,
    "conference_on" date,
    "conference_not_required" boolean NOT NULL,
    CONSTRAINT "PK_a89ac5761151d44a798c01cac3e" PRIMARY KEY ("id")
  )`,
  `CREATE INDEX "IDX_94f389007fe4bbc9bc668319ec" ON "section_47_enquiry" ("child")`,
  `CREATE TABLE "child_protection_plan" (
    "id" text NOT NULL,
    "child" text NOT NULL,
    "about_other" boolean NOT NULL DEFAULT false,
    "withheld_from_family" boolean NOT NULL DEFAULT false,
    "started_on" date NOT NULL,
    "ended_on" date,
    "initial_category" jsonb NOT NULL,
    "latest_category" jsonb NOT NULL,
    "previous_plans" integer,
    "reviewed_on" jsonb NOT NULL,
    CONSTRAINT "PK_4a7bfdfb649a42990089041c05b" PRIMARY KEY ("id")
  )`,
  `CREATE INDEX "IDX_d77a4b0987b658f0e0c7bf7a74" ON "child_protection_plan" ("child")`,
  `CREATE TABLE "placement" (
    "id" text NOT NULL,
    "child" text NOT NULL,
    "about_other" boolean NOT NULL DEFAULT false,
    "withheld_from_family" boolean NOT NULL DEFAULT false,
    "legal_status" jsonb NOT NULL,
    "type" jsonb NOT NULL,
    "provider" jsonb,
    "primary_need" jsonb,
    "started_on" date NOT NULL,
    "start_reason" jsonb NOT NULL,
    "ended_on" date,
    "end_reason" jsonb,
    "change_reason" jsonb,
    CONSTRAINT "PK_4f8b29ee2db5213bcb38b6c71c4" PRIMARY KEY ("id")
  )`,
  `CREATE INDEX "IDX_0c44ca637b8a758e633176bc4f" ON "placement" ("child")`,
  `CREATE TABLE "short_break" (
    "id" text NOT NULL,
    "child" text NOT NULL,
    "about_other" boolean NOT NULL DEFAULT false,
    "withheld_from_family" boolean NOT NULL DEFAULT false,
    "kind" jsonb NOT NULL,
    "hours_per_week" double precision NOT NULL,
    "provider" text NOT NULL,
    "from" date NOT NULL,
    "until" date,
    CONSTRAINT "PK_0c0fb5bb49c22654e86b3a47f46" PRIMARY KEY ("id")
  )`,
  `CREATE INDEX "IDX_51472e3c40078f967367a5cd68" ON "short_break" ("child")`,
  `CREATE TABLE "record_mark" (
    "id" text NOT NULL,
    "child" text NOT NULL,
    "kind" text NOT NULL,
    "date" date NOT NULL,
    "about_other" boolean NOT NULL,
    "withheld_from_family" boolean NOT NULL,
    CONSTRAINT "PK_dacd74e5040b292a7cfce3944be" PRIMARY KEY ("id")
  )`,
  `CREATE INDEX "IDX_4668a4a18c330836885f2c6f22" ON "record_mark" ("child")`,
];

const names = [
  "known_child",
  "case_status",
  "case_allocation",
  "referral",
  "assessment",
  "assessment_entry",
  "disability",
  "child_in_need_plan",
  "child_in_need_review",
  "section_47_enquiry",
  "child_protection_plan",
  "placement",
  "short_break",
  "record_mark",
];

/** Makes the tables of social care's records. */
export class Initial0001 implements MigrationInterface {
  readonly name = "SocialCareRecords1795219200001";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of tables) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of [...names].reverse()) await runner.query(`DROP TABLE "${name}"`);
  }
}
