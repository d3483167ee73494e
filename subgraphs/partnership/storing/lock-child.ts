import type { EntityManager } from "typeorm";

/** Locks a child until the transaction ends, so that nobody else changes them meanwhile. Answers whether there is such a child. */
export async function lockChild(manager: EntityManager, id: string): Promise<boolean> {
  // PostgreSQL refuses NUL in a text; such an id is nobody's.
  if (id.includes("\0")) return false;
  const rows: unknown[] = await manager.query("SELECT id FROM child WHERE id = $1 FOR UPDATE", [id]);
  return rows.length > 0;
}
