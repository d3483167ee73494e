import type { AuditEvent, Coding } from "./shape.ts";
import { others } from "./systems.ts";

/** What an AuditEvent says of every entry of a kind. */
export interface Pattern {
  readonly type: Coding;
  readonly subtype: readonly Coding[];
  readonly action: AuditEvent["action"];
  /** Which of IHE's Basic Audit Log Patterns it follows, if what was asked for was done. */
  readonly follows?: "Read" | "Update";
  /** How it came out, where the entry itself says nothing: it is written with what it tells of, or not at all. */
  readonly outcome?: AuditEvent["outcome"];
  readonly outcomeDesc?: string;
}

const rest: Coding = { system: others.eventType, code: "rest", display: "Restful Operation" };
const read = { type: rest, action: "R", follows: "Read" } as const;
const interaction = (code: string): Coding => ({ system: others.interaction, code, display: code });
const dicom = (code: string, display: string): Coding => ({ system: others.dicom, code, display });

// GraphQL is asked over HTTP as REST is; what is read of one child by one grant is one resource that is read.
const patterns: Readonly<Record<string, Pattern>> = {
  decision: { ...read, subtype: [interaction("read"), { system: others.balpDecision, code: "AuthZ-Consent" }] },
  release: { ...read, subtype: [interaction("read")] },
  question: { ...read, subtype: [interaction("read")] },
  operation: { type: rest, subtype: [interaction("operation")], action: "E" },
  change: { type: rest, subtype: [interaction("update")], action: "U", follows: "Update", outcome: "0" },
  undelivered: {
    ...{ type: rest, subtype: [interaction("read")], action: "R" },
    ...{ outcome: "8", outcomeDesc: "The answer was recorded, and the connection closed before it was sent." },
  },
  import: { type: dicom("110107", "Import"), subtype: [], action: "C", outcome: "0" },
  start: { type: dicom("110100", "Application Activity"), subtype: [dicom("110120", "Application Start")], action: "E", outcome: "0" },
  stop: { type: dicom("110100", "Application Activity"), subtype: [dicom("110121", "Application Stop")], action: "E", outcome: "0" },
  erasure: {
    ...{ type: dicom("110101", "Audit Log Used"), action: "D", outcome: "0" },
    subtype: [{ system: others.lifecycle, code: "destroy", display: "Destroy/Delete Record Lifecycle Event" }],
  },
  policy: { type: dicom("110113", "Security Alert"), subtype: [dicom("110130", "Security Configuration")], action: "E", outcome: "0" },
  key: { type: dicom("110113", "Security Alert"), subtype: [dicom("110130", "Security Configuration")], action: "E", outcome: "0" },
};

const unlisted: Pattern = { type: dicom("110100", "Application Activity"), subtype: [], action: "E" };

/** The pattern of a kind of entry. Of a kind that is not listed nothing is said but that the service did something: all that it has stands among the details. */
export function patternOf(kind: string): Pattern {
  return Object.hasOwn(patterns, kind) ? (patterns[kind] ?? unlisted) : unlisted;
}
