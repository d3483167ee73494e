import { createHash } from "node:crypto";

/** A change that is to be made once, however often it is asked for under its key. */
export interface KeyedChange {
  /** The name of the mutation. */
  readonly change: string;
  /** The id of what is changed. */
  readonly subject: string;
  /** The client's own key: the same key again is the same change, and is made once. */
  readonly idempotencyKey: string;
  /** Everything else that was asked, plain data. */
  readonly asked: object;
}

/**
 * What a receipt keeps of a change that was asked for: SHA-256, in hex, by which the same change is known again. It does not depend on the order in which an object's members stand, which is the client's,
 * or that of a declaration that is written otherwise by the time that somebody asks again; what is undefined counts as not said. Lists are compared in their order.
 */
export function requestDigest({ change, subject, asked }: KeyedChange): string {
  return createHash("sha256")
    .update(JSON.stringify([change, subject, asked], (_name, value: unknown) => sorted(value)))
    .digest("hex");
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  // By code units, not by locale, so that every replica sorts alike.
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
