import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { closeDatabase, openDatabase, originsOf } from "../../service/database.ts";
import { takeLock } from "../../service/database/lock.ts";
import { ChildviewError } from "../../service/errors.ts";
import { loadedFile } from "../demo-families.ts";
import type { DevelopmentSettings } from "../settings.ts";

/**
 * Removes the demo's embedded databases from the data folder, so that the next start loads the families anew; answers which there were. Throws DEMO_REFUSED, and removes
 * nothing, if one of them holds anything but made-up families or its records are on a server; DATA_IN_USE while a service has one open.
 */
export async function resetDemo({ dataDir, onServers, services }: DevelopmentSettings): Promise<string[]> {
  if (onServers.length > 0)
    throw new ChildviewError("DEMO_REFUSED", `${onServers.join(", ")}: what is on a server is removed there, and not from here`);
  const withRecords = services.filter((service) => existsSync(join(dataDir, service)));
  for (const service of withRecords) await requireDemoAlone(dataDir, service);
  // The gateway has no records, and its audit log is of those who asked for the others'.
  const there = [...withRecords, "gateway"].filter((service) => existsSync(join(dataDir, service)));
  const locks = there.map((service) => takeLock(join(dataDir, `${service}.lock`)));
  try {
    rmSync(loadedFile(dataDir), { force: true });
    for (const service of there) rmSync(join(dataDir, service), { recursive: true });
  } finally {
    for (const release of locks) release();
  }
  return there;
}

async function requireDemoAlone(dataDir: string, service: string): Promise<void> {
  const database = await openDatabase({ service, dataDir, entities: [], migrations: [] });
  const origins = await originsOf(database).finally(() => closeDatabase(database));
  if (origins.length === 1 && origins[0] === "demo") return;
  const why = origins.includes("import") ? "other records were imported" : "it is not noted that the records are made up";
  throw new ChildviewError("DEMO_REFUSED", `${join(dataDir, service)}: ${why}, so it is not removed`);
}
