import type { MigrationInterface, QueryRunner } from "typeorm";

/** That a child died, or moved to the care of another authority or abroad. */
export class Departures0003 implements MigrationInterface {
  readonly name = "SocialCareDepartures1795910400003";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "known_child" ADD COLUMN "died_on" date`);
    await runner.query(`ALTER TABLE "case_status" ADD COLUMN "departure" jsonb, ADD COLUMN "departed_on" date`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "case_status" DROP COLUMN "departure", DROP COLUMN "departed_on"`);
    await runner.query(`ALTER TABLE "known_child" DROP COLUMN "died_on"`);
  }
}
