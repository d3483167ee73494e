import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { compactHeader } from "../../trust/notice.ts";
import { runYouthWork, type ClubRow, type Rows, type RowMarks, type RunningYouthWork, type VisitRow } from "./running-youth-work.ts";
import type { Decided } from "../permits/permit-maker.ts";
import { runs } from "../runs.ts";

let agency: RunningYouthWork;
beforeAll(async () => {
  agency = await runYouthWork();
});
afterAll(() => agency.close());

/** What a permit says of a category, and which marked records that leaves. Written apart from the guard, so that the two can differ. */
const modes = {
  unnamed: () => false,
  withheld: () => false,
  whole: () => true,
  aboutNobodyElse: ({ aboutOther }: RowMarks) => !aboutOther,
  notFromFamily: ({ withheldFromFamily }: RowMarks) => !withheldFromFamily,
  unmarked: ({ aboutOther, withheldFromFamily }: RowMarks) => !aboutOther && !withheldFromFamily,
} as const satisfies Record<string, (marks: RowMarks) => boolean>;
type Mode = keyof typeof modes;
type Modes = Record<"held" | "visits" | "safety" | "clubs", Mode>;

const mode = fc.constantFrom(...(Object.keys(modes) as Mode[]));
const decision = fc.record({ held: fc.constantFrom<Mode>("whole", "withheld"), visits: mode, safety: mode, clubs: mode });
const asked = ["C-1", "C-2"] as const;
const children = fc.constantFrom("C-1", "C-2", "C-3");
const marks = { aboutOther: fc.boolean(), withheldFromFamily: fc.boolean() };
const days = fc.constantFrom("2026-01-01", "2026-02-02", "2026-03-03", null);
const worries = fc.constantFrom(null, "bruises", "hungry");

// Even ids are in the first database; odd ones come in between in the second, so that what is hidden would move what is shown.
const ids = (first: 0 | 1): fc.Arbitrary<string> => fc.nat(9).map((number) => `r${String(2 * number + first).padStart(2, "0")}`);
const rowsOf = <T extends { id: string }>(row: fc.Arbitrary<T>) => fc.uniqueArray(row, { maxLength: 9, selector: ({ id }) => id });
const visitsFrom = (first: 0 | 1) =>
  rowsOf(fc.record({ id: ids(first), child: children, on: days, place: fc.constantFrom("home", "school"), worry: worries, ...marks }));
const clubsFrom = (first: 0 | 1) =>
  rowsOf(fc.record({ id: ids(first), child: children, name: fc.constantFrom("chess", "choir"), ...marks }));

const situations = fc.record({
  decisions: fc.tuple(decision, decision),
  known: fc.subarray(["C-1", "C-2", "C-3"]),
  knownOtherwise: fc.subarray(["C-1", "C-2", "C-3"]),
  visits: visitsFrom(0),
  otherVisits: visitsFrom(1),
  otherWorry: worries,
  clubs: clubsFrom(0),
  otherClubs: clubsFrom(1),
  first: fc.constantFrom(0, 1, 2, 50),
  after: fc.option(fc.oneof(ids(0), ids(1))),
});
type Situation = typeof situations extends fc.Arbitrary<infer T> ? T : never;

test("what a permit does not show changes no byte of an answer: values, errors, notices, counts, cursors, order", async () => {
  await fc.assert(
    fc.asyncProperty(situations, async (situation) => {
      const one = await answerOver(firstDatabase(situation), situation);
      const other = await answerOver(secondDatabase(situation), situation);
      expect(other).toBe(one);
    }),
    { numRuns: runs(80) },
  );
});

test("what a permit shows does change the answer, so that the promise above is not kept by saying nothing", async () => {
  const whole: Modes = { held: "whole", visits: "whole", safety: "whole", clubs: "whole" };
  const ask = (rows: Rows) => answerOver(rows, { decisions: [whole, whole], first: 50, after: null });
  const texts = [
    await ask({ known: ["C-1"] }),
    await ask({ known: ["C-1"], visits: [{ id: "r00", child: "C-1" }] }),
    await ask({ known: ["C-1"], visits: [{ id: "r01", child: "C-1" }] }),
    await ask({ known: ["C-1"], visits: [{ id: "r01", child: "C-1", worry: "hungry" }] }),
    await ask({ known: ["C-1"], clubs: [{ id: "r01", child: "C-1" }] }),
  ];
  expect(new Set(texts).size).toBe(texts.length);
});

