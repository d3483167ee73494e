/** The code systems, identifier systems and names of Childview's own in an AuditEvent. The child's and the purpose's are those of its FHIR consents. */
export const own = {
  kind: "https://childview.example/CodeSystem/audit-kind",
  role: "https://childview.example/CodeSystem/role",
  purpose: "https://childview.example/CodeSystem/purpose",
  service: "https://childview.example/id/service",
  agency: "https://childview.example/id/agency",
  operation: "https://childview.example/id/operation",
  entry: "https://childview.example/id/audit-entry",
  child: "https://childview.example/id/child",
  policy: "https://childview.example/policy/",
} as const;

/** Code systems of HL7, DICOM and IHE. */
export const others = {
  eventType: "http://terminology.hl7.org/CodeSystem/audit-event-type",
  interaction: "http://hl7.org/fhir/restful-interaction",
  lifecycle: "http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle",
  dicom: "http://dicom.nema.org/resources/ontology/DCM",
  participation: "http://terminology.hl7.org/CodeSystem/v3-ParticipationType",
  actReason: "http://terminology.hl7.org/CodeSystem/v3-ActReason",
  sourceType: "http://terminology.hl7.org/CodeSystem/security-source-type",
  entityType: "http://terminology.hl7.org/CodeSystem/audit-entity-type",
  objectRole: "http://terminology.hl7.org/CodeSystem/object-role",
  balpEntity: "https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType",
  balpDecision: "https://profiles.ihe.net/ITI/BALP/CodeSystem/AuthZsubType",
  absent: "http://hl7.org/fhir/StructureDefinition/data-absent-reason",
  nhsNumber: "https://fhir.nhs.uk/Id/nhs-number",
} as const;

/** The system of the identifiers by which a service knows children, from its name in the list of agencies: `UPN`. UK Core has one for NHS numbers alone. */
export function identifierSystem(identifier: string): string {
  if (identifier === "NHS_NUMBER") return others.nhsNumber;
  return `https://childview.example/id/${identifier.toLowerCase().replaceAll("_", "-")}`;
}

/** The system of the subjects of an agency's tokens: a subject is unique only within its agency. */
export function personSystem(agency: string): string {
  return `https://childview.example/id/subject/${agency}`;
}

/** The profiles of IHE's Basic Audit Log Patterns that events are claimed to follow. */
export type BasicAudit = "Read" | "PatientRead" | "Update" | "PatientUpdate";

/** The canonical name of a profile of IHE's Basic Audit Log Patterns. */
export function basicAudit(profile: BasicAudit): string {
  return `https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.${profile}`;
}
