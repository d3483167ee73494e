import { loadChangeTests, loadPolicy, loadTests, runChangeMutants, runChangeTests, runMutants, runTests } from "../../policies/index.ts";
import { systemClock } from "../../service/clock.ts";
import { englandToday } from "../../service/england-today.ts";
import { explain } from "../../service/run-process.ts";
import { counted } from "../lines.ts";
import { mutationText } from "./mutation-text.ts";

/**
 * `npm run policy:mutate`: changes the agreements, and who may change what, in every small way and looks whether the tests notice. Ends with 0 if they notice every change that has an
 * effect, with 1 if not or if the tests fail as it is, and with 2 if it cannot be run.
 */
function main(folder: string): 0 | 1 {
  const policy = loadPolicy(folder, englandToday(systemClock()));
  const expectations = loadTests(folder, policy);
  const changes = loadChangeTests(folder, policy);
  const failures = [...runTests(policy, expectations).failures, ...runChangeTests(policy, changes).failures];
  if (failures.length > 0) {
    process.stdout.write(`The tests fail as it is, in ${counted(failures.length, "place")}: npm run policy -- test says where.\n`);
    return 1;
  }
  const [run, ofChanges] = [runMutants(policy, expectations), runChangeMutants(policy, changes)];
  process.stdout.write(mutationText(policy, run, ofChanges));
  return run.survivors.length + ofChanges.survivors.length === 0 ? 0 : 1;
}

try {
  process.exitCode = main("policies");
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 2;
}
