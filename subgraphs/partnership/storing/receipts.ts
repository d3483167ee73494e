import type { EntityManager } from "typeorm";
import type { Principal } from "../../../trust/access-token.ts";
import { mostReceipts } from "../changing/bounds.ts";

/** Forgets what somebody was answered before their latest changes: nobody asks again under a key of a thousand changes ago. Only their own, so that nobody's keys are another's to forget. */
export async function forgetOldReceipts(manager: EntityManager, { agency, subject }: Pick<Principal, "agency" | "subject">): Promise<void> {
  await manager.query(
    `DELETE FROM change_receipt WHERE agency = $1 AND subject = $2 AND key IN
      (SELECT key FROM change_receipt WHERE agency = $1 AND subject = $2 ORDER BY at DESC, key OFFSET ${String(mostReceipts)})`,
    [agency, subject],
  );
}
