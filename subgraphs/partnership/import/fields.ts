import { z } from "zod";
import { date, optional, optionalDate, text } from "../../kit/import/csv-fields.ts";

/** A key that other files point at: a child's id, the `sub` of a person's token, the name of a consent. */
export const key = text.regex(/^[A-Za-z0-9._@-]{1,64}$/, "is not a key (letters, digits, dots, hyphens; 64 at most)");

/** A postcode in capitals, or null for an empty field. Does not look whether it was issued. */
export const postcode = optional(text.toUpperCase().regex(/^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$/, "is not a postcode"));

/** A telephone number, or null for an empty field: digits and spaces. Does not look whether anybody answers. */
export const telephone = optional(text.regex(/^\+?[\d ]{7,20}$/, "is not a telephone number"));

/** An e-mail address, or null for an empty field. */
export const email = optional(text.pipe(z.email("is not an e-mail address")));

/** The first and the last day of what lasts for a time. */
export const period = { from: date, until: optionalDate };

/** What a time's end is checked with: both days are within, so it may end on the day it begins. */
export function endsAfterItBegins({ from, until }: { from: string; until?: string | null | undefined }): boolean {
  return until == null || until >= from;
}

/** Where, and in which words, an end before the beginning is refused. */
export const endsTooEarly = { path: ["until"], message: "is before the day on which it begins" };
