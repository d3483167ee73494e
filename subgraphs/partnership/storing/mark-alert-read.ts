import type { EntityManager } from "typeorm";
import { ChildviewError } from "../../../service/errors.ts";
import { alertTo } from "../alert-reader.ts";
import type { Addressee } from "../changing/alerting/alert.ts";
import { AlertRow } from "../records/alert-row.ts";
import { type ChangeContext, changeOnce } from "./change-once.ts";

/** Which alert was read. */
export interface AlertRequest {
  readonly alertId: string;
  readonly idempotencyKey: string;
}

/**
 * Keeps that somebody read an alert to them, and answers its id; when it was read first stays. No child's facts change, so no child is locked. Throws ALERT_NOT_FOUND, for
 * one to somebody else as well, or IDEMPOTENCY_KEY_REUSED.
 */
export function markAlertRead(context: ChangeContext, addressee: Addressee, { alertId, idempotencyKey }: AlertRequest): Promise<string> {
  const { agency, person } = addressee;
  return changeOnce(
    context,
    { change: "markAlertRead", subject: alertId, idempotencyKey, asked: {} },
    // Only what is to them: nobody holds up what others are told.
    (manager: EntityManager) =>
      manager.query("SELECT FROM alert WHERE id = $1 AND agency = $2 AND person IS NOT DISTINCT FROM $3 FOR UPDATE", [
        alertId,
        agency,
        person,
      ]),
    async (manager) => {
      const alert = await alertTo(manager, addressee, alertId);
      if (alert === null) throw new ChildviewError("ALERT_NOT_FOUND", "");
      if (alert.readAt === null) await manager.update(AlertRow, { id: alertId }, { readAt: context.now });
      return { id: alertId, child: alert.child };
    },
  );
}
