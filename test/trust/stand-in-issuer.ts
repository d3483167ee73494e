import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { exportJWK, generateKeyPair, type CryptoKey, type JWK } from "jose";
import type { Issuer } from "../../trust/agencies.ts";

/** An issuer that a test holds in its hand: it serves what the test wants as its keys, and signs what the test wants. */
export interface StandInIssuer {
  readonly url: string;
  readonly entry: Issuer;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK & { kid: string };
  /** How often its keys were asked for. */
  readonly asked: () => number;
  /** Replaces what is served at its key URL. */
  readonly serve: (keys: unknown) => void;
  readonly answer: (listener: RequestListener) => void;
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
}

/** Starts an issuer that speaks for one agency, on a free port of this machine, with an ES256 key. */
export async function startStandInIssuer(agency: string, roles: string[]): Promise<StandInIssuer> {
  const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
  const publicJwk = { ...(await exportJWK(publicKey)), kid: `${agency}-key`, alg: "ES256", use: "sig" };
  let asked = 0;
  let listener: RequestListener = (_, response) => response.end(JSON.stringify({ keys: [publicJwk] }));
  const server = createServer((request, response) => {
    asked += 1;
    listener(request, response);
  });
  const port = await listen(0);
  const url = `http://127.0.0.1:${port}/${agency}`;
  return {
    url,
    entry: {
      issuer: url,
      agency,
      jwks: `${url}/jwks`,
      algorithms: ["ES256"],
      claims: { subject: "sub", role: "role", name: "name" },
      roles,
    },
    privateKey,
    publicJwk,
    asked: () => asked,
    serve: (keys) => {
      listener = (_, response) => response.end(JSON.stringify(keys));
    },
    answer: (next) => {
      listener = next;
    },
    stop: async () => {
      server.closeAllConnections();
      if (server.listening) await once(server.close(), "close");
    },
    start: async () => {
      await listen(port);
    },
  };

  async function listen(wanted: number): Promise<number> {
    await once(server.listen(wanted, "127.0.0.1"), "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    return address.port;
  }
}
