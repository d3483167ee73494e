import type { Policy } from "../../../policies/index.ts";
import { monthsAfter } from "../../../service/days.ts";
import { englandToday } from "../../../service/england-today.ts";
import type { DisclosureRow } from "../records/disclosure-row.ts";

/** From which day on (ISO 8601) a family is told of something that is held back from them; {@link never} if nothing says when. */
export type ToldFrom = string;

/** Stands behind every day, as texts compare. */
export const never: ToldFrom = "never";

/** What was said about telling the family, as far as it counts. */
export type Disclosure = Pick<DisclosureRow, "agency" | "override" | "practitioner" | "firstDay" | "lastDay" | "toldFrom" | "by" | "at">;

/** An override as far as it bears on when the family is told of it. */
export interface KeptOverride {
  readonly id: string;
  readonly concerned: readonly string[];
  readonly endsAt: Date;
  readonly revokedAt: Date | null;
  /** Why the family is not told; null if they are from the first. */
  readonly keptFromFamily: string | null;
}

/** The day on which the policy now in force lets the family be told of what was on a day, if nobody says another; never, if it gives no months. */
export function toldByRule({ actions }: Pick<Policy, "actions">, day: string): ToldFrom {
  const months = actions.find(({ id }) => id === "tell-family")?.afterMonths;
  return months === undefined ? never : monthsAfter(day, months);
}

/** From which day on a family is told of an override that is kept from them: when the last of the agencies that it concerns lets them be told. Each says so for itself, and else the rule does. Pure. */
export function overrideToldFrom(
  policy: Pick<Policy, "actions">,
  { id, concerned, revokedAt, endsAt }: KeptOverride,
  disclosures: readonly Disclosure[],
): ToldFrom {
  const rule = toldByRule(policy, englandToday(revokedAt ?? endsAt));
  const days = concerned.map(
    (agency) => latest(disclosures.filter((one) => one.override === id && one.agency === agency))?.toldFrom ?? rule,
  );
  return days.length === 0 ? rule : days.reduce((last, day) => (day > last ? day : last));
}

/** Whether an override is kept from the family on a day. Pure. */
export function isKept(
  policy: Pick<Policy, "actions">,
  override: KeptOverride,
  disclosures: readonly Disclosure[],
  today: string,
): boolean {
  return override.keptFromFamily !== null && today < overrideToldFrom(policy, override, disclosures);
}

/** Of some disclosures the one that was said last; of two of one moment that which holds back longer. Undefined if there is none. */
export function latest(disclosures: readonly Disclosure[]): Disclosure | undefined {
  return disclosures.reduce<Disclosure | undefined>((last, one) => (last === undefined || isLater(one, last) ? one : last), undefined);
}

function isLater(one: Disclosure, other: Disclosure): boolean {
  const apart = one.at.getTime() - other.at.getTime();
  return apart > 0 || (apart === 0 && one.toldFrom > other.toldFrom);
}
