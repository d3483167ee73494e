/** The order of the group of P-256 (FIPS 186-5, SP 800-186 §3.2.1.3), and of Ed25519 (RFC 8032 §5.1). */
const orders = {
  p256: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  ed25519: 0x1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3edn,
};

/**
 * The other text of an ES256 token: where (r, s) is a signature, so is (r, n − s), and nobody needs a key to write it down. The twin of the twin is the token.
 */
export function twinOf(token: string): string {
  return withSignature(token, ([r = "", s = ""]) => r + hex(orders.p256 - BigInt(`0x${s}`)));
}

/** An Ed25519 signature with S + L in place of S: one that careless verifiers take for a second one (RFC 8032 §8.4 forbids it). */
export function edTwinOf(signed: string): string {
  return withSignature(signed, ([r = "", s = ""]) => r + reversed(hex(BigInt(`0x${reversed(s)}`) + orders.ed25519)));
}

function withSignature(signed: string, change: (halves: readonly string[]) => string): string {
  const [header, claims, signature = ""] = signed.split(".");
  const text = Buffer.from(signature, "base64url").toString("hex");
  const twin = Buffer.from(change([text.slice(0, 64), text.slice(64)]), "hex").toString("base64url");
  return [header, claims, twin].join(".");
}

function hex(value: bigint): string {
  return value.toString(16).padStart(64, "0");
}

function reversed(bytes: string): string {
  return Buffer.from(bytes, "hex").reverse().toString("hex");
}
