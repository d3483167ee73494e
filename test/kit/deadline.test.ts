import { afterEach, expect, test } from "@jest/globals";
import { type Deadline, startDeadline } from "../../service/deadline.ts";
import { runYouthWork, type RunningYouthWork } from "./running-youth-work.ts";

let agency: RunningYouthWork;
afterEach(() => agency.close());

const asked = "held visits { totalCount nodes { id } }";
const rules: [["read", string], ["read", string]] = [
  ["read", "youth-work.held"],
  ["read", "youth-work.visits"],
];

async function answerOf(deadline: Deadline, onStatement?: (sql: string) => void) {
  agency = await runYouthWork({ deadline, ...(onStatement === undefined ? {} : { onStatement }) });
  await agency.store({ known: ["C-1"], visits: [{ id: "v1", child: "C-1" }] });
  const { data, errors } = await agency.ask([await agency.permit("C-1", { rules })], asked);
  return {
    record: data._entities[0].youthWork,
    failed: errors.map(({ path, extensions }) => [path?.slice(2).join("."), extensions["code"]]),
  };
}

test("an agency reads nothing more for an operation whose time is up, and says so of each part that is missing", async () => {
  const deadline = startDeadline(60_000);
  deadline.callerLeft();
  const { record, failed } = await answerOf(deadline);
  expect(record).toBeNull();
  expect(failed).toEqual([["youthWork", "DEADLINE_PASSED"]]);
  expect(agency.statementsSince()).toEqual([]);
});

// On a server both tables are asked for at once, on two connections, and whether the first is there when the time is up is chance.
const oneAfterTheOther = process.env["TEST_DATABASE_URL"] === undefined ? test : test.skip;

oneAfterTheOther("what an agency has read when the time is up is answered, and goes no further", async () => {
  const read = new Set<string>();
  const real = startDeadline(60_000);
  const deadline = { signal: real.signal, timeLeft: () => (read.size === 2 ? 0 : 60_000) };
  const { record, failed } = await answerOf(deadline, (sql) => {
    for (const [, table = ""] of sql.matchAll(/FROM "(known_child|visit)"/g)) read.add(table);
  });
  expect(record).toEqual({ held: true, visits: { totalCount: 1, nodes: null } });
  expect(failed).toEqual([["youthWork.visits.nodes", "DEADLINE_PASSED"]]);
});
