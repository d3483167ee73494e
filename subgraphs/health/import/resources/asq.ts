import { z } from "zod";
import type { AsqScore } from "../../records/healthy-child-review.ts";
import { bound, boundValue, hasCode } from "../fhir/bound.ts";
import type { Entry } from "../fhir/bundle.ts";
import { asqAges, asqDomains, asqInterpretations, asqSystem, interpretationSystem } from "../fhir/development-codes.ts";
import { concept, list } from "../fhir/elements.ts";
import { type Reading, refusal, take } from "../reading.ts";
import { peek } from "../tracked.ts";

const score = z.number().min(0, "is less than 0").max(60, "is more than 60, the highest score of an area");

/** A comparator makes a bound of a value (FHIR R4, a modifier): "less than 20" must not read as 20. */
export const noComparator = z
  .custom<undefined>((value) => value === undefined, "makes a bound of the value, which is not read here")
  .optional();

const points = z.object({ value: score, comparator: noComparator });

const component = z.object({
  code: concept,
  valueQuantity: points.optional(),
  valueInteger: z.int("is not a whole number").optional(),
  dataAbsentReason: concept.optional(),
  interpretation: z.array(concept).max(1, "has more than one entry").default([]),
  referenceRange: z
    .array(z.object({ low: points }))
    .max(1, "has more than one entry")
    .default([]),
});

/** An Observation that holds one ASQ-3: a component for each area, and one that says for which age the questionnaire was made. */
const asq = z.object({ component: list(component) });

/** What an ASQ-3 found. */
interface Asq {
  asqQuestionnaire: number | null;
  asqScores: AsqScore[];
}

/** Reads an ASQ-3. Throws IMPORT_REFUSED for an unknown or repeated area, a score outside 0-60, and an interpretation that contradicts the cut-off. */
export function readAsq(reading: Reading, entry: Entry): Asq {
  const components = take(reading, entry, asq).component;
  const found: Asq = { asqQuestionnaire: null, asqScores: [] };
  components.forEach((one, position) => {
    const path = ["component", position];
    if (hasCode(one.code, asqSystem, (code) => code === "questionnaire")) found.asqQuestionnaire = ageOf(reading, entry, path, one);
    else found.asqScores.push(...scoreOf(reading, entry, path, one));
  });
  found.asqScores.forEach(({ domain }, position) => {
    if (found.asqScores.findIndex((other) => other.domain === domain) !== position)
      throw refusal(reading, entry, ["component"], `holds the area ${domain} twice`);
  });
  const order = Object.values(asqDomains);
  found.asqScores.sort((one, other) => order.indexOf(one.domain) - order.indexOf(other.domain));
  return found;
}

function ageOf(reading: Reading, entry: Entry, path: (string | number)[], { valueInteger }: z.output<typeof component>): number {
  if (valueInteger !== undefined && asqAges.includes(valueInteger)) return valueInteger;
  throw refusal(reading, entry, [...path, "valueInteger"], "is not the age in months of an ASQ-3 questionnaire");
}

function scoreOf(reading: Reading, entry: Entry, path: (string | number)[], value: z.output<typeof component>): AsqScore[] {
  const area = boundValue(value.code, asqSystem, asqDomains);
  if (area?.value === undefined)
    throw refusal(reading, entry, [...path, "code", "coding", area?.position ?? 0, "code"], "is not an area of the ASQ-3");
  if (value.valueQuantity === undefined) {
    // A family may leave an area out; only with a reason is that told from a score that was lost on the way.
    if (peek(value).dataAbsentReason !== undefined) return [];
    throw refusal(reading, entry, [...path, "valueQuantity"], "is missing");
  }
  const { value: reached } = value.valueQuantity;
  const cutOff = value.referenceRange[0]?.low.value ?? null;
  const result = bound(reading, entry, [...path, "interpretation", 0], value.interpretation[0], interpretationSystem, asqInterpretations);
  if (cutOff !== null && result !== null && (result === "BELOW_CUT_OFF") !== reached <= cutOff) {
    throw refusal(
      reading,
      entry,
      [...path, "valueQuantity", "value"],
      `contradicts the interpretation ${result}: the cut-off is ${cutOff}`,
    );
  }
  return [{ domain: area.value, score: reached, cutOff, result }];
}
