import { z } from "zod";
import type { CodeOrWords } from "../../../kit/coded-value.ts";
import { codedOrNull } from "../coded.ts";
import { boundCode } from "../fhir/bound.ts";
import type { Entry } from "../fhir/bundle.ts";
import { partialDay } from "../fhir/dates.ts";
import { concept, list, reference } from "../fhir/elements.ts";
import { leaveOut, type Reading, take } from "../reading.ts";
import { sameChild } from "../references.ts";
import { checked } from "../tracked.ts";

const request = z.object({
  status: boundCode("request-status", {
    draft: "PROPOSED",
    active: "MADE",
    "on-hold": "MADE",
    revoked: "REVOKED",
    completed: "MADE",
    unknown: "MADE",
  }).optional(),
  intent: boundCode("request-intent", {
    proposal: "PROPOSED",
    plan: "PROPOSED",
    directive: "MADE",
    order: "MADE",
    "original-order": "MADE",
    "reflex-order": "MADE",
    "filler-order": "MADE",
    "instance-order": "MADE",
    option: "PROPOSED",
  }).optional(),
  subject: reference,
  doNotPerform: z.literal(false, "says that this must not be done").optional(),
  authoredOn: partialDay.optional(),
  reasonCode: list(concept),
});

/** When and why a child was referred. */
export interface Referral {
  referredOn: string | null;
  reasons: CodeOrWords[];
}

/**
 * Reads a ServiceRequest as a referral of this child; undefined, and counted, for one that was revoked or only proposed. Throws IMPORT_REFUSED for one of another
 * child.
 */
export function readReferral(reading: Reading, entry: Entry, child: string): Referral | undefined {
  const value = take(reading, entry, request);
  checked(value, "doNotPerform");
  sameChild(reading, entry, ["subject"], value.subject, child);
  if (value.status === "REVOKED") leaveOut(reading, entry, "that was revoked");
  if (value.status === "PROPOSED" || value.intent === "PROPOSED") leaveOut(reading, entry, "that is only proposed");
  if (reading.dismissed.has(entry)) return undefined;
  return {
    referredOn: value.authoredOn ?? null,
    reasons: value.reasonCode.flatMap((one, position) => codedOrNull(reading, entry, ["reasonCode", position], one) ?? []),
  };
}
