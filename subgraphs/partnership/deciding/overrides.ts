import type { Purpose } from "../../../policies/index.ts";
import type { Reader } from "./recipients.ts";

/** An override as it bears on a decision. */
export interface OverrideFacts {
  readonly id: string;
  readonly practitioner: string;
  readonly agency: string;
  readonly role: string;
  readonly purpose: Purpose;
  readonly categories: readonly string[];
  readonly openedAt: Date;
  readonly endsAt: Date;
  readonly revokedAt: Date | null;
}

/** The overrides that a reader has open for a purpose at a moment: their own, opened in the role in which they ask, and neither revoked nor over. */
export function openOverrides<O extends OverrideFacts>(overrides: readonly O[], reader: Reader, purpose: Purpose, now: Date): readonly O[] {
  return overrides.filter(
    (one) =>
      one.practitioner === reader.subject &&
      one.agency === reader.agency &&
      one.role === reader.role &&
      one.purpose === purpose &&
      isOpen(one, now),
  );
}

/** Whether an override is in force at a moment. A clock that is behind the one it was opened by does not keep it closed. */
export function isOpen({ endsAt, revokedAt }: Pick<OverrideFacts, "endsAt" | "revokedAt">, now: Date): boolean {
  return revokedAt === null && now < endsAt;
}
