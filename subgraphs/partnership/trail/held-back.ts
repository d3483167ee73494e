import { englandToday } from "../../../service/england-today.ts";
import type { Look } from "./look.ts";

/** An override as far as it bears on what the family is told. */
export interface ToldOverride {
  readonly id: string;
  readonly practitioner: string;
  readonly agency: string;
  readonly purpose: string;
  readonly openedAt: Date;
  readonly endsAt: Date;
  readonly revokedAt: Date | null;
  /** Why the family is not told; null if they are. */
  readonly keptFromFamily: string | null;
}

/** To whom a look is told, and what is known of the child's overrides. */
export interface Telling {
  /** The subject of whoever of the family reads. */
  readonly reader: string;
  readonly overrides: readonly ToldOverride[];
}

/**
 * Whether a look at a child is held back from whoever of the family reads who looked. Nobody is told that something is. Pure.
 *
 * - That another of the family looked, or when: who fled must not be found by when they read, nor a child by what they ask.
 * - What was looked at for safeguarding: an enquiry may be about whoever reads.
 * - What was looked at on a day on which an override was open that is kept from the family, or under one that is not known: all of it that whoever opened it did for its purpose, since the one shows the other. What was refused before it was opened, and after it ended, shows it
 *   as well.
 */
export function isHeldBack(look: Look, { reader, overrides }: Telling): boolean {
  if (look.agency === "family") return look.person !== reader;
  if (look.purpose === "SAFEGUARDING") return true;
  const under = overrides.find(({ id }) => id === look.override);
  if (look.override !== null && under === undefined) return true;
  return overrides.some((one) => one.keptFromFamily !== null && (one === under || isDuring(look, one)));
}

function isDuring({ at, person, agency, purpose }: Look, override: ToldOverride): boolean {
  const end = override.revokedAt ?? override.endsAt;
  const own = override.practitioner === person && override.agency === agency && override.purpose === purpose;
  const [day, first, last] = [at, override.openedAt, end].map(englandToday) as [string, string, string];
  return own && day >= first && day <= last;
}
