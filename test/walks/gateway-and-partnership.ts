import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DataSource } from "typeorm";
import { parse, stringify } from "yaml";
import { startGateway } from "../../gateway/start-gateway.ts";
import { type Clock, systemClock } from "../../service/clock.ts";
import { readLimits } from "../../service/limits.ts";
import { startPartnership } from "../../subgraphs/partnership/start-partnership.ts";
import { type Agencies, readAgencies } from "../../trust/agencies.ts";
import type { Principal } from "../../trust/access-token.ts";
import { databasePlace } from "../databases.ts";
import { agenciesOn, freePortsFor } from "../system/boot.ts";
import { send } from "../system/ask.ts";
import { sign } from "../trust/tokens.ts";
import { type StandInIssuer, startStandInIssuer } from "../trust/stand-in-issuer.ts";

/** What a change came to, through the gateway: the id of what was made or changed, or the code of why not. */
export type Answered = { readonly id: string } | { readonly refused: string };

/** A gateway before a partnership with an empty database of its own, within this process, that accept the tokens of anybody whom the test makes up. */
export interface GatewayAndPartnership {
  readonly partnership: string;
  readonly database: DataSource;
  /** Asks with a token of the moment that is named, or of now. */
  ask(person: Principal, query: string, variables: Record<string, unknown>, at?: Date): Promise<Answered>;
  close(): Promise<void>;
}

/** Starts them, by these documents and this clock. No other agency runs: nobody asks for what they hold. */
export async function startGatewayAndPartnership(policiesFolder = "policies", clock: Clock = systemClock): Promise<GatewayAndPartnership> {
  const folder = mkdtempSync(join(tmpdir(), "childview-walks-"));
  const issuers = await issuersFor(readAgencies("agencies.yaml"));
  const [port = 0, ...ports] = (await freePortsFor()).slice(0, -1);
  const agenciesFile = join(folder, "agencies.yaml");
  writeFileSync(agenciesFile, accepting(agenciesOn([port, ...ports]), [...issuers.values()]));
  const [{ place, remove }, own] = [await databasePlace("partnership"), await databasePlace("gateway")];
  const shared = { host: "127.0.0.1", agenciesFile, policiesFolder, logLevel: "silent", operationTimeout: 14_000, limits: readLimits({}) };
  const partnership = await startPartnership({ ...shared, mode: "test", database: place }, clock);
  const settings = {
    ...shared,
    port,
    supergraphFile: "supergraph.graphql",
    mode: "test",
    development: false,
    database: own.place,
  } as const;
  const gateway = await startGateway({ ...settings, withheld: "extensions", agencyTimeout: 15_000 }, clock);
  return {
    database: partnership.database,
    partnership: partnership.url,
    async ask({ subject, name, role, agency }, query, variables, at) {
      const issuer = issuers.get(agency);
      if (issuer === undefined) throw new Error(`nobody signs for ${agency}`);
      const times = at === undefined ? {} : { iat: at.getTime() / 1000, exp: at.getTime() / 1000 + 60 };
      const token = await sign(issuer, { sub: subject, name, role, ...times });
      const { data, errors, text } = await send(`${gateway.url}/graphql`, { authorization: `Bearer ${token}` }, { query, variables });
      const code = errors?.[0]?.extensions?.["code"];
      if (typeof code === "string") return { refused: code };
      if (typeof data?.changed?.id !== "string") throw new Error(text);
      return { id: data.changed.id };
    },
    async close() {
      await gateway.close();
      await partnership.close();
      await Promise.all([...issuers.values()].map((issuer) => issuer.stop()));
      await Promise.all([remove(), own.remove()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function issuersFor({ issuers }: Agencies): Promise<ReadonlyMap<string, StandInIssuer>> {
  return new Map(
    await Promise.all(issuers.map(async ({ agency, roles }) => [agency, await startStandInIssuer(agency, [...roles])] as const)),
  );
}

function accepting(agencies: string, issuers: readonly StandInIssuer[]): string {
  return stringify({ ...(parse(agencies) as object), issuers: issuers.map(({ entry }) => entry) });
}
