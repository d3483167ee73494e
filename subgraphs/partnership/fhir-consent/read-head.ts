import { codesIn, identifierIn } from "./coded.ts";
import { mustHaveNone, refused } from "./refused.ts";
import type { ConsentResource, Reference } from "./shape.ts";
import { others, own } from "./systems.ts";

const whyNotStatus: Partial<Record<ConsentResource["status"], string>> = {
  draft: "so nobody has agreed to it yet",
  proposed: "so nobody has agreed to it yet",
  rejected: "which leaves open what was turned down; a refusal is an active Consent that denies",
  inactive: "so it is over; withdraw the consent instead",
  "entered-in-error": "so nobody ever said it",
};

/** Throws CONSENT_RESOURCE_REFUSED unless the resource is to be followed as it stands. */
export function mustBeInForce({ status, verification = [] }: ConsentResource): void {
  const whyNot = whyNotStatus[status];
  mustHaveNone([
    ...(whyNot === undefined ? [] : [`Consent.status is ${status}, ${whyNot}.`]),
    ...(verification.every(({ verified }) => verified) ? [] : ["Consent.verification says that it was not verified with the family."]),
  ]);
}

/** Throws CONSENT_RESOURCE_REFUSED unless the resource is about sharing, and of no kind that by itself limits what it says. */
export function mustBeAboutSharing({ scope, category, policy = [], policyRule }: ConsentResource): void {
  const known = category.every((each) => codesIn(each, others.loinc).some(isDocument) || codesIn(each, others.actCode).includes("IDSCL"));
  mustHaveNone([
    ...(codesIn(scope, others.scope).includes("patient-privacy")
      ? []
      : ["Consent.scope is not patient-privacy, so it is not about sharing."]),
    ...(known ? [] : ["Consent.category is of a kind that is not known here; LOINC 59284-0 is."]),
    // R4's invariant ppc-1.
    ...(policy.length > 0 || policyRule !== undefined
      ? []
      : ["Consent.policy and Consent.policyRule are missing, and FHIR R4 wants one of them."]),
  ]);
}

/** By what a child can be told in a resource: the index's own id, or the NHS number where the index knows it. */
export interface ChildIdentity {
  readonly id: string;
  readonly nhsNumber: string | undefined;
}

/** Throws CONSENT_RESOURCE_REFUSED unless the resource is about this child. */
export function mustBeAbout(child: ChildIdentity, { patient }: ConsentResource): void {
  if (!isChild(child, patient)) throw refused("Consent.patient is not identified as this child, by the index's id or the NHS number.");
}

function isChild({ id, nhsNumber }: ChildIdentity, reference: Reference | undefined): boolean {
  const given = identifierIn(reference, others.nhsNumber);
  return identifierIn(reference, own.child) === id || (given !== undefined && given === nhsNumber);
}

/**
 * Whether the policy that the rules depart from shares what they do not name. A policy that is a law or a regulation says neither, and the rules have to say all
 * themselves. Throws CONSENT_RESOURCE_REFUSED for HL7's codes that mean something else, or both.
 */
export function readOptIn({ policyRule }: ConsentResource): boolean {
  const codes = codesIn(policyRule, others.actCode);
  const [optsIn, optsOut] = [
    codes.some((code) => code === "OPTIN" || code === "OPTINR"),
    codes.some((code) => code === "OPTOUT" || code === "OPTOUTE"),
  ];
  if (codes.length > 0 && optsIn === optsOut) throw refused("Consent.policyRule does not say whether it opts in or out.");
  return optsIn;
}

/** Who said it: a person's id, or the child's own; undefined if the resource does not say. Throws CONSENT_RESOURCE_REFUSED for several, or one who is not identified. */
export function readPerformer(child: ChildIdentity, { performer = [] }: ConsentResource): string | undefined {
  if (performer.length > 1) throw refused("Consent.performer has several, and a consent here is one person's word.");
  const [one] = performer;
  if (one === undefined) return undefined;
  const value = identifierIn(one, own.person) ?? identifierIn(one, own.child) ?? (isChild(child, one) ? child.id : undefined);
  if (value === undefined) throw refused("Consent.performer has no identifier by which the person is known here.");
  return value;
}

// Consent document, and release of information.
function isDocument(code: string): boolean {
  return code === "59284-0" || code === "64292-6";
}
