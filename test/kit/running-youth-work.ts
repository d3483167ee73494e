import type { FastifyRequest } from "fastify";
import type { Rule } from "../../policies/index.ts";
import { systemClock } from "../../service/clock.ts";
import { buildAgency } from "../../subgraphs/kit/agency/build-agency.ts";
import type { DoorwayContext } from "../../subgraphs/kit/agency/child-doorway.ts";
import { createRecords } from "../../subgraphs/kit/agency/records.ts";
import { requirePermits } from "../../subgraphs/kit/agency/require-permits.ts";
import { Guard } from "../../subgraphs/kit/guard/guard.ts";
import { serveGraphql } from "../../subgraphs/kit/serve-graphql.ts";
import { withinDeadline } from "../../service/database.ts";
import { type Deadline, keepDeadlines } from "../../service/deadline.ts";
import { englandToday } from "../../service/england-today.ts";
import { createHttpService } from "../../service/http-service.ts";
import { readLimits } from "../../service/limits.ts";
import type { CompactNotice } from "../../trust/notice.ts";
import type { PermitChild } from "../../trust/permit.ts";
import type { PermitHeading } from "../../trust/permit-issuer.ts";
import { createPermitVerifier } from "../../trust/permit-verifier.ts";
import { namesOf } from "../../trust/refusal-words.ts";
import { openTestDatabase } from "../databases.ts";
import { type Decided, heading, issue, issueOne, makeKey, verdictsOf } from "../permits/permit-maker.ts";
import { categories, Club, Visit, youthWork } from "./youth-work.ts";

/** One error of an answer. */
export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** An answer over HTTP, loosely typed as a router would read it. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- an answer has whatever shape the query asks for
  readonly data: any;
  readonly errors: readonly AnswerError[];
  readonly extensions: { readonly withheld?: readonly CompactNotice[] };
}

/** All rows of the agency. What a row leaves out is filled in. */
export interface Rows {
  readonly known: readonly string[];
  readonly visits?: readonly VisitRow[];
  readonly clubs?: readonly ClubRow[];
}

/** A visit as a test names it. */
export interface VisitRow extends RowMarks {
  readonly id: string;
  readonly child: string;
  readonly on?: string | null;
  readonly place?: string;
  readonly worry?: string | null;
}

/** A club as a test names it. */
export interface ClubRow extends RowMarks {
  readonly id: string;
  readonly child: string;
  readonly name?: string;
}

/** The marks of a row; unset unless said. */
export interface RowMarks {
  readonly aboutOther?: boolean;
  readonly withheldFromFamily?: boolean;
}

/** In which youth work is stricter than any agreement. */
const visitsStay: Rule = {
  ...{ id: "visits-stay", agreement: "youth-work-own-rules", ofAgency: "youth-work", effect: "prohibit" },
  ...{ roles: "everyone", categories: ["youth-work.visits"], when: { purpose: ["GOVERNANCE"] }, marks: [], because: "", basis: [] },
};

