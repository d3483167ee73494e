import { daysTo } from "./days.ts";

/** What no rule looks at: ids, and words for people to read. */
const ignored = new Set([
  ...[
    "id",
    "child",
    "consent",
    "ground",
    "author",
    "evidence",
    "mandate",
    "host",
    "model",
    "name",
    "reason",
    "note",
    "endGround",
    "contestGround",
  ],
  ...["recorder", "recordedAt", "policy", "keptFromFamily", "revokeReason", "method", "saidOn", "at", "decision", "reference"],
  ...["orderedOn", "assessedOn", "basis", "ledBefore", "openedAt", "contestedBy", "revokedBy", "reviewNote", "reviewedBy"],
]);

const oneDay = 1;
const furthest = 9;
/** How many days back it makes a difference, where it is less than all the days that rules count. */
const daysBack: Readonly<Record<string, number>> = { from: oneDay, validFrom: oneDay, joinedAt: oneDay, contestedAt: 0, revokedAt: 0 };

const known = new WeakMap<object, Map<number, string>>();

/** What a row says as far as rules look at it, with days counted from this one; `besides` is the name of something more that is not looked at. */
export function rowKey(row: object, day: number, besides?: string): string {
  const byDay = known.get(row) ?? new Map<number, string>();
  const found = byDay.get(day);
  if (found !== undefined) return found;
  const key = Object.entries(row)
    .filter(([name, value]) => !ignored.has(name) && name !== besides && value !== null && value !== false)
    .map(([name, value]) => `${name}=${valueKey(name, value, day)}`)
    .join(",");
  known.set(row, byDay.set(day, key));
  return key;
}

function valueKey(name: string, value: unknown, day: number): string {
  const near = (days: number) => String(Math.max(-(daysBack[name] ?? furthest), Math.min(furthest, days)));
  if (value instanceof Date) return near(daysTo(value) - day);
  if (typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value)) return near(daysTo(new Date(`${value}T09:00:00Z`)) - day);
  // Of who wrote something down the agency counts.
  if (name === "recordedBy") return String(value).includes("/") ? (String(value).split("/")[0] ?? "") : "";
  if (name === "reviews" || name === "allowances") return byAgency(value as readonly ByAgency[]);
  return typeof value === "string" ? value : JSON.stringify(value);
}

interface ByAgency {
  readonly agency: string;
  readonly justified?: boolean;
}

// Who was found to have opened one without need opens no other until the same agency allows it.
function byAgency(said: readonly ByAgency[]): string {
  return said.map(({ agency, justified }) => `${agency}${justified === false ? "!" : ""}`).join("+");
}
