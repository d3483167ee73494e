import type { Purpose } from "../../../policies/index.ts";
import { others as ofAudit, own as ownOfAudit } from "../../kit/audit-event/systems.ts";

/** The code systems and identifier systems of Childview's own. A recipient is identified by the name that consents store; see `recipientName`. */
export const own = {
  category: "https://childview.example/CodeSystem/category",
  purpose: ownOfAudit.purpose,
  child: ownOfAudit.child,
  person: "https://childview.example/id/person",
  recipient: "https://childview.example/id/recipient",
  consent: "https://childview.example/id/consent",
} as const;

/** Code systems of HL7 and of LOINC, and the identifier system of the NHS number (UK Core). */
export const others = {
  scope: "http://terminology.hl7.org/CodeSystem/consentscope",
  action: "http://terminology.hl7.org/CodeSystem/consentaction",
  actCode: "http://terminology.hl7.org/CodeSystem/v3-ActCode",
  actReason: ofAudit.actReason,
  participation: ofAudit.participation,
  loinc: "http://loinc.org",
  nhsNumber: ofAudit.nhsNumber,
} as const;

/**
 * HL7's purpose of use (v3-ActReason) that goes with one of ours. It goes with it and does not stand for it: direct support is teaching too, TREAT is health care alone.
 * The others have none. ETREAT is treatment in an emergency, which safeguarding is not.
 */
export const purposeOfUse: Partial<Record<Purpose, string>> = { DIRECT_SUPPORT: "TREAT", FAMILY_ACCESS: "PATRQT" };
