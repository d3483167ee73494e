import type { Pattern } from "./pattern.ts";
import { absent, fact, personalText, type RecordedEntry, type Service } from "./recorded-entry.ts";
import type { Agent, Coding, Reference } from "./shape.ts";
import { others, own, personSystem } from "./systems.ts";

/** HL7's purpose of use that goes with one of ours, as in the FHIR consents. */
const purposeOfUse: Readonly<Record<string, string>> = { DIRECT_SUPPORT: "TREAT", FAMILY_ACCESS: "PATRQT" };

/** Who took part: the person who asked, their agency, the client, and the service itself, which alone takes part in what nobody asked for. */
export function agentsOf(recorded: RecordedEntry, service: Service, { action, follows }: Pattern): readonly Agent[] {
  // DICOM's roles say where the data flows from and to: a reader is the destination.
  const [client, server] = action === "U" ? [source, destination] : [destination, source];
  const itself = { who: { identifier: { system: own.service, value: service.name } }, network: networkOf(service) };
  const person = personalText(recorded, "person");
  if (person === undefined) {
    const eraser = eraserOf(recorded);
    return [...eraser, { type: typed(server), ...itself, requestor: eraser.length === 0 }];
  }
  return [
    userOf(recorded, person, follows),
    ...organisationOf(recorded),
    { type: typed(client), who: clientOf(recorded), requestor: false, network: absent("unknown") },
    { type: typed(server), ...itself, requestor: false },
  ];
}

const source: Coding = { system: others.dicom, code: "110153", display: "Source Role ID" };
const destination: Coding = { system: others.dicom, code: "110152", display: "Destination Role ID" };

function typed(coding: Coding): NonNullable<Agent["type"]> {
  return { coding: [coding] };
}

function networkOf({ url }: Service): NonNullable<Agent["network"]> {
  return url === undefined ? absent("unknown") : { address: url, type: "5" };
}

function userOf(recorded: RecordedEntry, person: string | ReturnType<typeof absent>, follows: Pattern["follows"]): Agent {
  const [role, agency, purpose, policy] = ["role", "agency", "purpose", "policy"].map((name) => fact(recorded, name));
  const named =
    typeof person === "string"
      ? { identifier: { ...(agency === undefined ? {} : { system: personSystem(agency) }), value: person } }
      : person;
  const takes: Coding =
    follows === "Update"
      ? { system: others.participation, code: "AUT", display: "author" }
      : { system: others.participation, code: "IRCP", display: "information recipient" };
  return {
    type: typed(takes),
    ...(role === undefined ? {} : { role: [{ coding: [{ system: own.role, code: role }] }] }),
    who: { type: resourceOf(role), ...named },
    requestor: true,
    ...(policy === undefined ? {} : { policy: [`${own.policy}${policy}`] }),
    ...(purpose === undefined ? {} : { purposeOfUse: [{ coding: purposesOf(purpose) }] }),
  };
}

function purposesOf(purpose: string): Coding[] {
  const reason = Object.hasOwn(purposeOfUse, purpose) ? purposeOfUse[purpose] : undefined;
  return [{ system: own.purpose, code: purpose }, ...(reason === undefined ? [] : [{ system: others.actReason, code: reason }])];
}

function resourceOf(role: string | undefined): string {
  if (role === "young-person") return "Patient";
  return role === "parent" ? "RelatedPerson" : "Practitioner";
}

function organisationOf(recorded: RecordedEntry): Agent[] {
  const agency = fact(recorded, "agency");
  return agency === undefined
    ? []
    : [{ who: { type: "Organization", identifier: { system: own.agency, value: agency } }, requestor: false }];
}

/** By what the person asked. The gateway alone knows it; to a service behind it nobody says. */
function clientOf(recorded: RecordedEntry): Reference {
  const client = fact(recorded, "client");
  return client === undefined ? absent("unknown") : { identifier: { value: client } };
}

function eraserOf(recorded: RecordedEntry): Agent[] {
  const by = recorded.entry.kind === "erasure" ? fact(recorded, "by") : undefined;
  return by === undefined ? [] : [{ who: { display: by }, requestor: true }];
}
