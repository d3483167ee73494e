// What stands around each check in the copy that `main.ts` makes: it notes which test a check refused something in, and lets everything pass where it is told to.
import { appendFileSync } from "node:fs";

const off = Number(process.env.CHECK_OFF ?? "-1");
const log = process.env.CHECKS_LOG;

/** The answer to a question; `passes` is the answer by which nothing is refused. */
export function $asked(id, passes, answer) {
  if (Boolean(answer) === passes) return answer;
  note(id);
  return id === off ? passes : answer;
}

/** Makes a check that throws where it refuses. */
export function $passed(id, check) {
  try {
    check();
  } catch (error) {
    note(id);
    if (id !== off) throw error;
  }
}

function note(id) {
  if (log === undefined) return;
  const { testPath, currentTestName } = globalThis.expect?.getState() ?? {};
  if (currentTestName !== undefined) appendFileSync(log, `${JSON.stringify([id, testPath, currentTestName])}\n`);
}
