/** What a change can name practitioners in. */
interface Naming {
  readonly practitionerId?: string;
  readonly recipients?: readonly { readonly person?: string | undefined }[];
  /** A FHIR Consent resource, which names recipients by the names under which consents are stored. */
  readonly resource?: string;
}

/** The ids of all whom a change could find in the directory of staff. Some may be nobody's, or of another agency than is said. */
export function namedPractitioners({ practitionerId, recipients = [], resource = "" }: Naming): readonly string[] {
  // JSON may write a slash as \/.
  const inResource = resource.replaceAll("\\/", "/").matchAll(/"[a-z0-9-]+\/person\/([A-Za-z0-9._@-]{1,64})"/g);
  const persons = [practitionerId, ...recipients.map(({ person }) => person), ...[...inResource].map(([, person]) => person)];
  return [...new Set(persons.filter((person) => person !== undefined))];
}
