import { Any, type EntityManager } from "typeorm";
import type { ImportCounts } from "../../kit/import/counts.ts";
import { upsert } from "../../kit/import/store.ts";
import { SenNeed } from "../records/sen-need.ts";

/** A need as a file gives it. */
type Need = Pick<SenNeed, "id" | "child" | "rank" | "need"> & Partial<Pick<SenNeed, "aboutOther" | "withheldFromFamily">>;

/**
 * Makes the needs of the children that a file names exactly those that the file gives: a need it no longer gives is removed, and counted as a
 * change. Other children's needs stay.
 */
export async function replaceNeeds(manager: EntityManager, needs: readonly Need[]): Promise<ImportCounts> {
  const given = new Set(needs.map(({ id }) => id));
  const stored = await manager.find(SenNeed, { where: { child: Any([...new Set(needs.map(({ child }) => child))]) } });
  const gone = stored.filter(({ id }) => !given.has(id));
  if (gone.length > 0) await manager.delete(SenNeed, { id: Any(gone.map(({ id }) => id)) });
  const counts = await upsert(manager, SenNeed, needs);
  return { ...counts, changed: counts.changed + gone.length };
}
