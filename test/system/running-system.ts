import type { ChildProcess } from "node:child_process";

/** Where the system under test is; handed to the test files through the environment. */
export interface SystemPlace {
  readonly gateway: string;
  readonly agenciesFile: string;
  readonly folder: string;
}

/** What has to be ended when all tests have run. */
export interface RunningSystem {
  readonly launcher: ChildProcess;
  readonly folder: string;
  readonly removeDatabases: () => Promise<void>;
}

/** Where the system under test is. */
export function systemPlace(): SystemPlace {
  const place = process.env["CHILDVIEW_SYSTEM"];
  if (place === undefined) throw new Error("the system was not started: see test/system/boot.ts");
  return JSON.parse(place) as SystemPlace;
}
