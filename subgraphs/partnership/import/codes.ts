import { readCategories } from "../../../policies/index.ts";
import { commonSettings, readSettings } from "../../../service/settings.ts";
import { readAgencies } from "../../../trust/agencies.ts";

/** What a row of the partnership's files may name. */
export interface PartnershipCodes {
  /** The identifier systems of the agencies. */
  systems: readonly string[];
  agencies: readonly string[];
  /** The roles that the issuer of an agency, or of the families, may assert; who has another could never ask anything. */
  rolesOf: ReadonlyMap<string, readonly string[]>;
  categories: readonly string[];
}

/** Reads the codes from the list of agencies and the list of categories that the settings name. Throws AGENCIES_INVALID or a PolicyError. */
export function readPartnershipCodes(environment: NodeJS.ProcessEnv): PartnershipCodes {
  const settings = readSettings(commonSettings, environment);
  const { agencies, issuers } = readAgencies(settings.AGENCIES);
  return {
    systems: agencies.map(({ identifier }) => identifier),
    agencies: agencies.map(({ name }) => name),
    rolesOf: new Map(issuers.map(({ agency, roles }) => [agency, roles])),
    categories: readCategories(settings.POLICIES).map(({ id }) => id),
  };
}
