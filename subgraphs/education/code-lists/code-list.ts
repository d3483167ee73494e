import { type CodedValue, codedValue } from "../../kit/coded-value.ts";

/** A code list of this subgraph: the name it is published under, and what its codes mean in plain language. */
export interface CodeList {
  readonly system: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** The coded value of a code, or undefined if the list does not have the code. Codes are compared exactly, capitals included. */
export function coded(list: CodeList, code: string): CodedValue | undefined {
  return codedValue(list.system, list.labels, code);
}