/** Starts the small agency over a database of its own, with another deadline than that of each request if one is named, and stands in for the partnership that signs permits. */
export async function runYouthWork(more: { readonly deadline?: Deadline; readonly onStatement?: (sql: string) => void } = {}) {
  const statements: string[] = [];
  const database = await openTestDatabase("youth-work", [...youthWork.entities], [...youthWork.migrations], {
    onStatement: (sql) => {
      statements.push(sql);
      more.onStatement?.(sql);
    },
  });
  const [key, stranger] = [await makeKey(), await makeKey()];
  const audience = "urn:childview:youth-work";
  const ours = { agency: "youth-work", aud: audience };
  const { schema, sdl } = await buildAgency(youthWork, categories, [visitsStay]);
  const app = createHttpService({ name: "youth-work", logLevel: "silent", bodyLimit: 2 * 1024 * 1024, dependencies: [] });
  const verify = createPermitVerifier({
    issuer: heading.iss,
    audience,
    agency: "youth-work",
    keys: () => key.publicKey,
    clock: systemClock,
  });
  const deadlineOf = keepDeadlines(app, 60_000);
  const permitsOf = requirePermits(app, { agency: "youth-work", verify });
  const context = (request: FastifyRequest): DoorwayContext => {
    const deadline = more.deadline ?? deadlineOf(request);
    return {
      guard: new Guard(),
      deadline,
      records: createRecords(withinDeadline(database.dataSource, deadline)),
      permits: permitsOf(request),
      names,
      today: englandToday(systemClock()),
    };
  };
  await serveGraphql({ app, schema, context, bounds: readLimits({}).operation });

  const send = async (
    query: string,
    variables: Record<string, unknown> = {},
    operationName?: string,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const payload = { query, variables, operationName };
    const { statusCode, body } = await app.inject({ method: "POST", url: "/graphql", headers, payload });
    const { data, errors = [], extensions = {} } = JSON.parse(body) as Partial<Answer>;
    return { status: statusCode, text: body, data, errors, extensions };
  };

  return {
    sdl,
    send,
    /** Every SQL statement since the last call. */
    statementsSince: (): string[] => statements.splice(0),

    /** Asks as a gateway does: with one permit for each child. */
    ask: (permits: readonly unknown[], selection: string, headers: Record<string, string> = {}): Promise<Answer> =>
      send(
        `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Child { youthWork { ${selection} } } } }`,
        { representations: permits.map((permit) => ({ __typename: "Child", youthWorkPermit: permit })) },
        undefined,
        headers,
      ),

    permit: (child: string | null, decided: Decided, more: Partial<PermitHeading> = {}): Promise<string> =>
      issueOne(key, permitChild(child, decided), { ...ours, ...more }),

    permits: (children: readonly string[], decided: Decided): Promise<string[]> =>
      issue(
        key,
        children.map((child) => permitChild(child, decided)),
        ours,
      ),

    forgedPermit: (child: string, decided: Decided): Promise<string> => issueOne(stranger, permitChild(child, decided), ours),

    oldPermit: (child: string, decided: Decided): Promise<string> =>
      issueOne(key, permitChild(child, decided), ours, new Date(Date.now() - 60_000)),

    /** Replaces all rows. */
    async store({ known, visits = [], clubs = [] }: Rows): Promise<void> {
      await database.dataSource.transaction(async (manager) => {
        for (const table of ["known_child", "visit", "club"]) await manager.query(`DELETE FROM ${table}`);
        if (known.length > 0) await manager.query("INSERT INTO known_child SELECT unnest($1::text[])", [known]);
        if (visits.length > 0) await manager.insert(Visit, visits.map(visitOf));
        if (clubs.length > 0) await manager.insert(Club, clubs.map(clubOf));
      });
      statements.splice(0);
    },

    async close(): Promise<void> {
      await app.close();
      await database.close();
    },
  };
}

/** The small agency while it runs. */
export type RunningYouthWork = Awaited<ReturnType<typeof runYouthWork>>;

const names = namesOf([{ id: "youth-work.clubs", name: "Clubs", owner: "youth-work" }], (agency) => agency);

function permitChild(child: string | null, decided: Decided): PermitChild {
  return { child, verdicts: verdictsOf(decided), ruleIds: ["never-told"], consents: "1", override: null };
}

function visitOf({ id, child, on = "2026-01-01", place = "home", worry = null, ...marks }: VisitRow) {
  return {
    id,
    child,
    visitedOn: on,
    place: coded(place),
    steps: [{ done: `talked (${place})`, outcome: coded("well") }],
    worker: { id: "rachel.stone" },
    worry,
    ...marksOf(marks),
  };
}

function clubOf({ id, child, name = "chess", ...marks }: ClubRow) {
  return { id, child, name, ...marksOf(marks) };
}

function marksOf({ aboutOther = false, withheldFromFamily = false }: RowMarks) {
  return { aboutOther, withheldFromFamily };
}

function coded(code: string) {
  return { code, label: code, system: "test" };
}
