import { calculateJwkThumbprint } from "jose";
import { type DataSource, IsNull } from "typeorm";
import { appendWithin, type NewEntry } from "../../../service/audit.ts";
import { PermitKey } from "./permit-key.ts";

/** What becomes of a key: it is made, it signs its first permit, and its private part is gone. */
type Became = "made" | "signs" | "removed";

/** Keeps a new key, and records that it was made. Throws AUDIT_UNAVAILABLE if it cannot be recorded; then there is none. */
export async function keepKey(database: DataSource, key: PermitKey, now: Date): Promise<PermitKey> {
  const entry = await entryOf(key, "made", now);
  return database.transaction(async (manager) => {
    const kept = await manager.save(key);
    await appendWithin(manager, [entry]);
    return kept;
  });
}

/** Records that a key signs from now on, once, whichever replica begins with it. Throws AUDIT_UNAVAILABLE if it cannot be recorded. */
export async function beginSigning(database: DataSource, key: PermitKey, now: Date): Promise<void> {
  if (key.signsSince !== null) return;
  const entry = await entryOf(key, "signs", now);
  await database.transaction(async (manager) => {
    const { affected } = await manager.update(PermitKey, { kid: key.kid, signsSince: IsNull() }, { signsSince: now });
    if (affected === 1) await appendWithin(manager, [entry]);
  });
}

/** Removes a key, and records that, once, whichever replica does it. Throws AUDIT_UNAVAILABLE if it cannot be recorded. */
export async function removeKey(database: DataSource, key: PermitKey, now: Date): Promise<void> {
  const entry = await entryOf(key, "removed", now);
  await database.transaction(async (manager) => {
    const { affected } = await manager.delete(PermitKey, { kid: key.kid });
    if (affected === 1) await appendWithin(manager, [entry]);
  });
}

/** A key is named by the thumbprint of its public part (RFC 7638), which whoever kept the published key can work out. */
async function entryOf({ privateJwk }: PermitKey, became: Became, at: Date): Promise<NewEntry> {
  return { kind: "key", at, facts: { key: await calculateJwkThumbprint(privateJwk), became }, personal: {} };
}
