import { runProcess } from "../../service/run-process.ts";
import { commonSettings, readSettings } from "../../service/settings.ts";
import { readAgencies } from "../../trust/agencies.ts";
import { personsFile, readPersons } from "./persons.ts";
import { startOpenid } from "./server.ts";

await runProcess("openid", process.env, async (environment) => {
  const settings = readSettings({ AGENCIES: commonSettings.AGENCIES, NODE_ENV: commonSettings.NODE_ENV }, environment);
  return startOpenid(readAgencies(settings.AGENCIES), readPersons(personsFile), settings.NODE_ENV);
});
