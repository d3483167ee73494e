import type { DataSource } from "typeorm";
import { nobody } from "./reach-reader.ts";
import { AccessOverrideRow } from "./records/access-override-row.ts";

/**
 * The overrides that concern an agency's privacy officers and that none of them has reviewed yet: of each person the newest, the newest first, then of each the one before, and so on. Who
 * opened a hundred hides nobody who opened one.
 */
export async function overridesToReview(database: DataSource, agency: string): Promise<AccessOverrideRow[]> {
  const rows = await database
    .createQueryBuilder(AccessOverrideRow, "override")
    .where(":agency = ANY(override.concerned)", { agency })
    .andWhere("NOT override.reviews @> CAST(:own AS jsonb)", { own: JSON.stringify([{ agency }]) })
    .orderBy("override.openedAt", "DESC")
    .addOrderBy("override.purpose")
    .addOrderBy("override.child")
    .addOrderBy("override.id")
    .getMany();
  const turns = new Map<string, number>();
  const turnOf = (row: AccessOverrideRow) => {
    const who = JSON.stringify([row.agency, row.practitioner]);
    const turn = turns.get(who) ?? 0;
    turns.set(who, turn + 1);
    return { row, turn };
  };
  return rows
    .map(turnOf)
    .sort((one, other) => one.turn - other.turn)
    .map(({ row }) => row);
}

/** An override; null if there is none, or none that concerns the agency's privacy officers: of both, nothing is read. */
export function overrideConcerning(database: DataSource, agency: string, id: string): Promise<AccessOverrideRow | null> {
  return (
    database
      .createQueryBuilder(AccessOverrideRow, "override")
      // PostgreSQL refuses NUL in a text; such an id is nobody's.
      .where("override.id = :id", { id: id.includes("\0") ? nobody : id })
      .andWhere(":agency = ANY(override.concerned)", { agency })
      .getOne()
  );
}
