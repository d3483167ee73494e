import { createHash, createPublicKey, type KeyObject, verify } from "node:crypto";

/** A public key in one line, as c2sp.org/signed-note has it: `<name>+<id>+<type and key>`. */
export interface Key {
  readonly name: string;
  readonly id: string;
  /** A log's key signs plainly, a witness's with the time (c2sp.org/tlog-cosignature). */
  readonly kind: "log" | "witness";
  readonly publicKey: KeyObject;
}

/** What a checkpoint says, and who has signed it, of the keys that are known. */
export interface Signed {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
  /** In seconds since 1970, as the log said when it signed; undefined where it said nothing of it. */
  readonly time: number | undefined;
  readonly witnesses: readonly { readonly name: string; readonly time: number }[];
}

const kinds = new Map([
  [1, "log"],
  [4, "witness"],
] as const);

/** Reads the keys of a file, one a line. Throws for a line that is no key. */
export function readKeys(file: string): Key[] {
  return file.split("\n").flatMap((line) => (line.trim() === "" ? [] : keysIn(line.trim())));
}

function keysIn(line: string): Key[] {
  const [name = "", id = "", ...encoded] = line.split("+");
  const bytes = Buffer.from(encoded.join("+"), "base64");
  const kind = kinds.get(bytes[0] as 1 | 4);
  if (kind === undefined || bytes.length !== 33 || id !== idOf(name, bytes))
    throw new Error(`"${line.slice(0, 80)}" is no key of a log or a witness`);
  const publicKey = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: bytes.toString("base64url", 1) }, format: "jwk" });
  const key = { name, id, kind, publicKey };
  // A log says with the same key, and the name of its own, when it signed.
  const clock = { ...key, id: idOf(name, Buffer.concat([Buffer.from([4]), bytes.subarray(1)])), kind: "witness" } as const;
  return kind === "log" ? [key, clock] : [key];
}

function idOf(name: string, typeAndKey: Buffer): string {
  return createHash("sha256").update(`${name}\n`).update(typeAndKey).digest("hex").slice(0, 8);
}

/** Opens a checkpoint: what it says, or in words why it is nobody's. */
export function openSigned(note: string, origin: string, keys: readonly Key[]): Signed | string {
  const parts = /^([^]*\n)\n((?:— [^\n]+\n)+)$/.exec(note);
  if (parts === null) return "is no signed note";
  const [, text = "", lines = ""] = parts;
  const marks = lines.trimEnd().split("\n").map(readMark);
  const known = marks.flatMap((mark) => keys.filter(({ name, id }) => name === mark.name && id === mark.id).map((key) => ({ key, mark })));
  if (!known.some(({ key }) => key.kind === "log" && key.name === origin)) {
    const another = marks.some(({ name }) => name === origin);
    return another ? "is signed with another key than those that were given" : "is not signed by this log";
  }
  const broken = known.find(({ key, mark }) => !holds(key, text, mark.signature));
  if (broken !== undefined) return `has a signature of ${broken.key.name} that does not hold`;
  const said = readText(text);
  if (said === undefined) return "does not read as a checkpoint";
  if (said.origin !== origin) return `is of another log, ${said.origin}`;
  const times = known
    .filter(({ key }) => key.kind === "witness")
    .map(({ key, mark }) => ({ name: key.name, time: timeOf(mark.signature) }));
  return {
    ...said,
    time: times.find(({ name }) => name === origin)?.time,
    witnesses: times.filter(({ name }) => name !== origin),
  };
}

function readMark(line: string): { name: string; id: string; signature: Buffer } {
  const [, name = "", encoded = ""] = /^— (\S+) (\S+)$/.exec(line) ?? [];
  const bytes = Buffer.from(encoded, "base64");
  return { name, id: bytes.toString("hex", 0, 4), signature: bytes.subarray(4) };
}

function holds({ kind, publicKey }: Key, text: string, signature: Buffer): boolean {
  if (kind === "log") return verify(null, Buffer.from(text), publicKey, signature);
  if (signature.length !== 72) return false;
  return verify(null, Buffer.from(`cosignature/v1\ntime ${String(timeOf(signature))}\n${text}`), publicKey, signature.subarray(8));
}

function timeOf(signature: Buffer): number {
  return Number(signature.readBigUInt64BE());
}

function readText(text: string): { origin: string; size: number; root: Buffer } | undefined {
  const [origin = "", size = "", root = ""] = text.split("\n");
  if (!/^(0|[1-9]\d{0,14})$/.test(size) || !/^[A-Za-z0-9+/]{43}=$/.test(root)) return undefined;
  return { origin, size: Number(size), root: Buffer.from(root, "base64") };
}
