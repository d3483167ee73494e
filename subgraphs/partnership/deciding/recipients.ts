/** Somebody to whom a consent can reach. */
export interface Reader {
  readonly subject: string;
  readonly role: string;
  readonly agency: string;
}

/**
 * Every name by which a consent can reach a reader: their agency (`education`), their role in it (`education/role/senco`), or they themself
 * (`education/person/helen.marsh`). A subject is unique only within its agency, so it never stands alone. A reader without a subject is nobody in particular.
 */
export function namesOfReader({ subject, role, agency }: Reader): readonly string[] {
  return [agency, `${agency}/role/${role}`, ...(subject === "" ? [] : [`${agency}/person/${subject}`])];
}

/** A recipient's name in its parts. */
export interface Recipient {
  readonly agency: string;
  readonly role?: string | undefined;
  readonly person?: string | undefined;
}

/** Reads a recipient's name; undefined if it is none. Does not look whether there is such an agency, role or person. */
export function recipientFrom(name: string): Recipient | undefined {
  const [, agency, kind, value] = /^([a-z0-9-]+)(?:\/(role|person)\/([A-Za-z0-9._@-]{1,64}))?$/.exec(name) ?? [];
  if (agency === undefined) return undefined;
  if (kind === undefined || value === undefined) return { agency };
  return kind === "role" ? { agency, role: value } : { agency, person: value };
}

/** The name of a recipient, as consents store it. */
export function recipientName({ agency, role, person }: Recipient): string {
  if (person !== undefined) return `${agency}/person/${person}`;
  return role === undefined ? agency : `${agency}/role/${role}`;
}
