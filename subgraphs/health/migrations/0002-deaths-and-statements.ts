import type { MigrationInterface, QueryRunner } from "typeorm";

/** The columns that every record of an agency has. */
const record = `"id" text NOT NULL, "child" text NOT NULL, "about_other" boolean NOT NULL DEFAULT false, "withheld_from_family" boolean NOT NULL DEFAULT false`;

/** What was stored as an allergy and says that none is known: SNOMED CT 716186003 and below. With a reaction it names one, too, and stays where it is. */
const noKnown = `"substance"->>'system' = 'http://snomed.info/sct' AND "substance"->>'code' IN
  ('716186003', '409137002', '429625007', '428607008', '716184000', '1003774007', '428197003', '716220001') AND "reactions" = '[]'::jsonb`;

/** Such a statement that no longer holds says nothing any more: the import leaves it out, too. */
const held = `("clinical_status" IS NULL OR "clinical_status" NOT IN ('INACTIVE', 'RESOLVED'))`;

const common = `"id", "child", "about_other", "withheld_from_family", "certainty", "recorded_on", "recorded_by", "notes"`;

/** Makes room for deaths, for statements that no allergy is known (which stood among the allergies), and for times that are known in words alone. */
export class DeathsAndStatements0002 implements MigrationInterface {
  readonly name = "HealthDeathsAndStatements1795910400002";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE "death" (${record}, "died_on" text, CONSTRAINT "PK_03a9cda39d49f38ed85f9bb831a" PRIMARY KEY ("id"))`);
    await runner.query(`CREATE INDEX "IDX_9bd0f70da34923170549c599a4" ON "death" ("child")`);
    await runner.query(`
      CREATE TABLE "no_known_allergy" (
        ${record},
        "statement" jsonb NOT NULL, "certainty" text, "recorded_on" text, "recorded_by" jsonb, "notes" text,
        CONSTRAINT "PK_b5b3e74703b9e149b78cf525eee" PRIMARY KEY ("id")
      )`);
    await runner.query(`CREATE INDEX "IDX_c037bd44aa8451cba5dba4804f" ON "no_known_allergy" ("child")`);
    await runner.query(`ALTER TABLE "condition" ALTER COLUMN "clinical_status" DROP NOT NULL`);
    await runner.query(`ALTER TABLE "condition" ADD COLUMN "onset_in_words" text, ADD COLUMN "ended_in_words" text`);
    await runner.query(`ALTER TABLE "allergy" ADD COLUMN "onset_in_words" text`);
    await runner.query(
      `INSERT INTO "no_known_allergy" (${common}, "statement") SELECT ${common}, "substance" FROM "allergy" WHERE ${noKnown} AND ${held}`,
    );
    await runner.query(`DELETE FROM "allergy" WHERE ${noKnown}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      INSERT INTO "allergy" (${common}, "substance", "categories", "reactions") SELECT ${common}, "statement", '[]', '[]' FROM "no_known_allergy"`);
    await runner.query(`ALTER TABLE "allergy" DROP COLUMN "onset_in_words"`);
    await runner.query(`ALTER TABLE "condition" DROP COLUMN "onset_in_words", DROP COLUMN "ended_in_words"`);
    // The version before has no place for a condition whose status is unknown.
    await runner.query(`DELETE FROM "condition" WHERE "clinical_status" IS NULL`);
    await runner.query(`ALTER TABLE "condition" ALTER COLUMN "clinical_status" SET NOT NULL`);
    await runner.query(`DROP TABLE "no_known_allergy"`);
    await runner.query(`DROP TABLE "death"`);
  }
}
