import { readdirSync } from "node:fs";
import { join } from "node:path";
import Fastify from "fastify";
import { type ExecutionResult, graphql, type GraphQLError } from "graphql";
import type { DataSource } from "typeorm";
import { loadPolicy } from "../../policies/index.ts";
import { ChildviewError } from "../../service/errors.ts";
import { runImport } from "../../subgraphs/kit/import/run.ts";
import { buildPartnership } from "../../subgraphs/partnership/build-partnership.ts";
import { partnershipEntities, partnershipMigrations } from "../../subgraphs/partnership/database.ts";
import { createPartnershipContext } from "../../subgraphs/partnership/graph/create-context.ts";
import { readPartnershipCodes } from "../../subgraphs/partnership/import/codes.ts";
import { partnershipImporter } from "../../subgraphs/partnership/import/importer.ts";
import { openSigningKeys } from "../../subgraphs/partnership/permits/signing-keys.ts";
import { readAgencies } from "../../trust/agencies.ts";
import { openTestDatabase } from "../databases.ts";

/** Somebody whose token was verified. */
export interface Person {
  readonly subject: string;
  readonly role: string;
  readonly agency: string;
  readonly name?: string;
}

/** What the partnership answered, loosely typed: tests look at what a client would. */
export interface Answered {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- an answer has whatever shape the query asks for
  readonly data: any;
  /** The codes of the errors, refusals to read (WITHHELD) among them. */
  readonly codes: readonly string[];
  readonly result: ExecutionResult;
}

/** The partnership's schema on a database of its own, with the demo families, at whatever time the test says it is. */
export interface ChangesWorld {
  readonly database: DataSource;
  /** Sets the clock. */
  at(moment: string): void;
  ask(person: Person, source: string, variables?: Record<string, unknown>): Promise<Answered>;
  /** Puts the demo families back as they were at first, and nothing besides. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Makes one. It starts on 22 November 2026 at noon. Facts and changes take the way they take in the service; only tokens are taken as verified. */
export async function openChangesWorld(): Promise<ChangesWorld> {
  const [policy, agencies] = [loadPolicy("policies", "2026-11-22"), readAgencies("agencies.yaml")];
  const { dataSource: database, close } = await openTestDatabase("partnership", partnershipEntities, partnershipMigrations);
  const own = new Set(policy.categories.flatMap(({ id, owner }) => (owner === "partnership" ? [id] : [])));
  const { schema } = await buildPartnership(agencies, own);
  const keys = openSigningKeys(database);
  const { log } = Fastify({ logger: false });
  let now = new Date("2026-11-22T12:00:00Z");
  await loadFamilies(database);
  return {
    database,
    at: (moment) => void (now = new Date(moment)),
    async ask(person, source, variableValues = {}) {
      const principal = { name: person.subject, issuer: "", ...person };
      const contextValue = createPartnershipContext({ principal, policy, agencies, database, keys, clock: () => now, log });
      const result = await graphql({ schema, source, variableValues, contextValue });
      const codes = (result.errors ?? []).map(codeOf);
      return { data: result.data, codes, result };
    },
    async reset() {
      now = new Date("2026-11-22T12:00:00Z");
      await database.query("TRUNCATE child, person, practitioner, change_receipt CASCADE");
      await loadFamilies(database);
    },
    close,
  };
}

function codeOf({ originalError, extensions, message }: GraphQLError): string {
  if (originalError instanceof ChildviewError) return originalError.code;
  return typeof extensions["code"] === "string" ? extensions["code"] : message;
}

async function loadFamilies(dataSource: DataSource): Promise<void> {
  const folder = "development/families/partnership";
  const files = readdirSync(folder).filter((file) => !file.endsWith(".md"));
  const importer = partnershipImporter(readPartnershipCodes({}));
  await runImport({ importer, dataSource, files: files.map((file) => join(folder, file)), write: () => undefined });
}

let keys = 0;

/** An idempotency key that no other change of this run has. */
export function newKey(): string {
  keys += 1;
  return `key-${String(keys).padStart(8, "0")}`;
}
