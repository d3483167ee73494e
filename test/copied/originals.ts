import { randomBytes } from "node:crypto";
import { cpSync, existsSync, mkdirSync } from "node:fs";
import { rename } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as wait } from "node:timers/promises";
import { agenciesHere, readAgencies } from "../../trust/agencies.ts";
import { command, databasesOf } from "./server.ts";

/** The services that have a database, and of which a run has originals. */
export const storedServices: readonly string[] = ["partnership", ...agenciesHere(readAgencies("agencies.yaml"))];

/** What a copied database holds: its tables, or the demo families in them as well. */
export type Holding = "tables" | "families";

/** The setting that tells tests where the originals of this run are. Without it each test makes what it needs. */
export const setting = "TEST_ORIGINALS";

/** Where a run keeps its originals: a folder for embedded databases, or a word that begins the names of databases on a server. */
export function placeForOriginals(folder: string, server: string | undefined): string {
  if (server !== undefined) return `original_${randomBytes(6).toString("hex")}`;
  const place = join(folder, "originals");
  mkdirSync(place);
  return place;
}

/** The name under which an original is kept once it is whole. */
export function originalName(holding: Holding, service: string): string {
  return `${holding}_${service.replaceAll("-", "_")}`;
}

/**
 * Copies the original into the folder in which an embedded database is to be. Waits until there is one, since a run makes them while its first tests run already. Resolves to false, and copies
 * nothing, if this run has none.
 */
export async function copyFolder(holding: Holding, service: string, to: string): Promise<boolean> {
  const originals = process.env[setting];
  if (originals === undefined) return false;
  const original = join(originals, originalName(holding, service));
  await until(() => Promise.resolve(existsSync(original)));
  // Copied beside its place: what is there is taken for a database.
  cpSync(original, `${to}.new`, { recursive: true });
  await rename(`${to}.new`, to);
  return true;
}

/** The name of the original on a server, once it is there; undefined if this run has none. */
export async function originalOnServer(holding: Holding, service: string, server: string): Promise<string | undefined> {
  const originals = process.env[setting];
  if (originals === undefined) return undefined;
  const name = `${originals}_${originalName(holding, service)}`;
  await until(async () => (await databasesOf(server)).has(name));
  return name;
}

async function until(there: () => Promise<boolean>): Promise<void> {
  while (!(await there())) await wait(50);
}

/** Removes what is left of a run's originals on a server. */
export async function removeFromServer(server: string, place: string): Promise<void> {
  for (const name of await databasesOf(server)) if (name.startsWith(place)) await command(server, `DROP DATABASE ${name}`);
}
