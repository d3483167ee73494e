import type { EntityManager } from "typeorm";
import { grouped } from "./deciding/grouped.ts";
import { AddressRow } from "./records/address-row.ts";
import { RestrictionRow } from "./records/restriction-row.ts";

/** A shield of one child as it bears on another, and for which days. */
interface Sheltered {
  /** The shield's id, as TypeORM names it beside what is selected besides. */
  readonly shield_id: string;
  readonly child: string;
  readonly from: string;
  readonly until: string | null;
}

const from = "GREATEST(shield.from, own.from, theirs.from)";
// To LEAST, NULL is later than every day.
const until = "LEAST(shield.until, own.until, theirs.until)";

/**
 * The shields of all others who live at an address of these children, in one SQL statement; not those that somebody ended. Each is cut to the days on which both live there,
 * so that it bears on no other days, whichever day is asked about.
 */
export async function readHouseholdShields(
  manager: EntityManager,
  children: readonly string[],
): Promise<(child: string) => RestrictionRow[]> {
  if (children.length === 0) return () => [];
  const query = manager
    .createQueryBuilder(RestrictionRow, "shield")
    .innerJoin(AddressRow, "theirs", "theirs.child = shield.child")
    .innerJoin(AddressRow, "own", "own.household = theirs.household AND own.child <> theirs.child")
    .where("own.child IN (:...children) AND shield.kind = 'shielded' AND shield.endedAt IS NULL", { children })
    .andWhere(`(${until} IS NULL OR ${from} <= ${until})`)
    .addSelect("own.child", "child")
    .addSelect(`CAST(${from} AS text)`, "from")
    .addSelect(`CAST(${until} AS text)`, "until")
    .orderBy("shield.id")
    .addOrderBy("own.id")
    .addOrderBy("theirs.id");
  const { raw, entities } = await query.getRawAndEntities<Sheltered>();
  const rows = new Map(entities.map((row) => [row.id, row]));
  const byChild = grouped(raw, ({ child }) => child);
  return (child) =>
    (byChild.get(child) ?? []).flatMap(({ shield_id: id, from: first, until: last }) => {
      const row = rows.get(id);
      return row === undefined ? [] : [{ ...row, from: first, until: last }];
    });
}

/** The other children who live on a day where this child does. */
export function readHousehold(manager: Pick<EntityManager, "query">, child: string, today: string): Promise<{ readonly child: string }[]> {
  const lives = (address: string) => `${address}.valid_from <= $2 AND (${address}.valid_until IS NULL OR $2 <= ${address}.valid_until)`;
  return manager.query(
    `SELECT DISTINCT theirs.child FROM address own JOIN address theirs ON theirs.household = own.household AND theirs.child <> own.child
      WHERE own.child = $1 AND ${lives("own")} AND ${lives("theirs")} ORDER BY theirs.child`,
    [child, today],
  );
}
