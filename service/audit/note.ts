import { createHash, createPublicKey, type KeyObject, sign, verify } from "node:crypto";

/** What a signature on a note says: that the text was signed, or, of a checkpoint, that this is the largest tree that the signer knew of at a moment. The numbers are the specifications'. */
export const signatureTypes = { plain: 1, cosignature: 4 } as const;
type SignatureType = (typeof signatureTypes)[keyof typeof signatureTypes];

/** A public key that signs notes (c2sp.org/signed-note), Ed25519 alone. */
export interface NoteKey {
  readonly name: string;
  readonly type: SignatureType;
  /** The 32 bytes of RFC 8032. */
  readonly publicKey: Buffer;
}

/** Who signs notes. The name is also that of the public key. */
export interface NoteSigner {
  readonly name: string;
  readonly privateKey: KeyObject;
}

/** A signature that holds. */
export interface HeldSignature {
  readonly key: NoteKey;
  /** When it was made, in seconds since 1970, as its signer says; of a plain signature unknown. */
  readonly time: number | undefined;
}

const noSpaces = /^[^\s+]+$/u;
const ed25519Header = Buffer.from("302a300506032b6570032100", "hex");

/** The key that others know a signer by. */
export function keyOf({ name, privateKey }: NoteSigner, type: SignatureType): NoteKey {
  const spki = createPublicKey(privateKey).export({ format: "der", type: "spki" });
  return { name, type, publicKey: spki.subarray(ed25519Header.length) };
}

function keyId({ name, type, publicKey }: NoteKey): Buffer {
  return createHash("sha256")
    .update(`${name}\n`, "utf8")
    .update(Buffer.from([type]))
    .update(publicKey)
    .digest()
    .subarray(0, 4);
}

/** The key in one line, as others are given it (a *vkey*): name, id, type and key. */
export function verifierKey(key: NoteKey): string {
  return `${key.name}+${keyId(key).toString("hex")}+${Buffer.concat([Buffer.from([key.type]), key.publicKey]).toString("base64")}`;
}

/** Reads such a line; undefined if it is none, or of another kind of signature. */
export function readVerifierKey(line: string): NoteKey | undefined {
  const [, name = "", id = "", encoded = ""] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/u.exec(line) ?? [];
  const bytes = Buffer.from(encoded, "base64");
  const type = Object.values(signatureTypes).find((known) => known === bytes[0]);
  if (type === undefined || bytes.length !== 33) return undefined;
  const key = { name, type, publicKey: bytes.subarray(1) };
  return keyId(key).toString("hex") === id ? key : undefined;
}

/** A plain signature line for a text that ends in a line break. Throws RangeError for a name that is none. */
export function signatureLine(signer: NoteSigner, text: string): string {
  return lineOf(signer, signatureTypes.plain, sign(null, Buffer.from(text, "utf8"), signer.privateKey));
}

/** A line of the type `cosignature/v1` (c2sp.org/tlog-cosignature) for a checkpoint's text: the largest tree of this log that the signer knew of at that moment. */
export function cosignatureLine(signer: NoteSigner, text: string, at: Date): string {
  const time = Math.floor(at.getTime() / 1000);
  const signature = sign(null, cosigned(text, time), signer.privateKey);
  const stamp = Buffer.alloc(8);
  stamp.writeBigUInt64BE(BigInt(time));
  return lineOf(signer, signatureTypes.cosignature, Buffer.concat([stamp, signature]));
}

function cosigned(text: string, time: number | bigint): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${String(time)}\n${text}`, "utf8");
}

function lineOf(signer: NoteSigner, type: SignatureType, signature: Buffer): string {
  if (!noSpaces.test(signer.name)) throw new RangeError("the name of a key has no spaces and no plus");
  return `— ${signer.name} ${Buffer.concat([keyId(keyOf(signer, type)), signature]).toString("base64")}\n`;
}

/**
 * Takes a note apart: its text, and which of the keys have signed it. Undefined if it is no note, if none of the keys has signed it, or if what is said to be the signature of one of them does not hold. The text of a note
 * that does not open is nobody's word.
 */
export function openNote(note: string, keys: readonly NoteKey[]): { text: string; held: HeldSignature[] } | undefined {
  // eslint-disable-next-line no-control-regex -- that a note has none is the rule
  if (/[\u0000-\u0009\u000b-\u001f]/.test(note) || !note.endsWith("\n")) return undefined;
  const end = note.lastIndexOf("\n\n");
  if (end < 0) return undefined;
  const [text, lines] = [note.slice(0, end + 1), note.slice(end + 2, -1).split("\n")];
  const held: HeldSignature[] = [];
  for (const line of lines) {
    const [, name = "", encoded = ""] = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u.exec(line) ?? [];
    const bytes = Buffer.from(encoded, "base64");
    if (bytes.length < 5 || bytes.toString("base64") !== encoded) return undefined;
    // Signatures of keys that are not known are passed over, as the specification asks.
    const key = keys.find((candidate) => candidate.name === name && keyId(candidate).equals(bytes.subarray(0, 4)));
    if (key === undefined) continue;
    const signature = heldSignature(key, text, bytes.subarray(4));
    if (signature === undefined) return undefined;
    held.push(signature);
  }
  return held.length === 0 ? undefined : { text, held };
}

function heldSignature(key: NoteKey, text: string, bytes: Buffer): HeldSignature | undefined {
  const publicKey = createPublicKey({ key: Buffer.concat([ed25519Header, key.publicKey]), format: "der", type: "spki" });
  if (key.type === signatureTypes.plain)
    return verify(null, Buffer.from(text, "utf8"), publicKey, bytes) ? { key, time: undefined } : undefined;
  if (bytes.length !== 72) return undefined;
  const time = bytes.readBigUInt64BE();
  return verify(null, cosigned(text, time), publicKey, bytes.subarray(8)) ? { key, time: Number(time) } : undefined;
}
