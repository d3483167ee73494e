/** Why an operation or a request is past what one caller may ask at once, as a closed list: what happened, and what to do. Nothing of it was run. */
export const boundErrorCodes = {
  FIELDS_TOO_MANY: {
    http: 400,
    what: "The operation has more fields at its root, aliases counted, than are run at once.",
    todo: "Ask for a list (`myChildren`), or for the others in another operation.",
  },
  CHANGES_TOO_MANY: {
    http: 400,
    what: "The operation has more than one change.",
    todo: "Send each change as an operation of its own, with its own idempotency key; read on in the answer of the last.",
  },
  FETCHES_TOO_MANY: {
    http: 400,
    what: "The operation needs agencies, or the directory of practitioners, at more places than are asked at once.",
    todo: "A list of children needs each agency once, however many they are: ask by `myChildren` and not child by child, or ask for the others in another operation.",
  },
  COST_TOO_HIGH: {
    http: 400,
    what: "The operation could cost more points than are spent at once: each field, times the size of every list around it.",
    todo: "Ask for smaller pages (`first`, which is 50 where nothing is said), for fewer children, or for fewer lists within lists; what each field costs stands in docs/schema-tour.md.",
  },
  TOO_MANY_REQUESTS: {
    http: 429,
    what: "More requests of yours wait for their turn here than may, or this one has waited as long as it may.",
    todo: "Wait for the answers of the others, and for the seconds that `Retry-After` says; then send it again.",
  },
  SERVICE_BUSY: {
    http: 503,
    what: "The service has as many requests of everybody's as it takes at once.",
    todo: "Send it again after the seconds that `Retry-After` says.",
  },
} as const;
