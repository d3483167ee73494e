import type { OpenChange } from "../../subgraphs/partnership/changing/change.ts";
import type { Written } from "../../subgraphs/partnership/changing/writes.ts";
import type { Principal } from "../../trust/access-token.ts";
import type { ChildRecord, Scene } from "./scene.ts";

type PractitionerRow = NonNullable<ReturnType<OpenChange["practitioner"]>>;
type Relative = ChildRecord["family"][number];

/** Somebody of a world, as their token names them. The first word of their name and the last make up their subject. */
export function someone(name: string, agency: string, role: string): Principal {
  return { subject: name.toLowerCase().replaceAll(" ", "."), name, role, agency, issuer: agency };
}

const directories = new WeakMap<Scene["people"], readonly PractitionerRow[]>();

/** The directory of staff: every practitioner of the world, in the role that the directory has for them. */
export function staffOf({ people, inDirectory = {} }: Pick<Scene, "people" | "inDirectory">): readonly PractitionerRow[] {
  const staff = people.filter(({ agency }) => agency !== "family");
  const known = directories.get(people) ?? staff.map((one) => entryOf({ ...one, role: inDirectory[one.subject] ?? one.role }));
  directories.set(people, known);
  return known;
}

function entryOf({ subject: id, name, role, agency }: Principal): PractitionerRow {
  return { id, name, role, agency, team: null, telephone: null, email: null };
}

const involvements = new WeakMap<Scene, OpenChange["services"]>();

/** The services of a world, in force since some years. */
export function servicesOf(world: Scene): OpenChange["services"] {
  const row = { child: "", team: "Support", from: "2024-01-01", until: null };
  const known = involvements.get(world) ?? world.services.map((agency) => ({ ...row, id: agency, agency }));
  involvements.set(world, known);
  return known;
}

/** A child with nothing recorded but what is named. The directory comes with the world. */
export function child(givenNames: string, dateOfBirth: string, facts: Partial<ChildRecord>): ChildRecord {
  const id = givenNames.toLowerCase();
  const row = { id, givenNames, familyName: "", preferredName: null, dateOfBirth, sex: null, firstLanguage: null, diedOn: null };
  const nothing = {
    family: [],
    memberships: [],
    directory: [],
    consentEvents: [],
    restrictions: [],
    assessments: [],
    overrides: [],
    householdShields: [],
    // Purposes hold as far as they can, so that nothing is read less than it could be.
    processEvents: (["EHC_ASSESSMENT", "ANNUAL_REVIEW"] as const).map((kind) => openedProcess(id, kind)),
    snapshot: "",
  };
  return { id, row, dateOfBirth, identifiers: new Map(), ...nothing, ...facts };
}

function openedProcess(childId: string, kind: Written["processEvents"]["kind"]): Written["processEvents"] {
  return {
    ...{ id: `${childId}-${kind}`, process: `${childId}-${kind}`, child: childId, kind, event: "opened", on: "2026-09-01" },
    ...{ milestone: null, agency: null, recordedAt: new Date("2026-09-01T12:00:00Z") },
    ...{ recorder: null, recorderAgency: null },
  };
}

/** What somebody is to the child; a holder of parental responsibility unless they are the child. */
export function relative({ subject }: Principal, kind: Relative["kind"]): Relative {
  return {
    id: `relation-${subject}`,
    child: "",
    person: subject,
    kind,
    parentalResponsibility: kind !== "self",
    from: "2009-01-01",
    until: null,
  };
}

/** A membership since some years, of what was imported. */
export function member({ subject, agency }: Principal, more: Partial<Written["memberships"]> = {}): Written["memberships"] {
  return {
    ...{
      id: `membership-${subject}`,
      child: "",
      practitioner: subject,
      agency,
      role: "Support",
      lead: false,
      from: "2024-01-01",
      until: null,
    },
    ...{ model: "panel", host: null, mandate: null, recordedBy: null, endedAt: null, endedBy: null },
    ...{
      awaitsMandate: false,
      confirmedBy: null,
      statutory: null,
      joinedAt: null,
      leadProposedBy: null,
      leadNamedAt: null,
      ledBefore: null,
    },
    ...more,
  };
}

/** A restriction that social care answers for, in force since spring and confirmed. */
export function restriction(kind: Written["restrictions"]["kind"], more: Partial<Written["restrictions"]> = {}): Written["restrictions"] {
  return {
    ...{
      id: `restriction-${kind}`,
      child: "",
      kind,
      person: null,
      categories: [],
      ground: "",
      author: "",
      from: "2026-03-05",
      until: null,
    },
    ...{ agency: "social-care", reference: null, orderedOn: null, confirmBy: null, confirmedBy: null, endAskedBy: null },
    ...{ contestedAt: null, contestedBy: null, contestGround: null },
    ...{ recordedAt: null, recordedBy: null, endedAt: null, endedBy: null, endGround: null },
    ...more,
  };
}

/** What somebody said of sharing with education, on paper. */
export function said(
  { subject }: Principal,
  event: Written["consentEvents"]["event"],
  categories: readonly string[],
  on: string,
  capacity: Written["consentEvents"]["capacity"] = "holder",
): Written["consentEvents"] {
  const consent = `consent-${subject}-${on}`;
  return {
    ...{ id: consent, consent, child: "", person: subject, capacity, event, categories: [...categories], recipients: ["education"] },
    ...{
      purposes: ["DIRECT_SUPPORT", "EHC_ASSESSMENT"],
      validFrom: on,
      validUntil: null,
      at: new Date(`${on}T12:00:00Z`),
      method: "written",
    },
    ...{ evidence: "", saidOn: null, recordedBy: "", recordedAt: null, recorder: null, recorderAgency: null },
  };
}

/** That a clinician of health found the child competent to decide. */
export function competent(categories: readonly string[]): Written["assessments"] {
  return {
    ...{
      id: "assessment",
      child: "",
      kind: "gillick-competence",
      categories: [...categories],
      ground: "",
      assessor: "rachel.stone",
      agency: "health",
    },
    ...{ role: "speech-and-language-therapist", assessedOn: "2026-10-01", decision: null, recordedAt: new Date("2026-10-01T12:00:00Z") },
    ...{ contestedAt: null, contestedBy: null, contestGround: null },
    ...{ from: "2026-10-01", until: "2027-10-01", endedAt: null, endedBy: null, endGround: null },
  };
}
