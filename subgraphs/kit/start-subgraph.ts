import type { FastifyInstance, FastifyRequest } from "fastify";
import type { GraphQLSchema } from "graphql";
import type { DataSource } from "typeorm";
import type { NewEntry } from "../../service/audit.ts";
import { openAudited } from "../../service/audited.ts";
import type { Clock } from "../../service/clock.ts";
import type { DatabaseOptions } from "../../service/database.ts";
import { keepDeadlines, type RequestDeadline } from "../../service/deadline.ts";
import { requireFreePort } from "../../service/free-port.ts";
import { createHttpService, type Dependency, listen } from "../../service/http-service.ts";
import type { Running } from "../../service/run-process.ts";
import { inTurn } from "../../service/share/in-turn.ts";
import { Turns } from "../../service/share/turns.ts";
import { serveParty } from "../../service/witness/serve-party.ts";
import { portOf } from "../../trust/agencies.ts";
import type { Asker } from "./guard/grant.ts";
import type { GuardedContext } from "./guard/guarded-context.ts";
import type { Operation } from "./operation/operation.ts";
import type { EntryKind } from "./operation/entries.ts";
import { recordOperations, type Recording } from "./operation/record-operations.ts";
import { type Reviews, warnOfReviews } from "./reviews.ts";
import { serveGraphql } from "./serve-graphql.ts";
import type { SubgraphSettings } from "./settings.ts";

/** What a subgraph is: its place in the list of agencies, its tables, and how it is made. */
export interface SubgraphParts<C extends GuardedContext> extends Pick<DatabaseOptions, "entities" | "migrations"> {
  readonly name: string;
  /** As the list of agencies has it: the service listens on its port. */
  readonly url: string;
  /** All services that keep an audit log, by name: those of which it is a witness. */
  readonly services: readonly string[];
  /** The largest request body, in bytes. */
  readonly bodyLimit: number;
  /** What its entries in the audit are: what was decided on a child, or what was released of one. */
  readonly entryKind: EntryKind;
  /** Makes the schema, and whatever else can be refused before a database is touched. */
  readonly build: () => Promise<BuiltSubgraph<C>>;
}

/** A subgraph of which all is well but for the database. */
export interface BuiltSubgraph<C extends GuardedContext> {
  readonly schema: GraphQLSchema;
  /** When the documents have to be reviewed by which it decides, or that it enforces: warned of in `/health` and in the log. */
  readonly reviews: Reviews;
  /** Done once the database is open, and before anybody is let in. */
  readonly open: (database: DataSource) => OpenSubgraph<C> | Promise<OpenSubgraph<C>>;
}

/** What a subgraph does with those who ask. */
export interface OpenSubgraph<C extends GuardedContext> {
  /** What it depends on besides its database. */
  readonly dependencies: readonly Dependency[];
  /** Adds what it serves besides GraphQL, and tells the log what an operator should know. */
  readonly besides?: (app: FastifyInstance) => void;
  /** Puts before the routes of `app` the check of who asks, and answers how those are known who passed it. */
  readonly admit: (app: FastifyInstance) => Admission<C>;
  /** Settles when nothing uses the database any more. */
  readonly settled?: () => Promise<void>;
}

/** Those who were let in. */
export interface Admission<C extends GuardedContext> {
  /** Whose request it is, as one text for each person. */
  readonly callerOf: (request: FastifyRequest) => string;
  /** Who they are, as the audit has it. */
  readonly askerOf: (request: FastifyRequest) => Asker;
  /** What their operation is answered from. */
  readonly contextOf: (request: FastifyRequest, operation: Admitted) => C;
}

/** What the service says of one operation. */
export interface Admitted extends Operation {
  readonly deadline: RequestDeadline;
  /** Whether others than this person ask the service now. */
  readonly othersAsk: () => boolean;
}

/** A subgraph's service that runs, with its database, for whoever started it in the same process. */
export interface RunningSubgraph extends Running {
  readonly database: DataSource;
}

/**
 * Starts a subgraph's service: the one place where any of them is put together. Throws what its parts refuse, PORT_IN_USE before all else, and whatever `openDatabase` throws; then nothing listens.
 */
export async function startSubgraph<C extends GuardedContext>(
  parts: SubgraphParts<C>,
  settings: SubgraphSettings,
  clock: Clock,
): Promise<RunningSubgraph> {
  const port = portOf(parts.url);
  await requireFreePort(settings.host, port);
  const { schema, reviews, open } = await parts.build();
  const audited = await openAudited(databaseOf(parts, settings), { services: parts.services, keysFile: settings.witnessKeys }, clock);
  const { database } = audited;
  const subgraph = await open(database);

  const dependencies = [...audited.dependencies, ...subgraph.dependencies];
  const warnings = () => [...reviews.warnings(), ...audited.warnings()];
  const app = createHttpService({ name: parts.name, logLevel: settings.logLevel, bodyLimit: parts.bodyLimit, dependencies, warnings });
  warnOfReviews(app, reviews, clock);
  subgraph.besides?.(app);
  await audited.keep(app, subgraph.settled);
  await serveParty(app, audited.party);
  const recording = { kind: parts.entryKind, append: (entries: readonly NewEntry[]) => audited.append(entries), clock };
  await app.register((graphql) => serveInTurn(graphql, schema, subgraph, settings, recording));

  const url = await listen(app, settings.host, port);
  return { url, database, close: () => app.close() };
}

function databaseOf<C extends GuardedContext>(
  { name, entities, migrations }: SubgraphParts<C>,
  settings: SubgraphSettings,
): DatabaseOptions {
  const { database, mode, operationTimeout } = settings;
  return { service: name, ...database, production: mode === "production", longestStatement: operationTimeout, entities, migrations };
}

/** Answers operations within their deadline, of those who were let in, each in their turn. */
async function serveInTurn<C extends GuardedContext>(
  app: FastifyInstance,
  schema: GraphQLSchema,
  subgraph: OpenSubgraph<C>,
  { operationTimeout, limits }: SubgraphSettings,
  recording: Recording,
): Promise<void> {
  const deadlineOf = keepDeadlines(app, operationTimeout);
  const { callerOf, askerOf, contextOf } = subgraph.admit(app);
  const operations = recordOperations(app, recording);
  const turns = new Turns(limits.share);
  await serveGraphql({
    app,
    schema,
    context: (request) =>
      contextOf(request, {
        ...operations.open(request, askerOf(request)),
        deadline: deadlineOf(request),
        othersAsk: () => turns.othersAsk(callerOf(request)),
      }),
    bounds: limits.operation,
    around: (handler) => inTurn({ turns, callerOf, deadlineOf }, operations.within(handler)),
  });
}
