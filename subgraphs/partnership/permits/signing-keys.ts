import { randomUUID } from "node:crypto";
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from "jose";
import { type DataSource, LessThan, MoreThan } from "typeorm";
import type { SigningKey } from "../../../trust/permit-issuer.ts";
import { PermitKey } from "./permit-key.ts";

const hour = 60 * 60 * 1000;
/** How long a key signs, in milliseconds. */
const signs = 24 * hour;
/** How much longer it stays published: more than any permit it signed may live. */
const staysPublished = hour;

/** The partnership's rotating Ed25519 keys. */
export interface SigningKeys {
  /** The key to sign with now; a new one when the last has signed for a day. */
  current(now: Date): Promise<SigningKey>;
  /** The public keys with which an agency may still meet a permit (RFC 7517). */
  published(now: Date): Promise<{ keys: JWK[] }>;
}

/** Opens the keys kept in the database. Two replicas that rotate at once make two keys; both are published and either is good. */
export function openSigningKeys(database: DataSource): SigningKeys {
  const keys = database.getRepository(PermitKey);
  let signing: (SigningKey & { readonly createdAt: Date }) | undefined;

  const adoptOrMake = async (now: Date): Promise<SigningKey & { createdAt: Date }> => {
    const newest = await keys.findOne({ where: { createdAt: MoreThan(new Date(now.getTime() - signs)) }, order: { createdAt: "DESC" } });
    const row = newest ?? (await keys.save(await makeKey(now)));
    await keys.delete({ createdAt: LessThan(new Date(now.getTime() - signs - staysPublished)) });
    // Ed25519 keys import as CryptoKey; only symmetric ones import as bytes.
    return { kid: row.kid, key: (await importJWK(row.privateJwk, "EdDSA")) as CryptoKey, createdAt: row.createdAt };
  };

  return {
    async current(now) {
      if (signing === undefined || signing.createdAt.getTime() + signs <= now.getTime()) signing = await adoptOrMake(now);
      return signing;
    },
    async published(now) {
      const rows = await keys.find({ where: { createdAt: MoreThan(new Date(now.getTime() - signs - staysPublished)) }, order: { createdAt: "DESC" } });
      return { keys: rows.map(publicPart) };
    },
  };
}

async function makeKey(now: Date): Promise<PermitKey> {
  const { privateKey } = await generateKeyPair("EdDSA", { crv: "Ed25519", extractable: true });
  const key = new PermitKey();
  key.kid = randomUUID();
  key.privateJwk = await exportJWK(privateKey);
  key.createdAt = now;
  return key;
}

function publicPart({ kid, privateJwk }: PermitKey): JWK {
  const { kty, crv, x } = privateJwk;
  return { kty, crv, x, kid, alg: "EdDSA", use: "sig" } as JWK;
}
