import { createHash } from "node:crypto";

/**
 * An id that is the same for the same natural key, on every machine and in every run, so that importing a file twice finds the same rows. Shaped as a UUID of
 * version 8 (RFC 9562 §5.8) from SHA-256. The parts are kept apart: ("ab", "c") and ("a", "bc") differ. It is no secret: whoever can guess the parts can
 * compute it, so an id made from an identifier must not go where the identifier may not.
 */
export function recordId(...parts: (string | number | null)[]): string {
  const bytes = createHash("sha256").update(JSON.stringify(parts)).digest();
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}
