import { randomBytes } from "node:crypto";
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from "jose";
import { type DataSource, LessThan, MoreThan } from "typeorm";
import type { SigningKey } from "../../../trust/permit-issuer.ts";
import { PermitKey } from "./permit-key.ts";
import { beginSigning, keepKey, removeKey } from "./recorded-keys.ts";

const minute = 60 * 1000;
const hour = 60 * minute;
/** How long a key signs, in milliseconds. */
const signs = 24 * hour;
/** How long before it signs a key is published, so that every agency has met it by then. */
const announced = 10 * minute;
/** How much longer it stays published: more than any permit it signed may live. */
const staysPublished = hour;
/** How long a replica goes on with a key before it looks again for what the others made. */
const looksAgain = minute;

/** The partnership's rotating Ed25519 keys. */
export interface SigningKeys {
  /** The key to sign with now. Makes the next one in time, and the first one at once. */
  current(now: Date): Promise<SigningKey>;
  /** The public keys with which an agency may meet a permit now or soon (RFC 7517). */
  published(now: Date): Promise<{ keys: JWK[] }>;
}

/** Opens the keys kept in the database. What becomes of each is recorded in the audit log before it is so. Two replicas that rotate at once make two keys; both are published and either is good. */
export function openSigningKeys(database: DataSource): SigningKeys {
  const keys = database.getRepository(PermitKey);
  const since = (now: Date, age: number): Date => new Date(now.getTime() - age);
  let chosen: { readonly key: Promise<SigningKey>; readonly at: number } | undefined;

  const choose = async (now: Date): Promise<SigningKey> => {
    for (const over of await keys.find({ where: { createdAt: LessThan(since(now, signs + staysPublished)) } }))
      await removeKey(database, over, now);
    const usable = await keys.find({ where: { createdAt: MoreThan(since(now, signs)) }, order: { createdAt: "DESC" } });
    const [newest] = usable;
    const next =
      newest === undefined || newest.createdAt <= since(now, signs - announced) ? [await keepKey(database, await makeKey(now), now)] : [];
    const row = usable.find(({ createdAt }) => createdAt <= since(now, announced)) ?? newest ?? next[0];
    if (row === undefined) throw new Error("a key was neither found nor made");
    await beginSigning(database, row, now);
    // Ed25519 keys import as CryptoKey; only symmetric ones import as bytes.
    return { kid: row.kid, key: (await importJWK(row.privateJwk, "EdDSA")) as CryptoKey };
  };

  return {
    current(now) {
      // The promise is kept, not the key: the permits of one operation ask at once.
      if (chosen === undefined || now.getTime() - chosen.at >= looksAgain) {
        const key = choose(now);
        chosen = { key, at: now.getTime() };
        key.catch(() => (chosen = undefined));
      }
      return chosen.key;
    },
    async published(now) {
      const rows = await keys.find({ where: { createdAt: MoreThan(since(now, signs + staysPublished)) }, order: { createdAt: "DESC" } });
      return { keys: rows.map(publicPart) };
    },
  };
}

async function makeKey(now: Date): Promise<PermitKey> {
  const { privateKey } = await generateKeyPair("EdDSA", { crv: "Ed25519", extractable: true });
  const key = new PermitKey();
  // Short, since it stands in every permit; it has to differ from the few that are published beside it, and is no secret.
  key.kid = randomBytes(8).toString("base64url");
  key.privateJwk = await exportJWK(privateKey);
  key.createdAt = now;
  key.signsSince = null;
  return key;
}

function publicPart({ kid, privateJwk }: PermitKey): JWK {
  const { kty, crv, x } = privateJwk;
  return { kty, crv, x, kid, alg: "EdDSA", use: "sig" } as JWK;
}
