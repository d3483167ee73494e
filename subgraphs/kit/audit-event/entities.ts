import { fact, personalText, type RecordedEntry, type Service } from "./recorded-entry.ts";
import type { Absent, Entity } from "./shape.ts";
import { others, own } from "./systems.ts";

/** Facts that an AuditEvent has a place for; every other stands among the details. */
const placed = new Set(["trace", "operation", "role", "agency", "purpose", "policy", "outcome", "client", "by"]);

/** The changes whose subject is no child, but an override, or an alert. */
export const notOfAChild: ReadonlySet<string> = new Set([
  ...["revokeOverride", "reviewOverride", "allowAnotherOverride", "tellFamilyOfOverride"],
  "markAlertRead",
]);

/** What it was about: the child, what was read or changed with all that the entry says of it, and the trace, by which the events of all services belong together. */
export function entitiesOf(recorded: RecordedEntry, service: Service): readonly Entity[] {
  const child = childOf(recorded);
  const trace = fact(recorded, "trace");
  return [...(child === undefined ? [] : [patient(child, service)]), data(recorded), ...(trace === undefined ? [] : [transaction(trace)])];
}

/** The child of an entry: of a change what it was made to, if that is a child. */
export function childOf(recorded: RecordedEntry): string | Absent | undefined {
  return personalText(recorded, isOfSubject(recorded) ? "subject" : "child");
}

/** Whether what a change was made to is the child. */
function isOfSubject(recorded: RecordedEntry): boolean {
  return recorded.entry.kind === "change" && !notOfAChild.has(fact(recorded, "change") ?? "");
}

function patient(child: string | Absent, { childSystem }: Service): Entity {
  return {
    what: { type: "Patient", ...(typeof child === "string" ? { identifier: { system: childSystem, value: child } } : child) },
    type: { system: others.entityType, code: "1", display: "Person" },
    role: { system: others.objectRole, code: "1", display: "Patient" },
  };
}

// Which entry of the log it was, and the hash that the log's tree is made of: there it can be proved.
function data(recorded: RecordedEntry): Entity {
  const { index, leaf } = recorded;
  const operation = fact(recorded, "operation");
  return {
    what: {
      identifier: operation === undefined ? { system: own.entry, value: String(index) } : { system: own.operation, value: operation },
    },
    type: { system: others.entityType, code: "2", display: "System Object" },
    role: { system: others.objectRole, code: "4", display: "Domain Resource" },
    detail: [
      { type: "entry", valueString: String(index) },
      { type: "leaf", valueString: leaf },
      ...factsOf(recorded),
      ...personalOf(recorded),
    ],
  };
}

function transaction(trace: string): Entity {
  return { what: { identifier: { value: trace } }, type: { system: others.balpEntity, code: "XrequestId" } };
}

type Detail = NonNullable<Entity["detail"]>[number];

function factsOf({ entry: { facts } }: RecordedEntry): Detail[] {
  return Object.entries(facts).flatMap(([type, value]) => (placed.has(type) ? [] : detailsOf(type, value)));
}

/** What is about a person and is neither the person nor the child: records, an override. What was erased says by which entry. */
function personalOf(recorded: RecordedEntry): Detail[] {
  const placedHere = ["person", "child", ...(isOfSubject(recorded) ? ["subject"] : [])];
  return Object.entries(recorded.personal).flatMap(([field, found]) => {
    if ("erased" in found) return [{ type: `erased.${field}`, valueString: `by entry ${String(found.erased)}` }];
    return placedHere.includes(field) ? [] : detailsOf(field, found.value);
  });
}

/** One detail for a value, and for each member of an object, under names joined by dots. Of what is empty there is nothing to say: FHIR has no empty text. */
function detailsOf(type: string, value: unknown): Detail[] {
  if (value === null || value === "" || (Array.isArray(value) && value.length === 0)) return [];
  if (typeof value === "string") return [{ type, valueString: value }];
  if (typeof value !== "object" || Array.isArray(value)) return [{ type, valueString: JSON.stringify(value) }];
  return Object.entries(value).flatMap(([name, member]) => detailsOf(`${type}.${name}`, member));
}
