import type { Policy } from "../../../policies/index.ts";
import { englandToday } from "../../../service/england-today.ts";
import { type Disclosure, type KeptOverride, latest, never, overrideToldFrom, type ToldFrom, toldByRule } from "../deciding/told-from.ts";
import { recipientName } from "../deciding/recipients.ts";
import type { Look } from "./look.ts";

/** An override as far as it bears on what the family is told. */
export interface ToldOverride extends KeptOverride {
  readonly practitioner: string;
  readonly agency: string;
  readonly purpose: string;
  readonly openedAt: Date;
}

/** To whom a look is told, and what is known of the child's overrides and of what officers said about telling the family. */
export interface Telling {
  /** The subject of whoever of the family reads. */
  readonly reader: string;
  readonly policy: Pick<Policy, "actions">;
  readonly overrides: readonly ToldOverride[];
  readonly disclosures: readonly Disclosure[];
}

/** Whether a look at a child is held back, on a day, from whoever of the family reads who looked. Nobody is told that something is. Pure. */
export function isHeldBack(look: Look, telling: Telling, today: string): boolean {
  const from = toldFrom(look, telling);
  return from !== undefined && today < from;
}

/**
 * From which day on a look at a child is told to whoever of the family reads who looked; undefined if it is from the first. Where several rules hold it back, it is told when the last of them lets it. Pure.
 *
 * - That another of the family looked, or when, is never told: who fled must not be found by when they read, nor a child by what they ask.
 * - What was looked at for safeguarding: an enquiry may be about whoever reads. Until the day that an officer of the agency of whoever looked says, or else the policy.
 * - What was looked at on a day on which an override was open that is kept from the family: all of it that whoever opened it did for its purpose, since the one shows the other. What was refused before it was opened, and after it ended,
 *   shows it as well. Until the override itself is told.
 * - What was looked at under an override that is not known.
 */
export function toldFrom(look: Look, telling: Telling): ToldFrom | undefined {
  if (look.agency === "family") return look.person === telling.reader ? undefined : never;
  const { policy, overrides, disclosures } = telling;
  const under = overrides.find(({ id }) => id === look.override);
  const kept = overrides.filter((one) => one.keptFromFamily !== null && (one === under || isDuring(look, one)));
  const days = [
    ...(look.purpose === "SAFEGUARDING" ? [enquiryToldFrom(look, telling)] : []),
    ...(look.override !== null && under === undefined ? [never] : []),
    ...kept.map((one) => overrideToldFrom(policy, one, disclosures)),
  ];
  return days.length === 0 ? undefined : days.reduce((last, day) => (day > last ? day : last));
}

function enquiryToldFrom(look: Look, { policy, disclosures }: Telling): ToldFrom {
  const day = englandToday(look.at);
  return latest(disclosures.filter((one) => isAbout(one, look, day)))?.toldFrom ?? toldByRule(policy, day);
}

/** Nobody says when a family is told of what they looked at themself, as nobody reviews their own override. */
function isAbout({ override, agency, practitioner, firstDay, lastDay, by }: Disclosure, look: Look, day: string): boolean {
  const isTheirs = agency === look.agency && (practitioner === null || practitioner === look.person);
  const isThen = firstDay !== null && lastDay !== null && firstDay <= day && day <= lastDay;
  return override === null && isTheirs && isThen && by !== recipientName({ agency, person: look.person });
}

function isDuring({ at, person, agency, purpose }: Look, override: ToldOverride): boolean {
  const end = override.revokedAt ?? override.endsAt;
  const own = override.practitioner === person && override.agency === agency && override.purpose === purpose;
  const [day, first, last] = [at, override.openedAt, end].map(englandToday) as [string, string, string];
  return own && day >= first && day <= last;
}
