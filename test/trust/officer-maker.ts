import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { publicKeyOf } from "../../trust/officer-key.ts";
import type { Officer } from "../../trust/officers.ts";

/** An officer with the private key that only they have. */
export interface TestOfficer extends Officer {
  readonly privateKey: KeyObject;
}

/** An officer of health with a key of their own, in office from 2026 on unless something else is given. */
export function officerCalled(id: string, term: Partial<Pick<Officer, "from" | "until" | "agency">> = {}): TestOfficer {
  const { privateKey } = generateKeyPairSync("ed25519");
  return { id, name: `Officer ${id}`, agency: "health", key: publicKeyOf(privateKey), from: "2026-01-01", ...term, privateKey };
}

/** The officer as the list of agencies has them: without the private key. */
export function listed({ privateKey: _private, ...officer }: TestOfficer): Officer {
  return officer;
}

/** The text of a list of agencies with these officers in place of its own. */
export function withOfficers(agencies: string, officers: readonly unknown[]): string {
  return agencies.replace(/^officers: \[\]$/m, `officers: ${JSON.stringify(officers)}`);
}
