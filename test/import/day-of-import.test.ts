import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { educationImporter } from "../../subgraphs/education/import/importer.ts";
import { healthImporter } from "../../subgraphs/health/import/importer.ts";
import { addCounts } from "../../subgraphs/kit/import/counts.ts";
import { today } from "../../subgraphs/kit/import/day-of-import.ts";
import type { FileKind } from "../../subgraphs/kit/import/kind.ts";
import { type Importer, runImport } from "../../subgraphs/kit/import/run.ts";
import { readPartnershipCodes } from "../../subgraphs/partnership/import/codes.ts";
import { partnershipImporter } from "../../subgraphs/partnership/import/importer.ts";
import { socialCareImporter } from "../../subgraphs/social-care/import/importer.ts";
import { SocialCareReferral } from "../../subgraphs/social-care/records/referral.ts";
import { socialCare } from "../../subgraphs/social-care/subgraph.ts";
import { openTestDatabase, type TestDatabase } from "../databases.ts";
import { bundleOf, patient } from "./health-bundles.ts";
import { caseOf, censusOf } from "./social-care-files.ts";

// Half past midnight on 11 July in England, where it is an hour later than the world's time: there it is still the 10th.
const nightInSummer = new Date("2026-07-10T23:30:00Z");
const [born, tomorrow] = ["2026-07-11", "2026-07-12"];

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "childview-day-"));
  database = await openTestDatabase("social-care", [...socialCare.entities], [...socialCare.migrations]);
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

const fileOf = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

/** Runs the import of a file at a moment as far as reading it goes; says of what was refused why. */
function read(importer: Importer, name: string, text: string, now = nightInSummer): Promise<string> {
  const kinds = importer.kinds.map((kind): FileKind => ({
    ...kind,
    read: async (file, hearing) => {
      await kind.read(file, hearing);
      return () => Promise.resolve(addCounts());
    },
  }));
  const reading = { ...importer, kinds };
  const files = [fileOf(name, text)];
  return runImport({ importer: reading, dataSource: database.dataSource, files, clock: () => now, write: () => undefined }).then(
    () => "read",
    (cause: unknown) => String(cause),
  );
}

describe("a file of half past midnight in summer is of that day in England, and not of the future", () => {
  const consent = (at: string): string =>
    `consent,child,person,capacity,event,categories,recipients,purposes,validFrom,validUntil,at,recordedBy,evidence\nc1,CV-1001,samira.ahmed,holder,given,health.therapies,education,DIRECT_SUPPORT,2026-07-11,,${at},Samira Ahmed,By word\n`;
  const partnership = partnershipImporter(readPartnershipCodes({}));
  const bornOn = (day: string): string => bundleOf([{ ...patient, birthDate: day }]);

  test.each<[string, (day: string) => Promise<string>]>([
    ["education's", (day) => read(educationImporter, "person.csv", `persontableid,upn,personbirthdate\n1,C801299900001,${day}\n`)],
    ["health's", (day) => read(healthImporter, "bundle.json", bornOn(day))],
    ["social care's", (day) => read(socialCareImporter, "census.xml", censusOf("2027-03-31", { LA20037: caseOf(day) }))],
    ["the partnership's children", (day) => read(partnership, "children.csv", childBorn(day))],
    ["the partnership's consents", (day) => read(partnership, "consents.csv", consent(`${day}T00:20:00+01:00`))],
  ])("%s", async (_, reading) => {
    expect(await reading(born)).toBe("read");
    expect(await reading(tomorrow)).toMatch(/future/);
  });
});

test("a mark whose last day was yesterday in England is lifted in the first hour of a day in summer", async () => {
  const marks = `record,child,date,about_other,withheld_from_family,author,ground,from,until\nreferral,LA20037,2026-05-04,yes,no,,,2026-05-04,2026-07-10\n`;
  const files = [fileOf("marks.csv", marks), fileOf("census.xml", censusOf("2027-03-31", { LA20037: caseOf("2026-05-04") }))];
  const at = async (now: string): Promise<boolean | undefined> => {
    const clock = (): Date => new Date(now);
    await runImport({ importer: socialCareImporter, dataSource: database.dataSource, files, clock, write: () => undefined });
    return (await database.dataSource.getRepository(SocialCareReferral).findOneBy({ child: "LA20037" }))?.aboutOther;
  };
  expect([await at("2026-07-10T22:30:00Z"), await at("2026-07-10T23:30:00Z")]).toEqual([true, false]);
});

test("all files of one run are read as on the day on which it began", async () => {
  const days: string[] = [];
  const kind: FileKind = {
    name: "any",
    recognises: () => "by content",
    read: () => {
      days.push(today());
      return Promise.resolve(() => Promise.resolve(addCounts()));
    },
  };
  const importer = { kinds: [kind] };
  const moments = [new Date("2026-07-10T22:59:59Z"), new Date("2026-07-10T23:00:00Z")];
  const clock = (): Date => moments.shift() ?? new Date("2026-07-11T12:00:00Z");
  const files = [fileOf("one.csv", "a\n1\n"), fileOf("two.csv", "a\n1\n")];
  await runImport({ importer, dataSource: database.dataSource, files, clock, write: () => undefined });
  expect(days).toEqual(["2026-07-10", "2026-07-10"]);
  expect(() => today()).toThrow("no import is running");
});

function childBorn(day: string): string {
  return `id,givenNames,familyName,dateOfBirth\nCV-1001,Maya,Ahmed,${day}\n`;
}
