import { z } from "zod";
import { saidWithSubstance } from "../substance.ts";
import { type Asked, day, id, text } from "./values.ts";

const toldFrom = day.describe(
  "From which day on the family is told (ISO 8601 date): today to tell them now, a later one, five years from now at most, to hold it back until then.",
);
const reason = text.describe(`Why, ${saidWithSubstance}. Officers read it, and nobody else.`);

/** From which day on a family is told what people of an agency looked at for safeguarding, by the mutation `tellFamilyOfVisits`. */
export const tellingOfVisits = z
  .strictObject({
    firstDay: day.describe("The first day on which they looked (ISO 8601 date)."),
    lastDay: day.describe("The last such day, today at the latest (ISO 8601 date)."),
    practitioner: id
      .optional()
      .describe("The one person of your agency who looked: the subject of their token. Everybody of it if you name nobody."),
    toldFrom,
    reason,
  })
  .refine(({ firstDay, lastDay }) => firstDay <= lastDay, { path: ["lastDay"], message: "must not come before the first day" });

/** From which day on a family is told of an override that is kept from them, by the mutation `tellFamilyOfOverride`. */
export const tellingOfOverride = z.strictObject({ toldFrom, reason });

/** What somebody asks of `tellFamilyOfVisits`. */
export type TellingOfVisits = Asked<typeof tellingOfVisits>;
/** What somebody asks of `tellFamilyOfOverride`. */
export type TellingOfOverride = Asked<typeof tellingOfOverride>;
