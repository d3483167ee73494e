import type { EntityManager } from "typeorm";
import type { Kind } from "./read-together.ts";
import { RestrictionRow } from "./records/restriction-row.ts";

/** A shield of one child as it bears on another, who lives with them: for the days on which they do. */
export interface HouseholdShield extends RestrictionRow {
  /** On whom it bears. */
  readonly bearsOn: string;
}

const from = "GREATEST(restriction.valid_from, own.valid_from, theirs.valid_from)";
// To LEAST, NULL is later than every day.
const until = "LEAST(restriction.valid_until, own.valid_until, theirs.valid_until)";

/**
 * The shields of all others who live at an address of these children ($1); not those that somebody ended. Each is cut to the days on which both live there, so that it bears on no other days,
 * whichever day is asked about.
 */
export const householdShields: Kind<HouseholdShield> = {
  entity: RestrictionRow,
  worked: { from, until, bearsOn: "own.child" },
  joined: `JOIN address theirs ON theirs.child = restriction.child
    JOIN address own ON own.household = theirs.household AND own.child <> theirs.child`,
  where: `own.child = ANY($1) AND restriction.kind = 'shielded' AND restriction.ended_at IS NULL AND (${until} IS NULL OR ${from} <= ${until})`,
  order: "restriction.id, own.id, theirs.id",
};

/** The other children who live on a day where this child does. */
export function readHousehold(manager: Pick<EntityManager, "query">, child: string, today: string): Promise<{ readonly child: string }[]> {
  const lives = (address: string) => `${address}.valid_from <= $2 AND (${address}.valid_until IS NULL OR $2 <= ${address}.valid_until)`;
  return manager.query(
    `SELECT DISTINCT theirs.child FROM address own JOIN address theirs ON theirs.household = own.household AND theirs.child <> own.child
      WHERE own.child = $1 AND ${lives("own")} AND ${lives("theirs")} ORDER BY theirs.child`,
    [child, today],
  );
}
