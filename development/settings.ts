import { commonSettings, port, readSettings } from "../service/settings.ts";
import { z } from "zod";

/** What the launcher itself needs to know; each service reads its own settings from the same environment. */
export interface DevelopmentSettings {
  readonly agenciesFile: string;
  readonly dataDir: string;
  readonly port: number;
}

/** Reads the launcher's settings. Throws SETTING_INVALID. */
export function readDevelopmentSettings(environment: NodeJS.ProcessEnv): DevelopmentSettings {
  const settings = readSettings({ ...commonSettings, PORT: port.default(4000), DATA_DIR: z.string().default("./data") }, environment);
  return { agenciesFile: settings.AGENCIES, dataDir: settings.DATA_DIR, port: settings.PORT };
}