function firstDatabase({ known, visits, clubs }: Situation): Rows {
  return { known, visits, clubs };
}

/** The first database, stored in another order, with everything else in place of what the permits do not show. */
function secondDatabase({ decisions, known, knownOtherwise, visits, otherVisits, otherWorry, clubs, otherClubs }: Situation): Rows {
  const shown = (row: RowMarks & { child: string }, category: keyof Modes): boolean => {
    const decided = decisions[asked.findIndex((child) => child === row.child)];
    return decided !== undefined && modes[decided[category]](row);
  };
  // That the agency knows a child may be told by `held`, and by the child's own rows; where neither is shown, nothing else may tell it.
  const existenceHidden = (child: string): boolean => {
    const decided = decisions[asked.findIndex((name) => name === child)];
    if (decided === undefined) return true;
    const rowShown =
      visits.some((row) => row.child === child && shown(row, "visits")) || clubs.some((row) => row.child === child && shown(row, "clubs"));
    return !rowShown && (decided.held === "unnamed" || decided.held === "withheld");
  };
  return {
    known: [...known.filter((child) => !existenceHidden(child)), ...knownOtherwise.filter(existenceHidden)],
    visits: [
      ...otherVisits.filter((row) => !shown(row, "visits")),
      ...visits
        .toReversed()
        .filter((row) => shown(row, "visits"))
        .map((row) => (shown(row, "safety") ? row : { ...row, worry: otherWorry })),
    ] satisfies VisitRow[],
    clubs: [
      ...otherClubs.filter((row) => !shown(row, "clubs")),
      ...clubs.toReversed().filter((row) => shown(row, "clubs")),
    ] satisfies ClubRow[],
  };
}

async function answerOver(rows: Rows, { decisions, first, after }: Pick<Situation, "decisions" | "first" | "after">): Promise<string> {
  await agency.store(rows);
  const permits = await Promise.all(asked.map((child, index) => agency.permit(child, decidedBy(decisions[index]))));
  const args =
    after === null ? `(first: ${String(first)})` : `(first: ${String(first)}, after: "${Buffer.from(after).toString("base64url")}")`;
  const page = "totalCount nodes { id } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }";
  const visit = "id visitedOn place { code } steps { done outcome { label } } worker { id } worry";
  const selection = `held visits${args} { ${page} } all: visits { nodes { ${visit} } } everyVisit { ${visit} } latestVisit { ${visit} } clubs${args} { ${page} nodes { name } }`;
  const plain = await agency.ask(permits, selection);
  const compact = await agency.ask(permits, selection, { [compactHeader.name]: compactHeader.value });
  return `${plain.text} ${compact.text}`;
}

function decidedBy(decided: Modes | undefined): Decided {
  const entries = Object.entries(decided ?? {}).map(([thing, each]) => [`youth-work.${thing}`, each] as const);
  const conditions = {
    unnamed: [],
    withheld: [],
    whole: [{}],
    aboutNobodyElse: [{ aboutOther: false }],
    notFromFamily: [{ withheldFromFamily: false }],
    unmarked: [{ aboutOther: false, withheldFromFamily: false }],
  } as const;
  return {
    rules: entries.flatMap(([category, each]): NonNullable<Decided["rules"]> =>
      conditions[each].map((marksLeft) => (each === "whole" ? ["read", category] : ["read", category, marksLeft])),
    ),
    withheld: Object.fromEntries(
      entries.flatMap(([category, each]) => (each === "withheld" ? [[category, { reason: "NO_CONSENT", rules: ["asked"] }]] : [])),
    ),
    inPart: Object.fromEntries(entries.map(([category, each]) => [category, [each.toLowerCase()]])),
  };
}
