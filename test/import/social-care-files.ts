import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FindOptionsWhere } from "typeorm";
import { systemClock } from "../../service/clock.ts";
import { type FileReport, runImport } from "../../subgraphs/kit/import/run.ts";
import { socialCareImporter } from "../../subgraphs/social-care/import/importer.ts";
import { socialCare } from "../../subgraphs/social-care/subgraph.ts";
import { openTestDatabase } from "../databases.ts";

/** A database of social care, into which files are brought as texts. */
export interface SocialCareFiles {
  /** Imports texts as one run; `replace` asks that what a file no longer has should go. */
  bring(texts: readonly string[], replace?: boolean): Promise<FileReport[]>;
  rows<Row extends object>(entity: new () => Row, where: FindOptionsWhere<Row>): Promise<Row[]>;
  clear(): Promise<void>;
  /** All that is stored, to see that nothing of it changed. */
  everything(): Promise<unknown>;
  close(): Promise<void>;
}

/** Opens it. */
export async function openSocialCare(): Promise<SocialCareFiles> {
  const folder = mkdtempSync(join(tmpdir(), "childview-social-care-"));
  const { dataSource, close } = await openTestDatabase("social-care", [...socialCare.entities], [...socialCare.migrations]);
  return {
    bring: (texts, replace = false) => {
      const files = texts.map((_, index) => join(folder, `${index}`));
      files.forEach((file, index) => writeFileSync(file, texts[index] ?? ""));
      return runImport({ importer: socialCareImporter, dataSource, clock: systemClock, files, replace, write: () => undefined });
    },
    rows: (entity, where) => dataSource.getRepository(entity).findBy(where),
    clear: async () => {
      for (const entity of socialCare.entities) await dataSource.getRepository(entity).clear();
    },
    everything: async () => {
      const tables: unknown[] = [];
      for (const entity of socialCare.entities) {
        const [key] = dataSource.getMetadata(entity).primaryColumns;
        tables.push(await dataSource.getRepository<object>(entity).find({ order: { [key?.propertyName ?? "id"]: "ASC" } }));
      }
      return tables;
    },
    close: async () => {
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A census with these children, each given by id, with what stands in its cases; `birth` and the like stand before. */
export function censusOf(referenceDate: string, children: Readonly<Record<string, string>>): string {
  const groups = Object.entries(children).map(
    ([child, contents]) => `<Child><ChildIdentifiers><LAchildID>${child}</LAchildID></ChildIdentifiers>\n${contents}</Child>`,
  );
  const header = `<Collection>CIN</Collection><ReferenceDate>${referenceDate}</ReferenceDate>`;
  return `<Message><Header><CollectionDetails>${header}</CollectionDetails></Header>\n<Children>\n${groups.join("\n")}\n</Children></Message>`;
}

/** A case of a census: the day of its referral and, in the census's own elements, what else it says. */
export function caseOf(referredOn: string, rest = ""): string {
  return `<CINdetails><CINreferralDate>${referredOn}</CINreferralDate><ReferralSource>1A</ReferralSource>${rest}</CINdetails>\n`;
}
