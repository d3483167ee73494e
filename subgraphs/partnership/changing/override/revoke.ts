import { ChildviewError } from "../../../../service/errors.ts";
import { isOpen, isOwn } from "../../deciding/overrides.ts";
import type { AccessOverrideRow } from "../../records/access-override-row.ts";
import { authorOf } from "../author.ts";
import type { Revoking } from "../asked/override.ts";
import type { Change, OpenOverride } from "../change.ts";
import { altering } from "../writes.ts";
import { answersFor } from "./concerned.ts";
import { tellOfOverride } from "./told-of-override.ts";

/**
 * Ends an override at once. Whoever opened it may, and the officers who answer for it. It stays to be reviewed. Throws OVERRIDE_NOT_FOUND, to everybody else too, or
 * OVERRIDE_ENDED. Any reason will do: closing must be easy.
 */
export function revoke(open: OpenOverride, { reason }: Revoking): Change {
  const { override, principal, now } = open;
  if (!isOwn(override, principal) && !answersFor(open, "revoke-override")) throw new ChildviewError("OVERRIDE_NOT_FOUND", "");
  if (!isOpen(override, now)) throw new ChildviewError("OVERRIDE_ENDED", "");
  return { id: override.id, writes: [altering("overrides", override.id, revocation(open, reason)), ...tellOfOverride(open, override)] };
}

/** What is written of an override that is revoked now. */
export function revocation({ principal, now }: Pick<OpenOverride, "principal" | "now">, reason: string): Partial<AccessOverrideRow> {
  return { revokedAt: now, revokedBy: authorOf(principal), revokeReason: reason };
}
