import { expect } from "@jest/globals";
import Fastify from "fastify";
import { type DocumentNode, execute, type ExecutionResult, GraphQLError, type GraphQLSchema, parse, validate } from "graphql";
import type { DataSource } from "typeorm";
import { loadPolicy, type Policy } from "../../policies/index.ts";
import type { DatabaseOptions } from "../../service/database.ts";
import { type RequestDeadline, startDeadline } from "../../service/deadline.ts";
import { ChildviewError } from "../../service/errors.ts";
import { Guard } from "../../subgraphs/kit/guard/guard.ts";
import { type Notice, writtenOut } from "../../subgraphs/kit/guard/withheld.ts";
import { asError } from "../../trust/notice.ts";
import { buildPartnership } from "../../subgraphs/partnership/build-partnership.ts";
import { createPartnershipContext } from "../../subgraphs/partnership/graph/create-context.ts";
import { indexEntities } from "../../subgraphs/partnership/records/index-entities.ts";
import { PractitionerRow } from "../../subgraphs/partnership/records/practitioner-row.ts";
import { openSigningKeys } from "../../subgraphs/partnership/permits/signing-keys.ts";
import { openOfficersTeller } from "../../subgraphs/partnership/storing/tell-officers.ts";
import { readAgencies } from "../../trust/agencies.ts";
import { openFamilies } from "../copied/families.ts";
import { sharedInSuite } from "../suites/sharing.ts";

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
  readonly policy: Policy;
  /** The lines of the log since the last reset, warnings and above. */
  readonly logged: string[];
  /** What the clock says. */
  now(): Date;
  /** Sets the clock. */
  at(moment: string): void;
  /** Asks, as a person; `by` is another policy to decide by, `deadline` until when. */
  ask(person: Person, source: string, variables?: Record<string, unknown>, by?: Policy, deadline?: RequestDeadline): Promise<Answered>;
  /** Puts the demo families back as they were at first, and nothing besides. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

const shared = sharedInSuite(() => makeWorld({}));

/**
 * Opens one. It starts on 22 November 2026 at noon. Facts and changes take the way they take in the service; only tokens are taken as verified. The files of a suite have it in turn, each as it was at first;
 * with options it is a file's own.
 */
export async function openChangesWorld(options?: Pick<DatabaseOptions, "onStatement">): Promise<ChangesWorld> {
  if (options !== undefined) return makeWorld(options);
  const world = await shared();
  await world.reset();
  return world;
}

async function makeWorld(options: Pick<DatabaseOptions, "onStatement">): Promise<ChangesWorld> {
  const [policy, agencies] = [loadPolicy("policies", "2026-11-22"), readAgencies("agencies.yaml")];
  const { dataSource: database, close } = await openFamilies("partnership", options);
  const own = new Set(policy.categories.flatMap(({ id, owner }) => (owner === "partnership" ? [id] : [])));
  const { schema } = await buildPartnership(agencies, own);
  const documentOf = validDocuments(schema);
  const keys = openSigningKeys(database);
  const officers = openOfficersTeller(database);
  const logged: string[] = [];
  const { log } = Fastify({ logger: { level: "warn", stream: { write: (line: string) => void logged.push(line) } } });
  let now = new Date("2026-11-22T12:00:00Z");
  await addOfficers(database);
  const restoreFamilies = await keepFamilies(database);
  return {
    database,
    policy,
    logged,
    now: () => now,
    at: (moment) => void (now = new Date(moment)),
    async ask(person, source, variableValues = {}, by = policy, deadline = startDeadline(60_000)) {
      const principal = { name: person.subject, issuer: "", ...person };
      const parts = {
        principal,
        policy: by,
        agencies,
        database,
        keys,
        officers,
        clock: () => now,
        deadline,
        log,
        now,
        guard: new Guard(),
        id: "",
        trace: "",
      };
      const contextValue = createPartnershipContext(parts);
      const answered = await execute({ schema, document: documentOf(source), variableValues, contextValue });
      await officers.settled();
      const refused = contextValue.guard.notices.filter(({ extent }) => extent === "WHOLE").map(errorOf);
      const errors = [...(answered.errors ?? []), ...refused];
      const result = errors.length === 0 ? answered : { ...answered, errors };
      const codes = (result.errors ?? []).map(codeOf);
      return { data: result.data, codes, result };
    },
    async reset() {
      now = new Date("2026-11-22T12:00:00Z");
      logged.length = 0;
      await restoreFamilies();
    },
    close,
  };
}

/** Parses and validates each document once. Throws if one is not valid: no test asks what cannot be asked. */
function validDocuments(schema: GraphQLSchema): (source: string) => DocumentNode {
  const known = new Map<string, DocumentNode>();
  return (source) => {
    const document = known.get(source) ?? parse(source);
    if (!known.has(source)) expect(validate(schema, document)).toEqual([]);
    known.set(source, document);
    return document;
  };
}

// Whoever serves the schema says refusals among the errors, of which no test looks at the order.
function errorOf(notice: Notice): GraphQLError {
  const { message, extensions = {}, path } = asError(writtenOut(notice));
  return new GraphQLError(message, { extensions, path });
}

function codeOf({ originalError, extensions, message }: GraphQLError): string {
  if (originalError instanceof ChildviewError) return originalError.code;
  return typeof extensions["code"] === "string" ? extensions["code"] : message;
}

async function addOfficers(dataSource: DataSource): Promise<void> {
  // Of the demo families the directory has one officer, and nobody is an officer whom it does not have.
  const officers = [
    ["officer.education", "education"],
    ["second.officer", "education"],
    ["officer.health", "health"],
    ["officer.social-care", "social-care"],
  ] as const;
  await dataSource.manager.insert(
    PractitionerRow,
    officers.map(([id, agency]) => ({ id, name: id, role: "ig-officer", agency })),
  );
}

/** Keeps a copy of all tables; hands back what puts it in their place, without a trigger or a check, since it is as it was: a fifth of the time that it takes with them. */
async function keepFamilies(database: DataSource): Promise<() => Promise<unknown>> {
  const metadata = indexEntities.map((entity) => database.getMetadata(entity));
  const tables = metadata.map(({ tableName }) => tableName);
  await database.query(
    ["CREATE SCHEMA kept", ...[...tables, ...written].map((table) => `CREATE TABLE kept.${table} AS TABLE ${table}`)].join(";"),
  );
  const emptied = [...tables, ...written].map((table) => `DELETE FROM ${table}`);
  // By name: a migration that was undone and made again leaves columns in another order.
  const restored = metadata.map(({ tableName, columns }) => {
    const names = columns.map(({ databaseName }) => `"${databaseName}"`).join();
    return `INSERT INTO ${tableName} (${names}) SELECT ${names} FROM kept.${tableName}`;
  });
  const statements = [
    "SET LOCAL session_replication_role = replica",
    ...emptied,
    ...restored,
    ...written.map((table) => `INSERT INTO ${table} SELECT * FROM kept.${table}`),
  ];
  return () => database.query(statements.join(";"));
}

// They are no entities: triggers and the audit log write them.
const written = ["fact_history", "audit_entry", "audit_value"];

let keys = 0;

/** An idempotency key that no other change of this run has. */
export function newKey(): string {
  keys += 1;
  return `key-${String(keys).padStart(8, "0")}`;
}
