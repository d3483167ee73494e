import type { ConsentLife } from "../deciding/consent-lives.ts";
import type { ConsentEventRow } from "../records/consent-event-row.ts";
import type { ConsentResource, Reference } from "./shape.ts";
import { others, own } from "./systems.ts";
import { writeRules } from "./write-rules.ts";

/** One consent as it stands, to be written for another system. */
export interface WritableConsent extends Pick<ConsentLife<ConsentEventRow>, "consent" | "events" | "last" | "standing"> {
  /** The child's id. */
  readonly child: string;
  /** The name of the person whose word it is. */
  readonly personName: string;
}

/**
 * Writes a consent as a FHIR R4 Consent resource, plain JSON: what its events come to, with the number of them as its version. Pure; `readConsent` reads it back as the
 * same words. What R4 has no place for is left out: who wrote it down, and in which capacity the person spoke.
 *
 * What does not count any more is `inactive`: another system must not follow it. A refusal is `active`, and denies: it is to be followed and enforced, and a system that looks for active consents must find it. `rejected` would say that somebody turned
 * the consent itself down. R4 wants no type at the root, so the root only holds the rules, and the base policy is to opt out: whoever reads nothing but that shares nothing.
 */
export function writeConsent({ consent, child, events, last, standing, personName }: WritableConsent): ConsentResource {
  return {
    resourceType: "Consent",
    // What is no FHIR id is an identifier alone.
    ...(/^[A-Za-z0-9.-]{1,64}$/.test(consent) ? { id: consent } : {}),
    meta: { versionId: String(events.length), lastUpdated: (last.recordedAt ?? last.at).toISOString() },
    identifier: [{ system: own.consent, value: consent }],
    status: standing === "withdrawn" || standing === "lapsed" ? "inactive" : "active",
    scope: { coding: [{ system: others.scope, code: "patient-privacy", display: "Privacy Consent" }] },
    category: [{ coding: [{ system: others.loinc, code: "59284-0", display: "Consent Document" }] }],
    patient: { type: "Patient", identifier: { system: own.child, value: child } },
    dateTime: last.saidOn ?? last.at.toISOString(),
    performer: [personOf(last, personName)],
    sourceAttachment: { title: last.evidence },
    policyRule: { coding: [{ system: others.actCode, code: "OPTOUT", display: "opt-out" }] },
    ...verificationOf(last, personName),
    provision: { provision: writeRules(events, last) },
  };
}

function personOf({ person, capacity }: ConsentEventRow, display: string): Reference {
  const type = capacity === "holder" ? "RelatedPerson" : "Patient";
  return { type, identifier: { system: own.person, value: person }, display };
}

/** Whoever wrote it down heard it from the person, or had it in their writing. */
function verificationOf(last: ConsentEventRow, personName: string): Pick<ConsentResource, "verification"> {
  if (last.recordedAt === null || last.method === "online") return {};
  return { verification: [{ verified: true, verifiedWith: personOf(last, personName), verificationDate: last.recordedAt.toISOString() }] };
}
