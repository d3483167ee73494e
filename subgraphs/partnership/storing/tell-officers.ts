import { randomUUID } from "node:crypto";
import type { FastifyBaseLogger } from "fastify";
import type { DataSource } from "typeorm";
import type { Contradiction } from "../deciding/contradiction.ts";
import { AlertRow } from "../records/alert-row.ts";

/** How long after an officer has read of a contradiction they are not told of the same again, in milliseconds: a week, in which to correct the directory or the token. */
const quiet = 7 * 24 * 60 * 60 * 1000;

/** Tells the privacy officers of an agency that the directory contradicts tokens of its issuer. */
export interface OfficersTeller {
  /** Says it in the log, and sees to an alert; returns at once, since what somebody asks must neither wait for that nor fail by it. */
  tell(found: Contradiction, at: Date, log: Pick<FastifyBaseLogger, "warn">): void;
  /** Once every alert is written that was on its way, or has failed. */
  settled(): Promise<void>;
}

/** Opens it for one process. An agency's officers have at most one alert that they have not read for each practitioner and pair of roles, whichever replica sees it. */
export function openOfficersTeller(database: DataSource): OfficersTeller {
  const writing = new Map<string, Promise<void>>();
  return {
    tell(found, at, log) {
      log.warn({ ...found }, "the directory contradicts an access token");
      const key = JSON.stringify(found);
      if (writing.has(key)) return;
      const written = keepAlert(database, found, at)
        .catch((err: unknown) => log.warn({ err }, "officers could not be told that the directory contradicts an access token"))
        .finally(() => writing.delete(key));
      writing.set(key, written);
    },
    settled: async () => void (await Promise.all(writing.values())),
  };
}

async function keepAlert(database: DataSource, { agency, practitioner, claimed, known }: Contradiction, at: Date): Promise<void> {
  const alerts = database.getRepository(AlertRow);
  const pair = { about: "role", agency, subject: practitioner, claimedRole: claimed, knownRole: known ?? "" } as const;
  const told = await alerts.find({ where: pair, order: { at: "DESC" }, take: 1 });
  if (told.some(({ readAt }) => readAt === null || at.getTime() - readAt.getTime() < quiet)) return;
  const row = { ...pair, id: randomUUID(), child: null, person: null, at, readAt: null };
  // Another replica may have written it meanwhile; the index on what is unread lets one of them.
  await alerts.createQueryBuilder().insert().values(row).orIgnore().execute();
}
