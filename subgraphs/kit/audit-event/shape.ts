/** A code with the system in which it stands. */
export interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
}

/** Says of an element why it has no value: `masked`, since it was erased, or `unknown`. */
export interface Absent {
  readonly extension: readonly [{ readonly url: string; readonly valueCode: "masked" | "unknown" }];
}

/** Names somebody or something by an identifier, or says why it is not named. */
export type Reference = { readonly type?: string } & (
  { readonly identifier: { readonly system?: string; readonly value: string } } | { readonly display: string } | Absent
);

/** Who took part. */
export interface Agent {
  readonly type?: { readonly coding: readonly [Coding] };
  readonly role?: readonly { readonly coding: readonly [Coding] }[];
  readonly who: Reference;
  readonly requestor: boolean;
  readonly policy?: readonly string[];
  readonly network?: { readonly address: string; readonly type: "5" } | Absent;
  readonly purposeOfUse?: readonly { readonly coding: readonly Coding[] }[];
}

/** What it was about. */
export interface Entity {
  readonly what: Reference;
  readonly type: Coding;
  readonly role?: Coding;
  readonly detail?: readonly { readonly type: string; readonly valueString: string }[];
}

/** A FHIR R4 AuditEvent, as far as Childview writes one (http://hl7.org/fhir/R4/auditevent.html). */
export interface AuditEvent {
  readonly resourceType: "AuditEvent";
  readonly id: string;
  readonly meta?: { readonly profile: readonly string[] };
  readonly type: Coding;
  readonly subtype: readonly Coding[];
  readonly action: "C" | "R" | "U" | "D" | "E";
  readonly recorded: string;
  readonly outcome?: "0" | "4" | "8";
  readonly outcomeDesc?: string;
  readonly agent: readonly Agent[];
  readonly source: { readonly site: string; readonly observer: Reference; readonly type: readonly [Coding] };
  readonly entity?: readonly Entity[];
}
