import { z } from "zod";
import { strictBase64url } from "./base64url.ts";

/** How an agency is named. */
export const agencyName = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, "an agency's name is in lower case with hyphens, like social-care");
const day = z.iso.date("a day is written like 2026-11-21");
// It names a file, so it holds nothing that a path is made of.
const officerId = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/, "an officer's id is in lower case with dots or hyphens, like ada.byron");

/** An Ed25519 public key (RFC 8037 §2). Strict, so that a private key, or a key for another use, cannot stand in a list that many read. */
const publicKey = z.strictObject(
  {
    kty: z.literal("OKP"),
    crv: z.literal("Ed25519"),
    x: z.string().refine((x) => strictBase64url(x)?.length === 32, "x is 32 bytes in base64url without padding"),
  },
  {
    error: ({ code, keys }) =>
      code === "unrecognized_keys" && keys?.includes("d")
        ? "a private key (d) stands here; take it out and make the officer a new key, since whoever read this file can sign with that one"
        : undefined,
  },
);

/** An officer as the list of agencies names them. */
export const officer = z
  .strictObject({ id: officerId, name: z.string().min(1), agency: agencyName, key: publicKey, from: day, until: day.optional() })
  .refine(({ from, until = from }) => from <= until, "an officer's last day is not before their first");

/** A person whose signature puts a version of the policy into force. `until` is their last day in office; both days are ISO days in England. */
export type Officer = z.infer<typeof officer>;

/** The public half of an officer's key, in the form in which the list of agencies has it. */
export type OfficerKey = Officer["key"];

/** Whether the officer was in office on a day. */
export function inOffice({ from, until }: Officer, day: string): boolean {
  return from <= day && (until === undefined || day <= until);
}
