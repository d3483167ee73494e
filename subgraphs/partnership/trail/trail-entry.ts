import { isReadCode } from "../../../trust/permit-codes.ts";
import type { RecordedEntry } from "./recorded-entry.ts";

/** What became of a category in an entry: whether it was asked for and opened, would have been opened whatever was asked for, or was refused. */
export type KindOutcome = "LOOKED_AT" | "COULD_READ" | "REFUSED";

/** A category in an entry, and why it was refused if it was. */
export interface KindInTrail {
  readonly category: string;
  readonly outcome: KindOutcome;
  readonly reason: string | null;
}

/** An entry as an officer reads it. */
export interface TrailEntry {
  readonly entry: RecordedEntry;
  readonly kinds: readonly KindInTrail[];
}

/** What an officer asks for; what is not given is not asked for. */
export interface TrailFilter {
  readonly child?: string | undefined;
  readonly practitioner?: string | undefined;
  readonly category?: string | undefined;
  readonly override?: string | undefined;
  /** A code of `reasonCodes`. */
  readonly reason?: string | undefined;
}

const kindsRead: ReadonlySet<string> = new Set(["decision", "question", "change"]);

/**
 * What an officer of an agency is told of an entry; undefined if nothing. Of their own agency's people all that they asked for and changed; of other agencies' people that they might read this agency's own records, which that agency's log has as
 * well, and no more: whom another agency works with, and by which override, is its own. The family is not watched. Does not check that the agency knows the child. Pure.
 */
export function toldToOfficer(entry: RecordedEntry, officer: string): TrailEntry | undefined {
  const { agency } = entry.facts;
  if (!kindsRead.has(entry.kind) || entry.person === null || agency === "family" || agency === "") return undefined;
  if (agency === officer) return { entry, kinds: [...ownKinds(entry), ...Object.values(entry.facts.permits).flatMap(kindsOf)] };
  const permit = entry.facts.permits[officer];
  const kinds = permit === undefined ? [] : kindsOf(permit);
  if (permit === undefined || !kinds.some(({ outcome }) => outcome !== "REFUSED")) return undefined;
  return { entry: { ...entry, override: null, facts: { ...entry.facts, categories: {}, permits: { [officer]: permit } } }, kinds };
}

/** Whether what is told of an entry is asked for. Pure. */
export function isAskedFor({ entry, kinds }: TrailEntry, { child, practitioner, category, override, reason }: TrailFilter): boolean {
  return (
    (child === undefined || entry.child === child) &&
    (practitioner === undefined || entry.person === practitioner) &&
    (override === undefined || entry.override === override) &&
    (category === undefined && reason === undefined
      ? true
      : kinds.some((kind) => (category === undefined || kind.category === category) && (reason === undefined || kind.reason === reason)))
  );
}

function ownKinds({ facts }: RecordedEntry): KindInTrail[] {
  return Object.entries(facts.categories).map(([category, { withheld }]) => ({
    category,
    outcome: withheld === null ? "LOOKED_AT" : "REFUSED",
    reason: withheld,
  }));
}

function kindsOf({ codes, asked }: RecordedEntry["facts"]["permits"][string]): KindInTrail[] {
  const known = asked !== null && asked !== undefined && asked.length > 0;
  return Object.entries(codes).flatMap(([category, code]): KindInTrail[] => {
    if (known && !asked.includes(category)) return [];
    if (isReadCode(code)) return [{ category, outcome: known ? "LOOKED_AT" : "COULD_READ", reason: null }];
    // What was refused and perhaps not asked for says nothing.
    return known ? [{ category, outcome: "REFUSED", reason: code }] : [];
  });
}
