import { csvHeader } from "../../kit/import/csv.ts";
import type { ImportFile } from "../../kit/import/file.ts";
import { ImportRefused } from "../../kit/import/refused.ts";
import type { Importer } from "../../kit/import/run.ts";
import type { PartnershipCodes } from "./codes.ts";
import type { StoreRows, Table } from "./table.ts";
import { aboutMe } from "./tables/about-me.ts";
import { addresses } from "./tables/addresses.ts";
import { children } from "./tables/children.ts";
import { consents } from "./tables/consents.ts";
import { family } from "./tables/family.ts";
import { identifiers } from "./tables/identifiers.ts";
import { persons } from "./tables/persons.ts";
import { practitioners } from "./tables/practitioners.ts";
import { restrictions } from "./tables/restrictions.ts";
import { services } from "./tables/services.ts";
import { team } from "./tables/team.ts";

/**
 * Takes in the partnership's CSV files. A file's kind is told by its name (`children.csv`) or else by its columns. In whatever order they are named, files that others
 * point at come first. No row is ever removed: what ends is given a last day.
 */
export function partnershipImporter(codes: PartnershipCodes): Importer<StoreRows> {
  const tables = [
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
  ];
  return {
    order: (file) => tables.indexOf(tableOf(tables, file)),
    read: (file, leftOut) => tableOf(tables, file).read(file, leftOut),
    store: (manager, store, _leftOut, notes) => store(manager, notes),
  };
}

function tableOf(tables: readonly Table[], file: ImportFile): Table {
  const byName = tables.find(({ name }) => `${name}.csv` === file.name.toLowerCase());
  if (byName !== undefined) return byName;
  const header = new Set(csvHeader(file).map((column) => column.trim().toLowerCase()));
  const [first, second] = tables.filter(({ required }) => required.every((column) => header.has(column.toLowerCase())));
  if (first !== undefined && second === undefined) return first;
  const names = tables.map(({ name }) => `${name}.csv`).join(", ");
  throw new ImportRefused({ file: file.name, reason: `is none of the files that are known here, by its name or its columns (${names})` });
}
