import { isReadCode } from "../../../trust/permit-codes.ts";
import type { RecordedEntry } from "./recorded-entry.ts";

/** That somebody reached a child: what they looked at, as far as the partnership knows, in categories. */
export interface Look {
  readonly id: string;
  readonly at: Date;
  readonly trace: string;
  readonly person: string;
  readonly role: string;
  readonly agency: string;
  readonly purpose: string;
  readonly override: string | null;
  /** What they asked for and might read. Of the agencies' records, whether there were any is not known here. */
  readonly lookedAt: readonly string[];
  /** What they might have read, where it is not known what they asked for. */
  readonly couldRead: readonly string[];
  /** What they asked for and might not read. */
  readonly refused: readonly string[];
}

/** What an entry says of a look at a child; undefined for one that says nothing of the kind, or of which too much is erased to tell it. Pure. */
export function lookOf({ id, at, kind, facts, person, override }: RecordedEntry): Look | undefined {
  const { trace, role, agency, purpose, outcome } = facts;
  if (kind !== "decision" || outcome !== "answered" || person === null || purpose === null) return undefined;
  const own = Object.entries(facts.categories);
  const permits = Object.values(facts.permits).map(kindsOf);
  const seen = {
    lookedAt: [
      ...own.filter(([, { withheld }]) => withheld === null).map(([category]) => category),
      ...permits.flatMap((one) => one.lookedAt),
    ],
    couldRead: permits.flatMap((one) => one.couldRead),
    refused: [
      ...own.filter(([, { withheld }]) => withheld !== null).map(([category]) => category),
      ...permits.flatMap((one) => one.refused),
    ],
  };
  return { id, at, trace, person, role, agency, purpose, override, ...seen };
}

type Kinds = Pick<Look, "lookedAt" | "couldRead" | "refused">;

/** A permit for which nobody says what was asked, or that was asked for nothing, could have been used for all that it opens: whoever says less than they asked for is not believed to have asked for nothing. */
function kindsOf({ codes, asked }: RecordedEntry["facts"]["permits"][string]): Kinds {
  const opened = Object.keys(codes).filter((category) => isReadCode(codes[category] ?? ""));
  if (asked === null || asked === undefined || asked.length === 0) return { lookedAt: [], couldRead: opened, refused: [] };
  return {
    lookedAt: asked.filter((category) => opened.includes(category)),
    couldRead: [],
    refused: asked.filter((category) => !opened.includes(category)),
  };
}
