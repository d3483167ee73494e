import { isReadCode } from "../../../trust/permit-codes.ts";
import type { RecordedDecision, RecordedRelease } from "./recorded.ts";

/** What a decision let an agency release. */
export interface Cover {
  readonly decision: RecordedDecision;
  readonly agency: string;
  /** The agency's identifier of the child then; undefined if that is not known any more, null if there was none. */
  readonly child: string | null | undefined;
}

/** Why the decision does not cover the release, in words; undefined if it does. What was erased of either is not compared. Pure. */
export function notCoveredBy({ decision, agency, child }: Cover, release: RecordedRelease): string | undefined {
  const permit = decision.permits[agency];
  if (permit === undefined) return "no permit for this agency was issued in its operation";
  for (const what of ["role", "agency", "purpose", "policy", "consents"] as const)
    if (decision[what] !== release[what]) return `its ${what} is not that of the decision`;
  if (differ(decision.person, release.person)) return "it was decided for another person";
  if (differ(child, release.child)) return "it was decided of another child";
  for (const [category, { fields, withheld, part }] of Object.entries(release.categories)) {
    const code = permit.codes[category];
    const released = withheld === null || fields.length > 0;
    if (released && (code === undefined || !isReadCode(code))) return `its permit did not permit ${category}`;
    if (released && part !== (code !== "ALL")) return `its permit was not for ${part ? "part" : "all"} of ${category}`;
  }
  return undefined;
}

function differ(one: string | null | undefined, other: string | null | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}
