import { createHash, randomUUID } from "node:crypto";
import type { NewEntry } from "../../service/audit.ts";
import type { LeavingAnswer, RecordedOperation } from "../../service/record-answers.ts";
import { newTrace } from "../../service/trace.ts";
import type { Principal } from "../../trust/access-token.ts";

/** What a client sent at once, as far as it is known yet. */
export interface GatewayOperation extends RecordedOperation {
  readonly asker: Pick<Principal, "role" | "agency" | "client">;
  readonly at: Date;
  /** When it came, in milliseconds of `performance.now()`. */
  readonly came: number;
  /** SHA-256 of the document as it was sent, in hexadecimal digits, and the name of the operation that is to run of it. */
  readonly document: string | null;
  readonly name: string | null;
  readonly type: "query" | "mutation" | "subscription" | null;
  /** Whether anything of it was run. */
  readonly begun: boolean;
  /** The codes of what its answer says under `errors`. */
  readonly codes: readonly string[];
}

/** What becomes known of an operation while it is worked for. */
export type Learnt = Partial<Pick<GatewayOperation, "document" | "name" | "type" | "begun" | "codes">>;

/** Takes in what becomes known of an operation. */
export interface Learning {
  readonly learn: (more: Learnt) => void;
}

/** An operation of which nothing is known but who asks. A client's own trace is left out: it could name another's. */
export function newOperation({ subject, role, agency, client }: Principal, at: Date): GatewayOperation {
  const asked = { id: randomUUID(), trace: newTrace(), person: subject, asker: { role, agency, client } };
  return { ...asked, at, came: performance.now(), document: null, name: null, type: null, begun: false, codes: [] };
}

/** The most characters of an operation's name that are kept. */
const longestName = 128;

/** A document as an entry names it, and the name that was asked for of its operations. */
export function named(document: string | undefined, name: string | null | undefined): Learnt {
  return {
    document: document === undefined ? null : createHash("sha256").update(document).digest("hex"),
    name: typeof name === "string" ? name.slice(0, longestName) : null,
  };
}

/**
 * The entry of an operation. The document's hash and the operation's name are among what can be erased: a client may write a child's name into the one, and a child's id into the document, and ids are so few that whoever has
 * the hash could try them out.
 */
export function entryOf(operation: GatewayOperation, answer: LeavingAnswer): NewEntry {
  const { id, trace, asker, person, at, came, document, name, type } = operation;
  const { role, agency, client = null } = asker;
  const outcome = outcomeOf(operation, answer);
  const facts = { trace, operation: id, role, agency, client, type, outcome, codes: codesOf(operation, answer) };
  const milliseconds = Math.round(performance.now() - came);
  return { kind: "operation", at, facts: { ...facts, milliseconds }, personal: { person, document, name } };
}

function outcomeOf({ begun }: GatewayOperation, { status }: LeavingAnswer): "refused" | "failed" | "answered" {
  if (!begun) return "refused";
  return status < 400 ? "answered" : "failed";
}

/** What is longer is no error in the place of an answer. */
const longestRefusal = 10_000;

/** The codes as they stand in what leaves: some answers are exchanged for an error once the operation has ended, such as those that are too large. */
function codesOf({ codes }: GatewayOperation, { payload }: LeavingAnswer): readonly string[] {
  return typeof payload === "string" && payload.length <= longestRefusal ? codesIn(JSON.parse(payload) as Errors) : codes;
}

interface Errors {
  readonly errors?: readonly { readonly extensions?: Readonly<Record<string, unknown>> }[];
}

/** The codes of an answer's errors, each once. The gateway gives each one of the closed list. */
export function codesIn({ errors = [] }: Errors): string[] {
  return [...new Set(errors.map(({ extensions }) => String(extensions?.["code"])))].sort();
}
