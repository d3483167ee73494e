import { categoryName, circumstancesText, personName, recordsText } from "../../policies/index.ts";
import type { ChangeMutationRun, MutationRun, Policy, Survivor } from "../../policies/index.ts";
import { bulleted, counted } from "../lines.ts";

/** What became of the changes: a table by kind, and each that no test notices with its plainest example. */
export function mutationText(policy: Policy, run: MutationRun, changes: ChangeMutationRun): string {
  const rows = [...run.kinds, ...changes.kinds].map(
    ([kind, { made, equivalent, killed }]) => [kind, made, equivalent, killed, made - equivalent - killed] as const,
  );
  const total = (column: 1 | 2 | 3 | 4) => rows.reduce((sum, row) => sum + row[column], 0);
  const all = ["all", total(1), total(2), total(3), total(4)] as const;
  const table = [...rows, all].map((row) => line(row[0], ...row.slice(1).map((value) => value.toLocaleString("en-GB"))));
  const unnoticed = [
    ...run.survivors.map((one) => survivorText(policy, one)),
    ...changes.survivors.map((change) => `If ${change}, no test would fail.`),
  ];
  const verdict =
    unnoticed.length === 0
      ? `PASSED: the tests notice every change of the agreements, and of who may change what, that has an effect.\n`
      : `FAILED: ${counted(unnoticed.length, "change")} would pass unnoticed:\n${bulleted(unnoticed)}`;
  return `${line("change", "tried", "no effect", "noticed", "unnoticed")}${table.join("")}\n${verdict}`;
}

function line(kind: string, ...columns: readonly string[]): string {
  return `${kind.padEnd(22)}${columns.map((column) => column.padStart(11)).join("")}\n`;
}

function survivorText(policy: Policy, { change, person, category, circumstances, before, after }: Survivor): string {
  const what = `${categoryName(policy, category)} (${category})`;
  const example = `${personName(policy, person)}, when ${circumstancesText(circumstances)}`;
  return `If ${change}, no test would fail. Example: ${example}: ${what} would be ${recordsText(after)}; now it is ${recordsText(before)}.`;
}
