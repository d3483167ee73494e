import { z } from "zod";
import type { CodedValue } from "../../../kit/coded-value.ts";
import { coded } from "../coded.ts";
import type { Entry } from "../fhir/bundle.ts";
import { partialDay } from "../fhir/dates.ts";
import { concept, list, reference } from "../fhir/elements.ts";
import { type Reading, take } from "../reading.ts";
import { sameChild } from "../references.ts";

const request = z.object({
  subject: reference,
  doNotPerform: z.literal(false, "says that this must not be done").optional(),
  authoredOn: partialDay.optional(),
  reasonCode: list(concept),
});

/** When and why a child was referred. */
export interface Referral {
  referredOn: string | null;
  reasons: CodedValue[];
}

/** Reads a ServiceRequest as a referral of this child. Throws IMPORT_REFUSED for one of another child. */
export function readReferral(reading: Reading, entry: Entry, child: string): Referral {
  const value = take(reading, entry, request);
  sameChild(reading, entry, ["subject"], value.subject, child);
  return {
    referredOn: value.authoredOn ?? null,
    reasons: value.reasonCode.map((one, position) => coded(reading, entry, ["reasonCode", position], one)),
  };
}
