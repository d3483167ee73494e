import { z } from "zod";

const coding = z.looseObject({ system: z.string().optional(), code: z.string().optional() });
const concept = z.looseObject({ coding: z.array(coding).optional() });
const reference = z.looseObject({
  type: z.string().optional(),
  identifier: z.looseObject({ use: z.string().optional(), system: z.string().optional(), value: z.string().optional() }).optional(),
});
const period = z.looseObject({ start: z.string().optional(), end: z.string().optional() });

const rule = z.looseObject({
  type: z.enum(["permit", "deny"]).optional(),
  period: period.optional(),
  actor: z.array(z.looseObject({ role: concept, reference })).optional(),
  action: z.array(concept).optional(),
  purpose: z.array(coding).optional(),
  class: z.array(coding).optional(),
});

/**
 * A FHIR R4 Consent resource, as far as it is read and written here (hl7.org/fhir/R4/consent.html). Elements that are not here pass, so that they can be looked at.
 * A rule holds no rule here but the root: what a nested one holds is not read.
 */
export const consentShape = z.looseObject({
  resourceType: z.literal("Consent"),
  status: z.enum(["draft", "proposed", "active", "rejected", "inactive", "entered-in-error"]),
  scope: concept,
  category: z.array(concept).min(1),
  patient: reference.optional(),
  dateTime: z.string().optional(),
  performer: z.array(reference).optional(),
  policy: z.array(z.looseObject({})).optional(),
  policyRule: concept.optional(),
  verification: z.array(z.looseObject({ verified: z.boolean() })).optional(),
  provision: rule.extend({ provision: z.array(rule).max(50).optional() }).optional(),
});

/** A FHIR R4 Consent resource. */
export type ConsentResource = z.infer<typeof consentShape>;

/** One of its rules, `Consent.provision` or one within it. */
export type Rule = z.infer<typeof rule>;

/** A coded value that stands alone. */
export type Coding = z.infer<typeof coding>;

/** A coded value with its translations. */
export type Concept = z.infer<typeof concept>;

/** A reference to another resource, by an identifier that it bears. */
export type Reference = z.infer<typeof reference>;
