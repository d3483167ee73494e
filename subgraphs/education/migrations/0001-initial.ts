import type { MigrationInterface, QueryRunner } from "typeorm";

// The names of keys and indexes are those that TypeORM derives from the entities: with others it would see a difference.
const tables = [
  `CREATE TABLE known_child (
     child text NOT NULL,
     record_key text NOT NULL,
     CONSTRAINT "PK_e67f54337b90cdca012e368b642" PRIMARY KEY (child)
  )`,
  `CREATE TABLE sen2_link (
     id text NOT NULL,
     module text NOT NULL,
     child text,
     record text,
     CONSTRAINT "PK_10c70ebc5fdd7328f2aed142ac5" PRIMARY KEY (id)
  )`,
  `CREATE TABLE assessment_entry (
     id text NOT NULL,
     child text NOT NULL,
     about_other boolean NOT NULL DEFAULT false,
     withheld_from_family boolean NOT NULL DEFAULT false,
     kind jsonb NOT NULL,
     assessed_on date NOT NULL,
     profession text NOT NULL,
     CONSTRAINT "PK_47bc7c403c60d0c766c30298a5f" PRIMARY KEY (id)
  )`,
  `CREATE INDEX "IDX_07cb7efca4f0561480c99daf51" ON assessment_entry (child)`,
  `CREATE TABLE enrolment (
     id text NOT NULL,
     child text NOT NULL,
     about_other boolean NOT NULL DEFAULT false,
     withheld_from_family boolean NOT NULL DEFAULT false,
     setting jsonb NOT NULL,
     year_group jsonb,
     status jsonb NOT NULL,
     entry_date date NOT NULL,
     leaving_date date,
     CONSTRAINT "PK_5d2679f6c891d77c58aa0e05f2b" PRIMARY KEY (id)
  )`,
  `CREATE INDEX "IDX_732e19513ca5bda2c1704cedfd" ON enrolment (child)`,
  `CREATE TABLE attendance_summary (
     id text NOT NULL,
     child text NOT NULL,
     about_other boolean NOT NULL DEFAULT false,
     withheld_from_family boolean NOT NULL DEFAULT false,
     academic_year text NOT NULL,
     period jsonb NOT NULL,
     starts_on date NOT NULL,
     ends_on date NOT NULL,
     setting_urn text NOT NULL,
     sessions_possible integer NOT NULL,
     sessions_attended integer NOT NULL,
     authorised_absence integer NOT NULL,
     unauthorised_absence integer NOT NULL,
     CONSTRAINT "PK_be865b60351782c9da418393111" PRIMARY KEY (id)
  )`,
  `CREATE INDEX "IDX_ad37852eecfabd8b5d722dbf80" ON attendance_summary (child)`,
  `CREATE TABLE sen_provision (
     id text NOT NULL,
     child text NOT NULL,
     about_other boolean NOT NULL DEFAULT false,
     withheld_from_family boolean NOT NULL DEFAULT false,
     provision jsonb NOT NULL,
     since date NOT NULL,
     CONSTRAINT "PK_dab393ee352b308b7ac945fda71" PRIMARY KEY (id)
  )`,
  `CREATE INDEX "IDX_cb345912688eba31df32ae25c2" ON sen_provision (child)`,
  `CREATE TABLE sen_need (
     id text NOT NULL,
     child text NOT NULL,
     about_other boolean NOT NULL DEFAULT false,
     withheld_from_family boolean NOT NULL DEFAULT false,
     rank integer NOT NULL,
     need jsonb NOT NULL,
     CONSTRAINT "PK_6c37ad2a562365a72295784e26e" PRIMARY KEY (id)
  )`,
  `CREATE INDEX "IDX_c243996dca9cab86e900551c98" ON sen_need (child)`,
  `CREATE TABLE support_plan (
     id text NOT NULL,
     child text NOT NULL,
     about_other boolean NOT NULL DEFAULT false,
     withheld_from_family boolean NOT NULL DEFAULT false,
     cycle integer NOT NULL,
     started_on date NOT NULL,
     review_due_on date,
     reviewed_on date,
     coordinator_id text,
     assessment text,
     family_view text,
     review_note text,
     strategies jsonb NOT NULL,
     targets jsonb NOT NULL,
     CONSTRAINT "PK_fb5123e3bd794ea32b74e21a244" PRIMARY KEY (id)
  )`,
  `CREATE INDEX "IDX_fc59da0cb2969451abe9241a49" ON support_plan (child)`,
  `CREATE TABLE ehc_assessment (
     id text NOT NULL,
     child text NOT NULL,
     about_other boolean NOT NULL DEFAULT false,
     withheld_from_family boolean NOT NULL DEFAULT false,
     received_date date NOT NULL,
     source jsonb,
     request_outcome jsonb,
     request_outcome_date date,
     request_mediation boolean,
     request_tribunal boolean,
     assessment_outcome jsonb,
     assessment_outcome_date date,
     assessment_mediation boolean,
     assessment_tribunal boolean,
     week20 boolean,
     CONSTRAINT "PK_6308624161c1e3992255dfcc58c" PRIMARY KEY (id)
  )`,
  `CREATE INDEX "IDX_52a140537aca45360bb23eca74" ON ehc_assessment (child)`,
  `CREATE TABLE ehc_plan (
     id text NOT NULL,
     child text NOT NULL,
     about_other boolean NOT NULL DEFAULT false,
     withheld_from_family boolean NOT NULL DEFAULT false,
     start_date date,
     cease_date date,
     cease_reason jsonb,
     personal_budget boolean,
     transferred_from text,
     named_settings jsonb NOT NULL,
     placements jsonb NOT NULL,
     annual_reviews jsonb NOT NULL,
     CONSTRAINT "PK_8a1074d23992b60ddc92e2e3fb2" PRIMARY KEY (id)
  )`,
  `CREATE INDEX "IDX_18637c8fb165dea2dd2f3f5e2e" ON ehc_plan (child)`,
  `CREATE TABLE suspension (
     id text NOT NULL,
     child text NOT NULL,
     about_other boolean NOT NULL DEFAULT false,
     withheld_from_family boolean NOT NULL DEFAULT false,
     category jsonb NOT NULL,
     reasons jsonb NOT NULL,
     start_date date NOT NULL,
     sessions integer,
     setting_urn text NOT NULL,
     CONSTRAINT "PK_b46f45ab12700f920ef9237a967" PRIMARY KEY (id)
  )`,
  `CREATE INDEX "IDX_2cb490b3450e2f3394d909da24" ON suspension (child)`,
];

/** The tables of the education subgraph as they were first made. */
export class Initial0001 implements MigrationInterface {
  readonly name = "EducationInitial1764000000001";

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of tables) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const names = tables.flatMap((statement) => /^CREATE TABLE (\w+)/.exec(statement)?.[1] ?? []);
    for (const name of names.reverse()) await queryRunner.query(`DROP TABLE ${name}`);
  }
}
