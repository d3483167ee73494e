import { z } from "zod";

// Written from http://hl7.org/fhir/R4/auditevent.html, each cardinality and each value set of binding "required". Nothing that R4 has and Childview never writes.
const uri = z.string().regex(/^[A-Za-z][A-Za-z0-9+.-]*:\S+$/);
const code = z.string().regex(/^\S+( \S+)*$/);
const text = z
  .string()
  .min(1)
  .max(1024 * 1024);
const coding = z.strictObject({ system: uri, code, display: text.optional() });
const concept = z.strictObject({ coding: z.array(coding).min(1) });
const absence = z.strictObject({
  url: z.literal("http://hl7.org/fhir/StructureDefinition/data-absent-reason"),
  // http://hl7.org/fhir/R4/valueset-data-absent-reason.html
  valueCode: z.enum(["unknown", "masked", "not-applicable", "unsupported", "error", "not-performed", "not-permitted"]),
});
const extension = z.array(absence).min(1).optional();
const identifier = z.strictObject({ system: uri.optional(), value: text });
const hasContent = (element: object) => Object.keys(element).length > 0;
const reference = (types: readonly string[]) =>
  z
    .strictObject({ type: z.enum(types).optional(), identifier: identifier.optional(), display: text.optional(), extension })
    .refine(hasContent, "an element has content");

const agent = z.strictObject({
  type: concept.optional(),
  role: z.array(concept).min(1).optional(),
  who: reference(["PractitionerRole", "Practitioner", "Organization", "Device", "Patient", "RelatedPerson"]).optional(),
  requestor: z.boolean(),
  policy: z.array(uri).min(1).optional(),
  // http://hl7.org/fhir/R4/valueset-network-type.html
  network: z
    .strictObject({ address: text.optional(), type: z.enum(["1", "2", "3", "4", "5"]).optional(), extension })
    .refine(hasContent)
    .optional(),
  purposeOfUse: z.array(concept).min(1).optional(),
});

const entity = z.strictObject({
  what: reference(["Patient", "Consent", "Resource"]).optional(),
  type: coding.optional(),
  role: coding.optional(),
  detail: z
    .array(z.strictObject({ type: text, valueString: text }))
    .min(1)
    .optional(),
});

/** An AuditEvent of FHIR R4, as far as Childview writes one. */
export const auditEvent = z.strictObject({
  resourceType: z.literal("AuditEvent"),
  id: z.string().regex(/^[A-Za-z0-9.-]{1,64}$/),
  meta: z.strictObject({ profile: z.array(uri).min(1) }).optional(),
  type: coding,
  subtype: z.array(coding).min(1),
  // http://hl7.org/fhir/R4/valueset-audit-event-action.html and -outcome.html
  action: z.enum(["C", "R", "U", "D", "E"]),
  recorded: z.iso.datetime(),
  outcome: z.enum(["0", "4", "8", "12"]).optional(),
  outcomeDesc: text.optional(),
  agent: z.array(agent).min(1),
  source: z.strictObject({ site: text.optional(), observer: reference([]), type: z.array(coding).min(1).optional() }),
  entity: z.array(entity).min(1).optional(),
});

/** An AuditEvent that was read. */
export type ReadEvent = z.infer<typeof auditEvent>;

const dicom = "http://dicom.nema.org/resources/ontology/DCM";
const agentsBy = ({ agent: agents }: ReadEvent, is: string) =>
  agents.filter(({ type }) => type?.coding.some((one) => one.code === is) === true);
const entitiesBy = ({ entity: entities = [] }: ReadEvent, is: string) => entities.filter(({ type }) => type?.code === is);

/**
 * What an event breaks of the profile that it names, of those of IHE's Basic Audit Log Patterns 1.1: https://profiles.ihe.net/ITI/BALP/1.1.3/artifacts.html. Written from the differentials of Read, PatientRead, Update and PatientUpdate.
 */
export function brokenOf(event: ReadEvent, profile: string): string[] {
  const name = profile.slice(profile.lastIndexOf(".") + 1);
  const reads = name.endsWith("Read");
  const [client, server] = reads ? ["110152", "110153"] : ["110153", "110152"];
  const users = event.agent.filter(({ requestor }) => requestor);
  const [about] = entitiesBy(event, "2");
  const rules: Readonly<Record<string, boolean>> = {
    "a profile that is known": ["Read", "PatientRead", "Update", "PatientUpdate"].includes(name),
    type: event.type.system.endsWith("/audit-event-type") && event.type.code === "rest",
    subtype: event.subtype.some(
      ({ system, code: is }) => system.endsWith("restful-interaction") && (reads ? ["read", "vread"] : ["update", "patch"]).includes(is),
    ),
    action: event.action === (reads ? "R" : "U"),
    outcome: event.outcome === "0",
    "agent 2..": event.agent.length >= 2,
    ...Object.fromEntries(
      [client, server].map((role) => [
        `agent ${role}`,
        agentsBy(event, role).length === 1 &&
          agentsBy(event, role).every(({ who, network, type }) => who && network && type?.coding.every(({ system }) => system === dicom)),
      ]),
    ),
    "agent user":
      users.length === 1 &&
      users.every(
        ({ who, network, type }) =>
          who && !network && type?.coding.some(({ code: is }) => (reads ? ["IRCP"] : ["AUT", "INF", "CST"]).includes(is)),
      ),
    "entity data": entitiesBy(event, "2").length === 1 && about?.what !== undefined && ["3", "4", "20"].includes(about.role?.code ?? ""),
    "entity transaction": entitiesBy(event, "XrequestId").every(({ what }) => what?.identifier !== undefined),
    "entity patient":
      !name.startsWith("Patient") ||
      (entitiesBy(event, "1").length === 1 &&
        entitiesBy(event, "1").every(({ what, role }) => what?.type === "Patient" && role?.code === "1")),
  };
  return Object.entries(rules).flatMap(([rule, holds]) => (holds ? [] : [rule]));
}
