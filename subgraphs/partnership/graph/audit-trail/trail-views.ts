import { englandMidnight } from "../../../../service/england-midnight.ts";
import { englandToday } from "../../../../service/england-today.ts";
import { never } from "../../deciding/told-from.ts";
import { flagsOf } from "../../trail/flags.ts";
import { toldFrom } from "../../trail/held-back.ts";
import { lookOf } from "../../trail/look.ts";
import type { RecordedEntry } from "../../trail/recorded-entry.ts";
import { toldToOfficer, type TrailEntry } from "../../trail/trail-entry.ts";
import { readPerson, type ReadOfPerson } from "../../trail/trail-page.ts";
import type { PartnershipContext } from "../context.ts";
import type { AuditTrailEntry } from "./audit-trail-entry.ts";

/** How far around an entry is looked for what the same person did, in milliseconds. */
const around = 600_000;

/** Entries as officers are shown them, with what is unusual about them. New objects each time. */
export async function trailViews(context: PartnershipContext, found: readonly TrailEntry[]): Promise<AuditTrailEntry[]> {
  const { agency: officer } = context.principal;
  const sameOf = await readSame(context, found);
  return Promise.all(
    found.map((one) => {
      const { entries, wholeFrom } = sameOf(one.entry);
      const same = entries.flatMap((each) => toldToOfficer(each, officer)?.entry ?? []);
      return trailView(context, one, { same, isPart: flagsSince(one.entry.at) < wholeFrom });
    }),
  );
}

async function trailView(
  context: PartnershipContext,
  { entry, kinds }: TrailEntry,
  { same, isPart }: { readonly same: readonly RecordedEntry[]; readonly isPart: boolean },
): Promise<AuditTrailEntry> {
  const { index, principal } = context;
  const { id, at, kind, facts, child, override } = entry;
  const person = entry.person ?? "";
  const [directory, known] = await Promise.all([index.practitioner(person), child === null ? undefined : index.facts(child)]);
  // A subject is unique only within its agency: another agency's entry is somebody else's.
  const name = directory?.agency === facts.agency ? directory.name : null;
  // What another agency's people are to the child is that agency's.
  const ofChild =
    known && facts.agency === principal.agency
      ? { familyName: known.row.familyName, memberships: known.memberships, processEvents: known.processEvents }
      : undefined;
  return {
    ...{ id, at: at.toISOString(), trace: facts.trace, kind, practitioner: person, name, role: facts.role, agency: facts.agency },
    ...{ childId: child, purpose: facts.purpose, overrideId: override, change: facts.change },
    ...(await heldBackView(context, entry)),
    categories: kinds.map((one) => ({ ...one })),
    flags: flagsOf(entry, { same, name, child: ofChild }),
    flagsIncomplete: isPart,
  };
}

/** What the family is told of a look by the officer's own people. Of others it is not theirs to say, nor which override there is. */
async function heldBackView(
  { index, policy, principal, today }: PartnershipContext,
  entry: RecordedEntry,
): Promise<Pick<AuditTrailEntry, "heldBack" | "heldBackUntil">> {
  const look = lookOf(entry);
  if (look === undefined || entry.child === null || look.agency !== principal.agency) return { heldBack: null, heldBackUntil: null };
  const [facts, disclosures] = await Promise.all([index.facts(entry.child), index.disclosures(entry.child)]);
  const from = toldFrom(look, { reader: "", policy, overrides: facts?.overrides ?? [], disclosures });
  const heldBack = from !== undefined && today < from;
  return { heldBack, heldBackUntil: !heldBack || from === never ? null : from };
}

/** What each of the persons of some entries did on the days of these. */
async function readSame(
  { database, pace }: PartnershipContext,
  found: readonly TrailEntry[],
): Promise<(entry: RecordedEntry) => ReadOfPerson> {
  const known = new Map<string, ReadOfPerson>();
  for (const person of new Set(found.map(({ entry }) => entry.person ?? ""))) {
    await pace.step();
    const moments = found.filter(({ entry }) => entry.person === person).map(({ entry }) => entry.at.getTime());
    const since = new Date(flagsSince(new Date(Math.min(...moments))));
    known.set(person, await readPerson(database, person, since, new Date(Math.max(...moments) + around)));
  }
  return ({ person, facts }) => {
    const { entries, wholeFrom } = known.get(person ?? "") ?? { entries: [], wholeFrom: -Infinity };
    return { entries: entries.filter((one) => one.facts.agency === facts.agency), wholeFrom };
  };
}

/** From which moment on (milliseconds since 1970) it is looked for what is unusual about something that was done then. */
function flagsSince(at: Date): number {
  return englandMidnight(englandToday(at)).getTime() - around;
}
