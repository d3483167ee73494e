import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  circumstancesAt,
  circumstancesCount,
  decide,
  matrixCsv,
  matrixHtml,
  matrixMarkdown,
  matrixOf,
  recordKinds,
} from "../../policies/index.ts";
import type { Circumstances, Facts, Person, Policy } from "../../policies/index.ts";
import { policyOf, shown } from "./said.ts";
import { drawing } from "./drawn.ts";
import { promisesOf, type Row, rowsOf } from "./matrix-rows.ts";
import { everyRow, type WrittenRule } from "./oracle.ts";
import { someRules } from "./random.ts";
import { policy as realPolicy } from "./view.ts";
import { runs } from "../runs.ts";

const everyNumber = Array.from({ length: circumstancesCount }, (_, number) => number);
const rowOfKind = recordKinds.map((marks) =>
  everyRow.findIndex(
    (row) => row.aboutOther === marks.includes("aboutOther") && row.withheldFromFamily === marks.includes("withheldFromFamily"),
  ),
);

/** For each kind of record, whether an agency would show it on this decision. */
function decided(policy: Policy, person: Person, category: string, circumstances: Circumstances): boolean[] {
  const { consent, restriction, override, ...common } = circumstances;
  const own = <T>(value: T) => ({ [category]: value });
  const facts: Facts = { ...person, ...common, consent: own(consent), restrictions: own(restriction), overrides: own(override) };
  const isShown = shown(decide(policy, facts, [category]).get(category));
  return rowOfKind.map((row) => isShown[row] === true);
}

const toldOf = (policy: Policy) => promisesOf(rowsOf(matrixCsv(matrixOf(policy))));

/** Where the rows promise another thing than is decided: of each kind of record, in so many situations. */
function broken(policy: Policy, numbers: readonly number[]): unknown[] {
  const promised = toldOf(policy);
  return policy.persons.flatMap((person) =>
    policy.categories.flatMap(({ id }) =>
      numbers.map(circumstancesAt).flatMap((circumstances) =>
        decided(policy, person, id, circumstances).flatMap((isRead, kind) => {
          const marks = recordKinds[kind] ?? [];
          const told = promised(person, id, circumstances, marks);
          return told === "in some situations" || (told === "read") === isRead ? [] : [{ person, id, circumstances, marks, told, isRead }];
        }),
      ),
    ),
  );
}

/** The situations of a row. */
const numbersOf = (row: Row) =>
  everyNumber.filter((number) => {
    const { relationship, purpose, rightsHolder } = circumstancesAt(number);
    return relationship === row["relationship"] && purpose === row["purpose"] && rightsHolder === row["rights_holder"];
  });

/** Kinds of which a row says that they are left out in some situations only, though it is in none or in all in which the category is read. */
function idle(policy: Policy, row: Row): unknown[] {
  const person = { role: row["role"] ?? "", agency: row["agency"] ?? "" };
  const category = row["category"] ?? "";
  const all = numbersOf(row).map((number) => decided(policy, person, category, circumstancesAt(number)));
  const promised = toldOf(policy);
  return recordKinds.filter((marks, kind) => {
    const [isRead, isLeftOut] = [all.some((one) => one[kind]), all.some((one) => one[0] && one[kind] !== true)];
    const told = new Set(numbersOf(row).map((number) => promised(person, category, circumstancesAt(number), marks)));
    return told.has("in some situations") !== (isRead && isLeftOut);
  });
}

describe("what the matrix promises of records, with whatever marks, is what is decided", () => {
  test("for any agreements, in any situation", () => {
    fc.assert(
      fc.property(someRules, fc.nat(), (rules, seed) => {
        const draw = drawing(seed);
        const numbers = Array.from({ length: 40 }, () => draw(circumstancesCount));
        expect(broken(policyOf(rules), numbers)).toEqual([]);
      }),
      { numRuns: runs(40) },
    );
  });

  test("for any agreements, and it leaves nothing open that it could promise", () => {
    fc.assert(
      fc.property(someRules, fc.nat(), (rules, seed) => {
        const policy = policyOf(rules);
        const draw = drawing(seed);
        const rows = rowsOf(matrixCsv(matrixOf(policy))).filter(({ need }) => need !== "NEVER");
        const some = rows.length === 0 ? [] : Array.from({ length: 3 }, () => rows[draw(rows.length)] ?? {});
        expect(some.flatMap((row) => idle(policy, row))).toEqual([]);
      }),
      { numRuns: runs(20) },
    );
  });

  test("for the agreements in force, and they leave nothing open", () => {
    const draw = drawing(Date.now());
    expect(
      broken(
        realPolicy,
        Array.from({ length: 12 }, () => draw(circumstancesCount)),
      ),
    ).toEqual([]);
    expect(rowsOf(matrixCsv(matrixOf(realPolicy))).filter((row) => row["leaves_out_at_times"] !== "")).toEqual([]);
  });
});

const reading: WrittenRule["when"] = { relationship: ["team"], purpose: ["SAFEGUARDING"] };
const permit = (id: string, when: WrittenRule["when"]): WrittenRule => ({
  id,
  effect: "permit",
  who: { roles: ["senco"] },
  mayRead: ["health.therapies"],
  when,
});

test.each<[string, WrittenRule[], string]>([
  [
    "an override opens the marked records too",
    [permit("ordinary", { ...reading, record: { aboutOther: false } }), permit("overridden", { ...reading, override: true })],
    "Records about another person are left out in some situations; have the one you mean explained.",
  ],
  [
    "a restriction closes the marked records alone",
    [
      permit("ordinary", reading),
      {
        id: "closed",
        effect: "prohibit",
        who: "everyone",
        mayNotRead: ["health.therapies"],
        when: { restriction: ["serious-harm"], record: { withheldFromFamily: true } },
      },
    ],
    "Records withheld from the family are left out in some situations; have the one you mean explained.",
  ],
])("where %s, every page says that records are left out in some situations", (_what, rules, sentence) => {
  const matrix = matrixOf(policyOf(rules));
  const [row] = rowsOf(matrixCsv(matrix)).filter(({ need, category }) => need !== "NEVER" && category === "health.therapies");
  expect([row?.["leaves_out"], row?.["leaves_out_at_times"]]).toEqual([
    "",
    sentence.includes("family") ? "withheldFromFamily" : "aboutOther",
  ]);
  for (const page of [matrixMarkdown(matrix), matrixHtml(matrix)]) {
    expect(page).toContain(sentence);
    expect(page).toMatch(/● team\\?\*/);
  }
});
