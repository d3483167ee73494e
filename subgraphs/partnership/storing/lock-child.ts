import type { EntityManager } from "typeorm";

/** Locks a child until the transaction ends, so that nobody else changes them meanwhile; nothing if there is no such child. */
export async function lockChild(manager: EntityManager, id: string): Promise<void> {
  await manager.query("SELECT FROM child WHERE id = $1 FOR UPDATE", [id]);
}
