import { existsSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileProblem, makePrivateFolder } from "../service/database/folder.ts";
import { ChildviewError } from "../service/errors.ts";
import { requireFreePort } from "../service/free-port.ts";
import { portOf } from "../trust/agencies.ts";
import { loadedFile } from "./demo-families.ts";
import { embeddedIssuers } from "./openid/issuers.ts";
import type { DevelopmentSettings } from "./settings.ts";

/** What the embedded databases with the demo families take, with room to work: they are 190 MB. */
const neededBytes = 300 * 1024 * 1024;

/**
 * Looks, before anything is loaded, whether all can start: the ports are free, the data folder can be written and has room. Throws PORT_IN_USE with all ports that are
 * taken, DATA_UNREADABLE or SETTING_INVALID.
 */
export async function lookBefore(settings: DevelopmentSettings): Promise<void> {
  lookAtFolder(settings);
  const tries = await Promise.allSettled(places(settings).map(({ host, port }) => requireFreePort(host, port)));
  const reasons = tries.flatMap((one) => (one.status === "rejected" ? [one.reason as Error] : []));
  const [first] = reasons;
  if (first === undefined) return;
  const taken = reasons.flatMap((one) => (one instanceof ChildviewError && one.code === "PORT_IN_USE" ? [one.message] : []));
  if (taken.length === 0) throw first;
  throw new ChildviewError("PORT_IN_USE", `${taken.join(", ")} (does another Childview run here?)`, { cause: first });
}

function places({ host, port, agencies }: DevelopmentSettings): { host: string; port: number }[] {
  const services = [agencies.partnership, ...agencies.agencies].map(({ url }) => ({ host, port: portOf(url) }));
  const openid = new URL(embeddedIssuers(agencies).origin);
  const issuers = { host: openid.hostname.replace(/^\[|\]$/g, ""), port: openid.port === "" ? 80 : Number(openid.port) };
  return [{ host, port }, ...services, issuers];
}

function lookAtFolder({ dataDir, onServers }: DevelopmentSettings): void {
  try {
    makePrivateFolder(dataDir);
    const probe = join(dataDir, ".can-be-written");
    writeFileSync(probe, "");
    rmSync(probe);
  } catch (cause) {
    throw new ChildviewError("DATA_UNREADABLE", `${dataDir}: ${fileProblem(cause)}`, { cause });
  }
  if (existsSync(loadedFile(dataDir)) || onServers.length > 0) return;
  const { bavail, bsize } = statfsSync(dataDir);
  if (bavail * bsize >= neededBytes) return;
  const room = `${inMegabytes(bavail * bsize)} MB are free there, and the demo families need ${inMegabytes(neededBytes)}`;
  throw new ChildviewError("DATA_UNREADABLE", `${dataDir}: ${room}`);
}

function inMegabytes(bytes: number): number {
  return Math.floor(bytes / 1024 / 1024);
}
