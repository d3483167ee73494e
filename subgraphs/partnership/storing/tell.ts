import type { EntityManager } from "typeorm";
import { mostUnread } from "../changing/bounds.ts";
import type { AlertRow } from "../records/alert-row.ts";

/**
 * Stores an alert. Where as many already wait unread that tell its addressee of the same, the latest of them says so again, with the later moment: whoever changes something over and over does not
 * bury what others changed. Within the transaction that has locked the child, since two that tell of the same at once would both be stored.
 */
export async function tell(manager: EntityManager, { id, child, about, subject, agency, person, at }: AlertRow): Promise<void> {
  await manager.query(
    `WITH unread AS (
      SELECT id FROM alert WHERE child = $2 AND about = $3 AND subject = $4 AND agency = $5 AND person IS NOT DISTINCT FROM $6 AND read_at IS NULL ORDER BY at DESC, id
    ), again AS (
      UPDATE alert SET at = $7 WHERE id = (SELECT id FROM unread LIMIT 1) AND (SELECT count(*) FROM unread) >= ${String(mostUnread)} RETURNING id
    ) INSERT INTO alert (id, child, about, subject, agency, person, at) SELECT $1, $2, $3, $4, $5, $6, $7 WHERE NOT EXISTS (SELECT FROM again)`,
    [id, child, about, subject, agency, person, at],
  );
}
