import type { AuditLog, AuditLogParts } from "../../../service/audit/log.ts";
import { openSigningKey } from "../../../service/audit/signing-key.ts";

/** In place of an audit log: takes entries and writes none, and signs nothing. */
export async function openAuditLog({ database, service, clock }: AuditLogParts): Promise<AuditLog> {
  const nothing = (): Promise<void> => Promise.resolve();
  return { signer: await openSigningKey(database, service, clock()), append: nothing, requireWritable: nothing, close: nothing };
}
