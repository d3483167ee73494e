import { auditEventOf } from "./audit-event.ts";
import { entryLine, type Service } from "./recorded-entry.ts";

/**
 * Takes the lines of an export, some at a time and each whole, and writes the entries among them as FHIR R4 AuditEvents: one resource a line, as FHIR's bulk data has them (NDJSON). Nothing is kept from one call to the next. Throws ZodError for an entry's line
 * that is none.
 */
export function writingEvents(service: Service, write: (lines: string) => Promise<void>): (lines: string) => Promise<void> {
  return (lines) => write(lines.split("\n").filter(isEntry).map(toEvent(service)).join(""));
}

// By RFC 8785 the members of an object stand in order, so an entry's line begins like this and no other does.
function isEntry(line: string): boolean {
  return line.startsWith('{"entry":');
}

function toEvent(service: Service): (line: string) => string {
  return (line) => `${JSON.stringify(auditEventOf(entryLine.parse(JSON.parse(line)), service))}\n`;
}
