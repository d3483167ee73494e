import { englandToday } from "../../../service/england-today.ts";
import { isReadCode } from "../../../trust/permit-codes.ts";
import { purposeHolds, purposes, words } from "../../../policies/index.ts";
import { openProcesses } from "../deciding/open-processes.ts";
import type { ProcessEventFacts } from "../deciding/child-facts.ts";
import type { RecordedEntry } from "./recorded-entry.ts";

/** What is unusual about an entry. It accuses nobody: it says where to look first. */
export type FlagCode =
  "MANY_CHILDREN" | "OUTSIDE_CASELOAD" | "OWN_FAMILY_NAME" | "AFTER_LEAVING" | "UNUSUAL_HOURS" | "AGAIN_AND_AGAIN" | "PURPOSE_NOT_OPEN";

/** A flag, and why it is there, in a sentence. */
export interface Flag {
  readonly code: FlagCode;
  readonly sentence: string;
}

/** What is known around an entry. */
export interface Around {
  /** What the same person did on that day and near it, the entry itself among it. */
  readonly same: readonly RecordedEntry[];
  /** Their name in the directory; null if it is not known. */
  readonly name: string | null;
  /** What the index has of the child; undefined if it has no such child, or the entry names none. */
  readonly child:
    | { readonly familyName: string; readonly memberships: readonly MembershipThen[]; readonly processEvents: readonly ProcessEventThen[] }
    | undefined;
}

/** A membership of the child's team, as far as it says when it was over. */
export interface MembershipThen {
  readonly practitioner: string;
  readonly agency: string;
  readonly from: string;
  readonly until: string | null;
  readonly endedAt: Date | null;
}

/** An event of a process, as far as it says when it was known. */
export interface ProcessEventThen extends ProcessEventFacts {
  /** The day that it names; of one from a file, of which it is not known when it was written down, that counts. */
  readonly on: string;
  readonly recordedAt: Date | null;
}

/** Nobody reads twenty children's records in ten minutes and takes in what they say. A list that asks agencies for fifty children does as well, which is worth a look too. */
const manyChildren = { children: 20, minutes: 10 };
/** Somebody who works with a child on a day asks a few times; a page that is open all day does not ask by itself. */
const againAndAgain = 10;
/** Before six and from ten at night, in England. Duty teams work then, and little else. */
const night = { until: 6, from: 22 };

/** The flags of an entry. Pure. */
export function flagsOf(entry: RecordedEntry, around: Around): Flag[] {
  return [many, outside, ownName, afterLeaving, hours, again, notOpen].flatMap((find) => find(entry, around) ?? []);
}

type Find = (entry: RecordedEntry, around: Around) => Flag | undefined;

const many: Find = ({ at, kind, facts }, { same }) => {
  const isRead = (one: RecordedEntry) => one.kind === "decision" && Object.keys(one.facts.permits).length > 0;
  if (kind !== "decision" || Object.keys(facts.permits).length === 0) return undefined;
  const near = same.filter((one) => isRead(one) && Math.abs(one.at.getTime() - at.getTime()) <= manyChildren.minutes * 60_000);
  const children = new Set(near.flatMap(({ child }) => child ?? [])).size;
  if (children < manyChildren.children) return undefined;
  return {
    code: "MANY_CHILDREN",
    sentence: `Records of ${String(children)} children were asked for within ${String(manyChildren.minutes)} minutes of this.`,
  };
};

const outside: Find = ({ kind, override, child, facts }) => {
  if (override !== null) return { code: "OUTSIDE_CASELOAD", sentence: "It was opened by an override, and not by the work with the child." };
  if (kind !== "question" || child !== null || !facts.entered.some((way) => way === "child" || way === "childByIdentifier"))
    return undefined;
  return {
    code: "OUTSIDE_CASELOAD",
    sentence: "They asked for a child who is out of their reach, or for none that there is; the log does not say which.",
  };
};

const ownName: Find = (_, { name, child }) => {
  const own = plain(name?.trim().split(/\s+/).at(-1) ?? "");
  if (child === undefined || own === "" || own !== plain(child.familyName)) return undefined;
  return { code: "OWN_FAMILY_NAME", sentence: "The child has the same family name as they have." };
};

const afterLeaving: Find = ({ at, person, facts }, { child }) => {
  const own = (child?.memberships ?? []).filter((one) => one.practitioner === person && one.agency === facts.agency);
  if (own.length === 0 || own.some((one) => !isOver(one, at))) return undefined;
  return { code: "AFTER_LEAVING", sentence: "They had left the child's team by then." };
};

const hours: Find = ({ at }) => {
  const hour = Number(hourFormat.format(at));
  if (hour >= night.until && hour < night.from) return undefined;
  return { code: "UNUSUAL_HOURS", sentence: `It was ${timeFormat.format(at)} in England.` };
};

const again: Find = ({ at, kind, child }, { same }) => {
  if (child === null || kind !== "decision") return undefined;
  const day = englandToday(at);
  const times = new Set(
    same
      .filter((one) => one.kind === "decision" && one.child === child && englandToday(one.at) === day)
      .map(({ facts, id }) => facts.trace || id),
  ).size;
  if (times < againAndAgain) return undefined;
  return { code: "AGAIN_AND_AGAIN", sentence: `They asked for this child ${String(times)} times on that day.` };
};

const notOpen: Find = ({ at, kind, facts }, { child }) => {
  const purpose = purposes.find((one) => one === facts.purpose);
  if (kind !== "decision" || purpose === undefined || child === undefined) return undefined;
  // What was read was open, whatever is known of it today.
  const codes = Object.values(facts.permits).flatMap((permit) => Object.values(permit.codes));
  if (codes.some(isReadCode) || Object.values(facts.categories).some(({ withheld }) => withheld === null)) return undefined;
  const known = child.processEvents.filter(({ on, recordedAt }) => (recordedAt === null ? on <= englandToday(at) : recordedAt <= at));
  if (purposeHolds(purpose, openProcesses(known))) return undefined;
  return {
    code: "PURPOSE_NOT_OPEN",
    sentence: `They asked for ${words.purpose[purpose]}, and the child had none open then. Nothing was read for it.`,
  };
};

const hourFormat = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", hour: "2-digit", hourCycle: "h23" });
const timeFormat = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

function isOver({ until, endedAt }: MembershipThen, at: Date): boolean {
  return (until !== null && until < englandToday(at)) || (endedAt !== null && endedAt <= at);
}

/** As names are compared: without case and accents. */
function plain(name: string): string {
  return name.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}
