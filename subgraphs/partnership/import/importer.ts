import type { Importer } from "../../kit/import/run.ts";
import type { PartnershipCodes } from "./codes.ts";
import { aboutMe } from "./tables/about-me.ts";
import { addresses } from "./tables/addresses.ts";
import { children } from "./tables/children.ts";
import { consents } from "./tables/consents.ts";
import { family } from "./tables/family.ts";
import { identifiers } from "./tables/identifiers.ts";
import { persons } from "./tables/persons.ts";
import { practitioners } from "./tables/practitioners.ts";
import { processes } from "./tables/processes.ts";
import { restrictions } from "./tables/restrictions.ts";
import { services } from "./tables/services.ts";
import { team } from "./tables/team.ts";

/**
 * Takes in the partnership's CSV files. A file's kind is told by its name (`children.csv`) or else by its columns. In whatever order they are named, files that others
 * point at come first. No row is ever removed: what ends is given a last day.
 */
export function partnershipImporter(codes: PartnershipCodes): Importer {
  const kinds = [
    children(),
    persons(),
    practitioners(codes),
    identifiers(codes),
    addresses(),
    family(),
    team(codes),
    services(codes),
    aboutMe(),
    consents(codes),
    restrictions(codes),
    processes(codes),
  ];
  const names = kinds.map(({ name }) => name).join(", ");
  return { kinds, ofNoKind: { reason: `is none of the files that are known here, by its name or its columns (${names})` } };
}
