import { describe, expect, test } from "@jest/globals";
import { type Around, flagsOf } from "../../subgraphs/partnership/trail/flags.ts";
import { readRecorded, type RecordedEntry } from "../../subgraphs/partnership/trail/recorded-entry.ts";

interface Some {
  readonly at?: string;
  readonly kind?: string;
  readonly child?: string | null;
  readonly override?: string;
  readonly trace?: string;
  readonly entered?: string[];
  readonly permits?: object;
  readonly purpose?: string;
  readonly categories?: object;
}

function entry({
  at = "2026-11-02T10:00:00.000Z",
  kind = "decision",
  child = "c",
  override,
  trace = at,
  ...facts
}: Some = {}): RecordedEntry {
  const text = JSON.stringify({
    ...{ at, kind, commitments: { person: trace } },
    facts: { trace, agency: "education", role: "senco", permits: { health: { codes: {} } }, ...facts },
  });
  const read = readRecorded(text, { person: "helen", child, ...(override === undefined ? {} : { override }) });
  if (read === undefined) throw new Error("not an entry");
  return read;
}

const usual: Around = { same: [], name: "Helen Marsh", child: { familyName: "Ahmed", memberships: [], processEvents: [] } };
const codes = (one: RecordedEntry, around: Partial<Around> = {}) => flagsOf(one, { ...usual, ...around }).map(({ code }) => code);
const membership = { practitioner: "helen", agency: "education", from: "2026-01-01", until: null, endedAt: null };
const minute = (at: number) => `2026-11-02T10:${String(at).padStart(2, "0")}:00.000Z`;

describe("an entry is flagged", () => {
  test("and usually is not", () => {
    expect(codes(entry(), { same: [entry()], child: { familyName: "Ahmed", memberships: [membership], processEvents: [] } })).toEqual([]);
  });

  test("where records of twenty children were asked for in ten minutes, and not where they were nineteen, or names alone", () => {
    const many = (count: number, permits: object = { health: { codes: {} } }) =>
      Array.from({ length: count }, (_, at) => entry({ child: `c${String(at)}`, at: minute(at % 10), trace: `t${String(at)}`, permits }));
    expect(codes(entry(), { same: many(20) })).toEqual(["MANY_CHILDREN"]);
    expect(codes(entry(), { same: many(19) })).toEqual([]);
    expect(codes(entry(), { same: many(20, {}) })).toEqual([]);
    expect(codes(entry({ at: "2026-11-02T10:30:00.000Z" }), { same: many(20) })).toEqual([]);
  });

  test("where an override opened the child, or the child is out of reach", () => {
    expect(codes(entry({ override: "o" }))).toEqual(["OUTSIDE_CASELOAD"]);
    expect(codes(entry({ kind: "question", child: null, entered: ["child"] }), { child: undefined })).toEqual(["OUTSIDE_CASELOAD"]);
    expect(codes(entry({ kind: "question", child: null, entered: ["myChildren"] }), { child: undefined })).toEqual([]);
  });

  test("where the child has the same family name, whatever case and accents", () => {
    expect(codes(entry(), { name: "Ann  NOVÁK", child: { familyName: "Novak", memberships: [], processEvents: [] } })).toEqual([
      "OWN_FAMILY_NAME",
    ]);
    expect(codes(entry(), { name: null, child: { familyName: "", memberships: [], processEvents: [] } })).toEqual([]);
  });

  test("after they had left the team, and not before, nor while they are on it again", () => {
    const left = { ...membership, endedAt: new Date("2026-11-01T12:00:00Z") };
    const of = (...memberships: (typeof left | typeof membership)[]) => ({
      child: { familyName: "Ahmed", memberships, processEvents: [] },
    });
    expect(codes(entry(), of(left))).toEqual(["AFTER_LEAVING"]);
    expect(codes(entry({ at: "2026-10-31T10:00:00.000Z" }), of(left))).toEqual([]);
    expect(codes(entry(), of(left, membership))).toEqual([]);
    expect(codes(entry(), of({ ...membership, until: "2026-11-01" } as unknown as typeof membership))).toEqual(["AFTER_LEAVING"]);
    expect(codes(entry(), of({ ...left, practitioner: "tom" }))).toEqual([]);
  });

  test("at night by England's clock", () => {
    expect(codes(entry({ at: "2026-07-02T20:59:00.000Z" }))).toEqual([]);
    expect(codes(entry({ at: "2026-07-02T21:00:00.000Z" }))).toEqual(["UNUSUAL_HOURS"]);
    expect(codes(entry({ at: "2026-11-02T05:59:00.000Z" }))).toEqual(["UNUSUAL_HOURS"]);
    expect(codes(entry({ at: "2026-11-02T06:00:00.000Z" }))).toEqual([]);
  });

  test("where one child was asked for ten times on a day, each operation once", () => {
    const times = (count: number) => Array.from({ length: count }, (_, at) => entry({ at: minute(at), trace: `t${String(at)}` }));
    expect(codes(entry(), { same: times(10) })).toEqual(["AGAIN_AND_AGAIN"]);
    expect(codes(entry(), { same: [...times(9), ...times(9)] })).toEqual([]);
  });

  test("for an assessment that the child did not have open then, and neither before it was closed nor where anything was read", () => {
    const refused = { permits: {}, categories: { "child.names": { fields: ["givenNames"], withheld: "PURPOSE" } } };
    const asked = (purpose: string, more: object = refused) => entry({ purpose, ...more });
    const opened = { process: "p", kind: "EHC_ASSESSMENT", event: "opened", on: "2026-07-06", recordedAt: null } as const;
    const closed = { ...opened, event: "closed", on: "2026-10-30", recordedAt: new Date("2026-11-02T09:59:00Z") } as const;
    const of = (...processEvents: (typeof opened | typeof closed)[]) => ({
      child: { familyName: "Ahmed", memberships: [], processEvents },
    });
    expect(codes(asked("EHC_ASSESSMENT"), of())).toEqual(["PURPOSE_NOT_OPEN"]);
    expect(codes(asked("EHC_ASSESSMENT"), of(opened))).toEqual([]);
    expect(codes(asked("EHC_ASSESSMENT"), of({ ...opened, on: "2026-11-03" } as unknown as typeof opened))).toEqual(["PURPOSE_NOT_OPEN"]);
    expect(codes(asked("EHC_ASSESSMENT"), of(opened, closed))).toEqual(["PURPOSE_NOT_OPEN"]);
    expect(codes(asked("EHC_ASSESSMENT"), of(opened, { ...closed, recordedAt: new Date("2026-11-02T10:01:00Z") }))).toEqual([]);
    expect(codes(asked("ANNUAL_REVIEW"), of(opened))).toEqual(["PURPOSE_NOT_OPEN"]);
    expect(codes(asked("DIRECT_SUPPORT"), of())).toEqual([]);
    expect(codes(asked("EHC_ASSESSMENT", { permits: { health: { codes: { "health.held": "ALL" } } } }), of())).toEqual([]);
    expect(codes(asked("EHC_ASSESSMENT"), { child: undefined })).toEqual([]);
  });
});
