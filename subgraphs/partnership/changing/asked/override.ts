import { z } from "zod";
import type { Purpose } from "../../../../policies/index.ts";
import { overrideBases } from "../../records/access-override-row.ts";
import { type Asked, id, listed, text } from "./values.ts";
import { saidWithSubstance } from "../substance.ts";

/** On what an override rests. */
export const overrideBasis = z.enum(overrideBases);

/** Shielded categories that an override is to open besides. */
export const shieldedCategories = z.array(listed).max(100, "has 100 categories at most");

/** With what a practitioner opens an override, by the mutation `breakGlass`. */
export const breakingGlass = z.strictObject({
  basis: overrideBasis.describe("On what it rests."),
  reason: text.describe(`What happened and why it cannot wait, ${saidWithSubstance}. The officers who review it read it, and nobody else.`),
  alsoShielded: shieldedCategories
    .optional()
    .describe("Shielded categories that it is to open besides, such as `child.address`. What is shielded stays closed unless you name it."),
  keepFromFamilyBecause: text
    .optional()
    .describe(
      `Why the family is not to be shown the override, ${saidWithSubstance}: who would be put at risk, and how. They are shown it if you say nothing.`,
    ),
});

/** To which override somebody agrees, by the mutation `agreeToOverride`. */
export const agreeing = z.strictObject({ overrideId: id.describe("The override, by `subjectId` of the alert.") });

/** What every change to an override is asked with besides its key. */
export const ofOverride = z.strictObject({ overrideId: id.describe("The override.") });

/** Why an override ends, by the mutation `revokeOverride`. */
export const revoking = z.strictObject({ reason: text.describe("Why it ends.") });

/** How an officer judges an override, by the mutation `reviewOverride`. */
export const judging = z.strictObject({
  justified: z.boolean().describe("Whether you find that it was justified."),
  note: text.describe(`On what your judgement rests, ${saidWithSubstance}.`),
});

/** Why somebody may open another, by the mutation `allowAnotherOverride`. */
export const allowingAnother = z.strictObject({
  reason: text.describe(`Why they may open another now, ${saidWithSubstance}: such as what was talked over with them.`),
});

/** What a practitioner opens an override with. `forPurpose` is the one purpose for which it opens anything. */
export type GlassBreaking = Asked<typeof breakingGlass> & { readonly forPurpose: Purpose };
/** What somebody asks of `agreeToOverride`. */
export type Agreeing = Asked<typeof agreeing>;
/** What somebody asks of `revokeOverride`. */
export type Revoking = Asked<typeof revoking>;
/** What somebody asks of `reviewOverride`. */
export type Judgement = Asked<typeof judging>;
/** What somebody asks of `allowAnotherOverride`. */
export type AllowingAnother = Asked<typeof allowingAnother>;
