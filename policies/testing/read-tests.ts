import type { Finding } from "../documents/check-rule.ts";
import { readShape } from "../documents/read-shape.ts";
import type { Place } from "../documents/policy-error.ts";
import { parseSource } from "../documents/source.ts";
import type { Path, PolicyDocument, Source } from "../documents/source.ts";
import type { Person, Policy } from "../policy.ts";
import { recordKinds } from "../questions/effects.ts";
import { recordMarks } from "../vocabulary.ts";
import type { RecordMark } from "../vocabulary.ts";
import { refusals, unknownInLists, unknownInTest, unsoundInTest } from "./check-test.ts";
import { commonOf, ownOf } from "./circumstances.ts";
import type { CategoryExpectation, Expectation } from "./expectation.ts";
import { namesFor, resolved } from "./names.ts";
import type { TestNames } from "./names.ts";
import { testsShape } from "./shapes.ts";
import type { TestDocument } from "./shapes.ts";

// What a record must bear to be left out.
const marksOf = {
  aboutOther: ["aboutOther"],
  withheldFromFamily: ["withheldFromFamily"],
  both: recordMarks,
} as const satisfies Record<keyof TestDocument["leavesOut"], readonly RecordMark[]>;

/**
 * Reads the files of tests, in which each can use the lists of all. Throws a PolicyError at the first thing that is wrong: a name that does not exist, a
 * category both read and refused, the same name twice. Pure. Does not run the tests.
 */
export function readTests(policy: Policy, files: readonly PolicyDocument[]): readonly Expectation[] {
  const read = files.map((file) => {
    const source = parseSource(file);
    return { source, document: readShape(source, testsShape) };
  });
  const names = namesFor(
    policy,
    read.map(({ document }) => document),
  );
  const claimed = new Set<string>();
  for (const { source, document } of read) {
    refuse(source, [], unknownInLists(document, policy));
    for (const kind of ["roles", "categories"] as const) {
      for (const list of Object.keys(document.lists[kind])) claim(claimed, list, source, ["lists", kind, list]);
    }
  }
  for (const { source, document } of read) {
    for (const [index, test] of document.tests.entries()) {
      claim(claimed, test.name, source, ["tests", index, "name"]);
      refuse(source, ["tests", index], unknownInTest(test, names));
      refuse(source, ["tests", index], unsoundInTest(test, names));
    }
  }
  return read.flatMap(({ source, document }) =>
    document.tests.map((test, index) =>
      expectationFrom(policy, names, test, { file: source.file, line: source.line(["tests", index, "name"]) }),
    ),
  );
}

function expectationFrom(policy: Policy, names: TestNames, test: TestDocument, place: Place): Expectation {
  const categories = (list: readonly string[] | undefined) => new Set(resolved(names.categories, list ?? []));
  const about = test.about ? [...categories(test.about)] : policy.categories.map(({ id }) => id);
  const reads = test.reads === "nothing" ? new Set() : categories(test.reads);
  const reasons = new Map(refusals.flatMap((reason) => [...categories(test.refuses[reason])].map((id) => [id, reason] as const)));
  const leftOut = (Object.keys(marksOf) as (keyof typeof marksOf)[]).map((key) => ({
    marks: marksOf[key],
    of: categories(test.leavesOut[key]),
  }));
  const own = ownOf(test.when, names.categories);
  const expected = (id: string): CategoryExpectation => {
    const reason = reasons.get(id);
    const kept = leftOut.filter(({ of }) => of.has(id)).map(({ marks }) => marks);
    const readable = recordKinds.map((borne) => reads.has(id) && !kept.some((marks) => marks.every((mark) => borne.includes(mark))));
    return { own: own(id), readable, ...(reason && { reason }) };
  };
  return {
    name: test.name,
    place,
    persons: personsOf(test, names, policy),
    common: commonOf(test.when),
    categories: new Map(about.map((id) => [id, expected(id)])),
  };
}

// A role in an agency that does not have it is no person, but somebody may claim it.
function personsOf({ who }: TestDocument, names: TestNames, { persons }: Policy): readonly Person[] {
  if (who === "everyone") return persons;
  const roles = resolved(names.roles, who.roles);
  const { agency } = who;
  return agency
    ? roles.flatMap((role) => agency.map((one) => ({ role, agency: one })))
    : persons.filter(({ role }) => roles.includes(role));
}

function claim(claimed: Set<string>, name: string, source: Source, path: Path): void {
  if (claimed.has(name)) throw source.error("ID_DUPLICATE", path, `"${name}" stands twice.`);
  claimed.add(name);
}

function refuse(source: Source, path: Path, [first]: readonly Finding[]): void {
  if (first) throw source.error(first.code, [...path, ...first.at], first.detail);
}
