import { createPrivateKey, generateKeyPairSync, type JsonWebKey, randomUUID } from "node:crypto";
import type { DataSource } from "typeorm";
import { keyOf, type NoteKey, type NoteSigner, signatureTypes, verifierKey } from "./note.ts";

/**
 * The key with which a service signs the checkpoints of its log. It is made when it is first asked for and lies in the service's database, as the keys do that sign permits, so that all replicas have the same. Its name is the
 * log's origin: the service and a number of this log's own, so that no two logs are taken for one.
 */
export async function openSigningKey(database: Pick<DataSource, "query">, service: string, now: Date): Promise<NoteSigner> {
  const there = await storedKey(database);
  if (there !== undefined) return there;
  const jwk = generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" });
  // Of two replicas that start at once, one makes it.
  await database.query("INSERT INTO audit_key (origin, private_jwk, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", [
    `childview/${service}/${randomUUID()}`,
    jwk,
    now,
  ]);
  const made = await storedKey(database);
  if (made === undefined) throw new Error("the key of the audit log was stored and is not there");
  return made;
}

/** The key that has signed this log, if anything of it was ever signed. */
export async function storedKey(database: Pick<DataSource, "query">): Promise<NoteSigner | undefined> {
  const [row] = await database.query<{ origin: string; private_jwk: JsonWebKey }[]>("SELECT origin, private_jwk FROM audit_key");
  return row && { name: row.origin, privateKey: createPrivateKey({ key: row.private_jwk, format: "jwk" }) };
}

/** The public key of a log, by which its checkpoints are opened. */
export function logKeyOf(signer: NoteSigner): NoteKey {
  return keyOf(signer, signatureTypes.plain);
}

/** The line by which others know the key of a database's log; undefined if there is no log yet. */
export async function verifierKeyOf(database: Pick<DataSource, "query">): Promise<string | undefined> {
  const signer = await storedKey(database);
  return signer && verifierKey(logKeyOf(signer));
}
