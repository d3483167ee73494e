import { agentsOf } from "./agents.ts";
import { childOf, entitiesOf } from "./entities.ts";
import { type Pattern, patternOf } from "./pattern.ts";
import { fact, type RecordedEntry, type Service } from "./recorded-entry.ts";
import type { AuditEvent } from "./shape.ts";
import { basicAudit, others, own } from "./systems.ts";

/**
 * An entry as a FHIR R4 AuditEvent, plain JSON, by the profiles of IHE's Basic Audit Log Patterns 1.1 as far as they fit: one is named where what was asked for was done, since they are of that alone. Pure. It loses nothing of the entry but its
 * salts, without which nothing can be proved: for that there is the log's own export.
 */
export function auditEventOf(recorded: RecordedEntry, service: Service): AuditEvent {
  const { index, entry } = recorded;
  const pattern = patternOf(entry.kind);
  const outcome = outcomeOf(recorded, pattern);
  return {
    resourceType: "AuditEvent",
    id: `${service.name}-${String(index)}`,
    ...profileOf(recorded, pattern, outcome),
    type: pattern.type,
    subtype: [...pattern.subtype, { system: own.kind, code: entry.kind }],
    action: pattern.action,
    recorded: entry.at,
    ...(outcome === undefined ? {} : { outcome }),
    ...(pattern.outcomeDesc === undefined ? {} : { outcomeDesc: pattern.outcomeDesc }),
    agent: agentsOf(recorded, service, pattern),
    source: {
      site: service.name,
      observer: { identifier: { system: own.service, value: service.name } },
      type: [{ system: others.sourceType, code: "4", display: "Application Server" }],
    },
    entity: entitiesOf(recorded, service),
  };
}

// FHIR's codes are DICOM's: 4 is a request that could not be, 8 a service that failed.
const outcomes: Readonly<Record<string, NonNullable<AuditEvent["outcome"]>>> = { answered: "0", refused: "4", failed: "8" };

function outcomeOf(recorded: RecordedEntry, pattern: Pattern): AuditEvent["outcome"] {
  const said = fact(recorded, "outcome");
  return said !== undefined && Object.hasOwn(outcomes, said) ? outcomes[said] : pattern.outcome;
}

function profileOf(recorded: RecordedEntry, { follows }: Pattern, outcome: AuditEvent["outcome"]): Pick<AuditEvent, "meta"> {
  if (follows === undefined || outcome !== "0" || recorded.personal["person"] === undefined) return {};
  return { meta: { profile: [basicAudit(childOf(recorded) === undefined ? follows : `Patient${follows}`)] } };
}
