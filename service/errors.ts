import { boundErrorCodes } from "./bound-errors.ts";
import { changeErrorCodes } from "./change-errors.ts";

/** Why something stopped, as a closed list: what happened, why, and what to do. `docs/errors.md` is generated from it. */
export const errorCodes = {
  SETTING_INVALID: {
    http: 500,
    what: "A setting in the environment is missing or has a value that cannot be used.",
    todo: "Correct the setting that is named and start again.",
  },
  AGENCIES_INVALID: {
    http: 500,
    what: "The list of agencies cannot be read or contradicts itself.",
    todo: "Correct the named entry, or name another file: by `AGENCIES` for a service, by `--agencies` for a command.",
  },
  PORT_IN_USE: {
    http: 500,
    what: "Another process listens on the port.",
    todo: "Stop that process, or move this service to another port: the gateway with `PORT`, the others by their URLs in the list of agencies.",
  },
  DATA_UNREADABLE: {
    http: 500,
    what: "The data folder cannot be read or written.",
    todo: "Give this user the right to write there, make room, or name another folder with `DATA_DIR`.",
  },
  DATA_IN_USE: {
    http: 500,
    what: "Another process has this embedded database open; it serves one process at a time.",
    todo: "Stop that process first, or use a PostgreSQL server (`DATABASE_URL_…`), which serves many.",
  },
  DATABASE_UNREACHABLE: {
    http: 500,
    what: "The database does not answer.",
    todo: "Check the service's `DATABASE_URL_…` and that the server runs.",
  },
  DATABASE_FULL: {
    http: 500,
    what: "The disk on which the database is has no room left. What was being stored is not stored, in no part.",
    todo: "Make room on the disk of the data folder (`DATA_DIR`) or of the PostgreSQL server, then do again what failed; a service that runs need not be started again.",
  },
  DEMO_REFUSED: {
    http: 500,
    what: "Made-up families of the demo and other records do not come together, and none of the demo is in production.",
    todo: "Use an empty database: name another folder with `DATA_DIR`, or another server with `DATABASE_URL_…`.",
  },
  SUPERGRAPH_INVALID: {
    http: 500,
    what: "The composed schema cannot be read or loaded.",
    todo: "Run `npm run compose`, or name the right file with `SUPERGRAPH`.",
  },
  SCHEMA_REFUSED: {
    http: 500,
    what: "A schema breaks a rule that keeps fields guarded, so it is not composed or served.",
    todo: "Correct the named field, then compose again.",
  },
  POLICY_UNFIT: {
    http: 500,
    what: "The documents of the policy do not fit together, or do not fit the composed schema and the issuers of tokens.",
    todo: "Mend each thing that is named; `npm run policy -- check` lists them one below the other.",
  },
  IMPORT_REFUSED: {
    http: 400,
    what: "A file to import has a row that cannot be right; nothing of the file was stored.",
    todo: "Correct the named line and import the file again.",
  },
  POLICY_UNSIGNED: {
    http: 500,
    what: "Not everybody who has to has signed this version of the policy, so production does not decide by it.",
    todo: "Have an officer of the list of agencies sign it, and one of each agency that has rules of its own, with `npm run policy -- sign`, or go back to a version that was signed.",
  },
  AGREEMENT_OVERDUE: {
    http: 503,
    what: "An agreement is past its review date, so nobody answers for it and nothing is decided.",
    todo: "Tell the information governance officers: once it is reviewed and dated anew, and signed if it changed in effect, the partnership starts on it.",
  },
  SIGNING_REFUSED: {
    http: 400,
    what: "A version of the policy cannot be signed like this; nothing was written.",
    todo: "Sign with the key of an officer whom the list of agencies names and who is in office today; `sign --key <file> --show-public-key` shows what to list.",
  },
  OFFICER_KEY_UNUSABLE: {
    http: 400,
    what: "The file that was named as an officer's key is no private key that can sign a version of the policy.",
    todo: "Name a file made by `openssl genpkey -algorithm ed25519`, or one with such a key as a JWK.",
  },
  AUDIT_UNAVAILABLE: {
    http: 503,
    what: "What was asked for cannot be recorded in the audit log, so nothing of it is released.",
    todo: "Try again shortly; a change that was asked for may have been made, so ask again under the same key. Operators: the log has the cause; look after the service's database.",
  },
  AUDIT_INCONSISTENT: {
    http: 500,
    what: "The audit log is not the continuation of its last checkpoint: entries that were signed are missing, or the checkpoint is not the one that was signed. Nothing more is signed.",
    todo: "Leave the database as it is and tell the information governance officers. Export the log and check it with `npm run audit -- verify`.",
  },
  FILE_UNWRITABLE: {
    http: 500,
    what: "A file that a command writes cannot be written.",
    todo: "Make sure that its folder exists and that this user may write there.",
  },
  TOKEN_MISSING: { http: 401, what: "The request has no access token.", todo: "Send `Authorization: Bearer <access token>`." },
  TOKEN_MALFORMED: {
    http: 401,
    what: "The access token is not a well-formed signed JWT.",
    todo: "Send the token exactly as the issuer gave it.",
  },
  TOKEN_FOREIGN: {
    http: 401,
    what: "The access token is from an issuer, or for an audience, that is not accepted here.",
    todo: "Take a token from one of the listed issuers, for this audience.",
  },
  TOKEN_INVALID: {
    http: 401,
    what: "The access token's signature, type or times do not hold.",
    todo: "Take a new token from your issuer.",
  },
  TOKEN_EXPIRED: { http: 401, what: "The access token has expired.", todo: "Take a new token from your issuer." },
  ISSUER_UNAVAILABLE: {
    http: 503,
    what: "The issuer's keys cannot be fetched, so no token of it can be checked.",
    todo: "Try again shortly.",
  },
  ROLE_NOT_ASSERTABLE: {
    http: 403,
    what: "The token claims a role that its issuer may not assert.",
    todo: "Ask the issuer's administrator to correct the role, or the partnership to list it.",
  },
  PERMIT_INVALID: {
    http: 403,
    what: "A permit is missing, forged, expired, or for another audience, actor or child. Said in the agency's log; the answer says `WITHHELD` with the reason `PERMIT`.",
    todo: "Ask through the gateway; permits are made anew for each operation.",
  },
  PERMIT_KEYS_UNAVAILABLE: {
    http: 503,
    what: "The partnership's keys cannot be fetched, so no permit can be checked. Said in the agency's log; the answer says `AGENCY_UNAVAILABLE`.",
    todo: "Check that the partnership runs and that the agency reaches it.",
  },
  PERMIT_FORMAT_UNKNOWN: {
    http: 503,
    what: "The partnership signs permits in another version of their format than this service reads, so they are not read at all. Said in the log of the agency or the gateway; the answer says `AGENCY_UNAVAILABLE`.",
    todo: "Bring partnership, gateway and agency to releases that have the same version of the format; `docs/permits.md` says which it is, and the log which came.",
  },
  OFFICERS_ONLY: {
    http: 403,
    what: "Only information governance officers may ask this.",
    todo: "Ask the information governance officer of your agency.",
  },
  ALIAS_REFUSED: {
    http: 400,
    what: "An alias is the name of another field of the same type, which would let one value pass for another, or is longer than 64 characters; or a variable is called `representations`.",
    todo: "Choose a short alias that no field of that type is called, or another name for the variable.",
  },
  OPERATION_TOO_LARGE: {
    http: 400,
    what: "The operation, or its answer, is deeper or larger than a service runs.",
    todo: "Ask for less at once.",
  },
  ...boundErrorCodes,
  ...changeErrorCodes,
  ARGUMENT_INVALID: { http: 400, what: "An argument has a value that cannot be used.", todo: "Correct the named argument." },
  AGENCY_UNAVAILABLE: {
    http: 502,
    what: "A service did not answer as it should; its part of the answer is missing.",
    todo: "Use the rest of the answer, and try again later for this part.",
  },
  DEADLINE_PASSED: {
    http: 504,
    what: "The time for the operation was up before this was done.",
    todo: "Ask again; for a change, with the same idempotency key.",
  },
  OUTCOME_UNKNOWN: {
    http: 504,
    what: "Whether the change was made is not known: no answer came that says so.",
    todo: "Ask again with the same idempotency key: it is made once, and the answer says what came of it.",
  },
  CHANGE_MADE_UNREAD: {
    http: 502,
    what: "The change was made and is in force. Only what the answer says of it could not be read.",
    todo: "Ask again with the same idempotency key: it is not made twice, and the answer says what came of it.",
  },
  TIME_LEFT_INVALID: {
    http: 400,
    what: "The header `childview-time-left-ms` is no number of milliseconds.",
    todo: "Send one to eight digits, or leave it out.",
  },
  INTERNAL: {
    http: 500,
    what: "Something failed that should not fail.",
    todo: "Tell the operators when it happened; they find the cause in the log.",
  },
} as const;

/** One of the closed list of codes. */
export type ErrorCode = keyof typeof errorCodes;

/** The codes that a service says to whoever asked, with their message: what a caller can mend by asking otherwise, or cannot have. */
export const saidToCallers: ReadonlySet<string> = new Set([
  ...Object.keys(boundErrorCodes),
  ...Object.keys(changeErrorCodes),
  "ARGUMENT_INVALID",
  "OFFICERS_ONLY",
  "AGREEMENT_OVERDUE",
  "DEADLINE_PASSED",
  "OUTCOME_UNKNOWN",
  "CHANGE_MADE_UNREAD",
]);

/** An error that a user can act on. `detail` says what happened in this case and must hold nothing about a child. */
export class ChildviewError extends Error {
  override readonly name = "ChildviewError";
  readonly code: ErrorCode;

  constructor(code: ErrorCode, detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.code = code;
  }

  /** The HTTP status that fits the code. */
  get http(): number {
    return errorCodes[this.code].http;
  }
}
