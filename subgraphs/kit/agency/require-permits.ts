import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { ChildviewError, type ErrorCode, errorCodes } from "../../../service/errors.ts";
import { fieldName, permitField } from "../../../trust/agencies.ts";
import type { Permit } from "../../../trust/permit.ts";
import type { PermitVerifier } from "../../../trust/permit-verifier.ts";
import { asCompact, asError, compactHeader } from "../../../trust/notice.ts";
import type { NoticeWords } from "../../../trust/refusal.ts";
import { noPermit } from "../../../trust/refusal-words.ts";

/** The permits of one request that hold, by their text. */
export type PermitsThatHold = ReadonlyMap<string, Permit>;

/** The most children that one request names. A page has at most 100, and a gateway asks for each page by itself. */
const mostChildren = 200;
/** The longest text that is looked at as a permit, in characters. Those of the demo families have 700 to 1,000, and 45 more for each doubling of the children of the operation. */
const longestPermit = 8_192;

const asked = z.object({ variables: z.record(z.string(), z.unknown()) });

/** What the door needs to know of the agency whose it is. */
export interface DoorOptions {
  readonly agency: string;
  readonly verify: PermitVerifier;
}

/**
 * Turns away every request to the routes of `app` that brings no permit which holds, before its document is read: it is answered as one that may see nothing, whatever it asks for. Answers the
 * permits of the others. Permits come in variables, as every gateway sends them; what stands in the document itself is none.
 */
export function requirePermits(app: FastifyInstance, { agency, verify }: DoorOptions): (request: FastifyRequest) => PermitsThatHold {
  const held = new WeakMap<FastifyRequest, PermitsThatHold>();
  const field = permitField(agency);
  app.addHook("preHandler", async (request, reply) => {
    const named = representationsIn(request.body);
    if (named.length > mostChildren) return reply.code(413).send(refusal("OPERATION_TOO_LARGE"));
    const permits = await thoseThatHold([...new Set(named.flatMap((one) => permitOf(one, field)))], verify, request.log);
    if (permits instanceof ChildviewError) return reply.code(permits.http).send(refusal(permits.code));
    if (permits.size > 0) held.set(request, permits);
    else if (named.length > 0)
      return reply.send(nothingOf(agency, named.length, request.headers[compactHeader.name] === compactHeader.value));
    else return reply.code(403).send(refusal("PERMIT_INVALID"));
    return undefined;
  });
  return (request) => held.get(request) ?? new Map();
}

/** Whose the permits of one request are, as one text for each person. The gateway sends those of one person together. */
export function actorOf(permits: PermitsThatHold): string {
  const [first] = permits.values();
  return JSON.stringify([first?.org, first?.sub]);
}

type Representation = Readonly<Record<string, unknown>>;

function representationsIn(body: unknown): Representation[] {
  const read = asked.safeParse(body);
  return read.success
    ? Object.values(read.data.variables).flatMap((value) => (Array.isArray(value) ? value.filter(isRepresentation) : []))
    : [];
}

function isRepresentation(value: unknown): value is Representation {
  return typeof value === "object" && value !== null && "__typename" in value;
}

function permitOf(representation: Representation, field: string): string[] {
  const permit = representation[field];
  return typeof permit === "string" && permit.length <= longestPermit ? [permit] : [];
}

/**
 * Why a permit does not hold is for the log alone: a forger learns nothing from the answer. Answers the failure if nothing can be known of permits: the keys cannot be had, or the partnership
 * signs in a format that is not read here. Neither must read as a decision.
 */
async function thoseThatHold(
  permits: readonly string[],
  verify: PermitVerifier,
  log: FastifyBaseLogger,
): Promise<PermitsThatHold | ChildviewError> {
  try {
    const results = await verify(permits);
    const other = results.find((result) => result instanceof ChildviewError && result.code === "PERMIT_FORMAT_UNKNOWN");
    if (other instanceof ChildviewError) throw other;
    const why = new Set(results.flatMap((result) => (result instanceof ChildviewError ? [result.message] : [])));
    // One line, or junk would fill the log.
    if (why.size > 0) log.warn({ code: "PERMIT_INVALID", details: [...why] }, "permits were refused");
    return new Map(results.flatMap((result, at) => (result instanceof ChildviewError ? [] : [[permits[at] ?? "", result] as const])));
  } catch (err) {
    if (!(err instanceof ChildviewError)) throw err;
    log.error({ err }, "no permit can be checked");
    return err;
  }
}

function refusal(code: ErrorCode): object {
  return { errors: [{ message: `${errorCodes[code].what} ${errorCodes[code].todo}`, extensions: { code } }] };
}

/** Says of each child as a whole that all is withheld, even whether there is a record: one notice each, however much was asked. */
function nothingOf(agency: string, children: number, compact: boolean): object {
  const field = `Child.${fieldName(agency)}`;
  const words: NoticeWords = { category: `${agency}.held`, ...noPermit, policy: null, extent: "WHOLE", field };
  const data = { _entities: Array.from({ length: children }, () => null) };
  const notices = data._entities.map((_, at) => ({ words, place: ["_entities", at] }));
  return compact ? { data, extensions: { withheld: asCompact(notices) } } : { data, errors: notices.map(asError) };
}
