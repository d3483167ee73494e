import { z } from "zod";
import { longestPlace } from "../../service/graphql/places.ts";
import type { Path } from "./said.ts";

const path = z.custom<Path>(
  (given) =>
    Array.isArray(given) && given.length <= longestPlace && given.every((step) => typeof step === "string" || typeof step === "number"),
);
const word = z.unknown().optional();
const words = { code: word, category: word, reason: word, remedy: word, extent: word, rules: word, policy: word, field: word };
/** The shape of an error that a service gave. */
export const givenError = z.object({
  message: z.string().catch(""),
  path: path.catch([]),
  extensions: z.object(words).catch({}),
});

/** An error as a service gave it. Nothing of it is to be believed yet. */
export type GivenError = z.infer<typeof givenError>;
