import { Any, type EntityManager } from "typeorm";
import type { ImportCounts } from "../../../kit/import/counts.ts";
import { KnownChild } from "../../records/known-child.ts";

/** Keeps on which days children died. One whom a file gives no day stays as they are. */
export async function keepDeaths(manager: EntityManager, deaths: ReadonlyMap<string, string>): Promise<ImportCounts> {
  const known = await manager.find(KnownChild, { where: { child: Any([...deaths.keys()]) } });
  const changed = known.flatMap((one) => (one.diedOn === deaths.get(one.child) ? [] : [{ ...one, diedOn: deaths.get(one.child) ?? null }]));
  if (changed.length > 0) await manager.upsert(KnownChild, changed, ["child"]);
  return { added: 0, changed: changed.length, unchanged: 0 };
}
