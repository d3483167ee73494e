import { mustHaveNoModifiers, mustKnow } from "./elements.ts";
import type { Reading as RulesReading } from "./read-conditions.ts";
import { type ChildIdentity, mustBeAbout, mustBeAboutSharing, mustBeInForce, readOptIn, readPerformer } from "./read-head.ts";
import { readDay } from "./read-period.ts";
import { readRules } from "./read-rules.ts";
import { all, ConsentRefused, refused } from "./refused.ts";
import { type ConsentResource, consentShape } from "./shape.ts";
import type { Word } from "./words.ts";

/** What has to be known besides the resource: the child it is to be about, and the policy and the moment by which it is read. */
export interface Reading extends RulesReading {
  /** The child, by the id and the NHS number that the index has of them, if it has one. */
  readonly child: ChildIdentity;
}

/** What a Consent resource says. */
export interface ReadConsent {
  /** In as few words as can be. No two speak of the same thing and differ. */
  readonly words: readonly [Word, ...Word[]];
  /** Who said it: a person's id, or the child's own; undefined if it does not say. */
  readonly person: string | undefined;
  /** The day on which it was said or written down (ISO 8601); undefined if it does not say. */
  readonly saidOn: string | undefined;
}

/**
 * Reads a FHIR R4 Consent resource about a child. Nothing is guessed: throws CONSENT_RESOURCE_REFUSED, naming every element that is not exactly understood or that says
 * more than a consent here can. Does not ask whether the person may say it, nor whether there is such a person.
 */
export function readConsent(resource: unknown, reading: Reading): ReadConsent {
  const [, consent] = all(
    () => mustHaveNoModifiers(resource, "Consent"),
    () => shaped(resource),
  );
  const { provision, dateTime } = consent;
  const [words, person, saidOn] = all(
    () => (provision === undefined ? noProvision() : readRules(provision, reading)),
    () => readPerformer(reading.child, consent),
    () => (dateTime === undefined ? undefined : readDay(dateTime, "Consent.dateTime", reading)),
    () => mustKnow(consent, "Consent", [...read, ...passedOver]),
    () => mustBeInForce(consent),
    () => mustBeAboutSharing(consent),
    () => mustBeAbout(reading.child, consent),
    () => readOptIn(consent),
  );
  if (readOptIn(consent) && words.some(({ decision }) => decision === "refused"))
    throw refused("Consent.policyRule opts in to all that is not denied, and a consent here names what is shared.");
  return { words, person, saidOn };
}

function noProvision(): never {
  throw refused("Consent.provision is missing, so it does not say what may be shared.");
}

const read = Object.keys(consentShape.shape);

// These say nothing about what is shared. What is contained counts only where something refers to it, and nothing here is read by a reference.
const passedOver = ["meta", "language", "text", "contained", "identifier", "organization", "sourceAttachment", "sourceReference"];

function shaped(resource: unknown): ConsentResource {
  const result = consentShape.safeParse(resource);
  if (result.success) return result.data;
  const places = result.error.issues.map(({ path }) =>
    path.map((part) => (typeof part === "number" ? `[${String(part)}]` : `.${String(part)}`)).join(""),
  );
  throw new ConsentRefused([...new Set(places)].map((place) => `Consent${place} is not as FHIR R4 has it.`));
}
