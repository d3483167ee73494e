import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { readPartnershipCodes } from "../../subgraphs/partnership/import/codes.ts";
import { partnershipImporter } from "../../subgraphs/partnership/import/importer.ts";
import { ConsentEventRow } from "../../subgraphs/partnership/records/consent-event-row.ts";
import { ChildRow } from "../../subgraphs/partnership/records/child-row.ts";
import { IdentifierRow } from "../../subgraphs/partnership/records/identifier-row.ts";
import { TeamMembershipRow } from "../../subgraphs/partnership/records/team-membership-row.ts";
import type { TestDatabase } from "../databases.ts";
import { demoFiles, demoFolder, everything, fileOf, headerOf, importFiles, openPartnership } from "./partnership-world.ts";
import { shorter, type Texts } from "./shorter-files.ts";

let database: TestDatabase;
let folder: string;
let first: Awaited<ReturnType<typeof importFiles>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "childview-import-"));
  database = await openPartnership();
  first = await importFiles(database.dataSource, await demoFiles());
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

describe("the partnership's database", () => {
  test("has exactly the tables that the entities describe", async () => {
    const { upQueries } = await database.dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  test("does not let anybody change or remove what was said about sharing", async () => {
    const { manager } = database.dataSource;
    const withdrawal = { consent: "whitaker-freya-therapies", event: "withdrawn" } as const;
    await expect(manager.update(ConsentEventRow, withdrawal, { event: "given" })).rejects.toThrow("never changed or removed");
    await expect(manager.delete(ConsentEventRow, withdrawal)).rejects.toThrow("never changed or removed");
  });
});

describe("files of every kind", () => {
  /** The demo's files, with what none of the demo has: a day of death, a seconded practitioner, a consent that ends. */
  async function whole(): Promise<Texts> {
    const texts: [string, string][] = [];
    for (const file of await demoFiles()) texts.push([basename(file), await readFile(file, "utf8")]);
    const added: Texts = {
      "children.csv":
        "id,givenNames,familyName,preferredName,dateOfBirth,sex,firstLanguage,diedOn\nCV-9005,Ola,Test,Ol,2019-01-01,F,Urdu,2026-10-02\n",
      "team.csv":
        "child,practitioner,agency,role,lead,from,until,model,host,mandate,statutory\nCV-1001,tom.okoro,education,Taught,no,2020-01-01,2020-06-30,seconded,Family Hub,Allocation,looked-after\n",
    };
    return { ...Object.fromEntries(texts), ...Object.fromEntries(Object.entries(added).map(([name, text]) => [`more/${name}`, text])) };
  }
  let own: TestDatabase;
  beforeEach(async () => {
    own = await openPartnership();
  });
  afterEach(() => own.close());
  const importAll = async (texts: Texts) => {
    const paths: string[] = [];
    for (const [name, text] of Object.entries(texts)) paths.push(await fileOf(join(folder, "every", dirname(name)), basename(name), text));
    return (await importFiles(own.dataSource, paths)).reports;
  };
  const importer = partnershipImporter(readPartnershipCodes({}));

  test.each(["taken out", "left empty"] as const)(
    "change nothing of what is stored with every column %s that can be: no relation begins again, and no value goes unasked",
    async (cut) => {
      // What was said about sharing is never changed: a consent without its end is refused (`partnership-refused.test.ts`).
      const files = await whole();
      await importAll(files);
      const before = await everything(own.dataSource);
      const { texts, cuts } = await shorter(importer, files, cut, cut === "left empty" ? ["validuntil"] : []);
      expect(cuts).toEqual(
        expect.arrayContaining([
          ...["family.csv", "services.csv", "addresses.csv", "restrictions.csv", "team.csv"].map((name) => `${name} until`),
          ...["diedOn", "sex"].map((column) => `more/children.csv ${column}`),
          ...["host", "mandate", "model", "statutory"].map((column) => `more/team.csv ${column}`),
          "addresses.csv postcode",
        ]),
      );
      const reports = await importAll(texts);
      expect(await everything(own.dataSource)).toEqual(before);
      expect(reports.some(({ keptValues }) => keptValues > 0)).toBe(cut === "left empty");
    },
  );
});

describe("a value that a file leaves empty", () => {
  const bring = async (row: string, replace = false) =>
    (await importFiles(database.dataSource, [await fileOf(folder, "persons.csv", `id,name,telephone,email\n${row}\n`)], replace)).lines;

  test("is kept and listed, with what would remove it, and goes when that is asked for, counted and listed", async () => {
    await bring("ina.k,Ina K,07700 900777,ina@example.org");
    const value = "telephone (07700 900777) of person ina.k, which the file leaves empty";
    expect(await bring("ina.k,Ina K,,ina@example.org")).toEqual([
      "persons.csv: 0 added, 0 changed, 1 unchanged",
      `persons.csv: kept ${value}`,
      "persons.csv: kept 1 that the file leaves empty; if there is nothing any more, import it again with --replace",
    ]);
    expect(await bring("ina.k,Ina K,,ina@example.org", true)).toEqual([
      "persons.csv: 0 added, 1 changed, 0 unchanged, 1 removed",
      `persons.csv: removed ${value}`,
    ]);
    expect(await bring("ina.k,Ina K,,ina@example.org")).toEqual(["persons.csv: 0 added, 0 changed, 1 unchanged"]);
  });

  test("stays beside what a membership now says, and a panel that is said takes the host away", async () => {
    const header = "child,practitioner,agency,role,lead,from,until,model,host";
    const row = "CV-1002,tom.okoro,education,Teacher,no,2020-01-01,2020-06-30";
    const team = async (rest: string) =>
      importFiles(database.dataSource, [await fileOf(join(folder, "host"), "team.csv", `${header}\n${row},${rest}\n`)]);
    const stored = async () => {
      const [one] = await database.dataSource.manager.findBy(TeamMembershipRow, { child: "CV-1002", from: "2020-01-01" });
      return [one?.model, one?.host];
    };
    await team("seconded,Family Hub");
    await team(",");
    expect(await stored()).toEqual(["seconded", "Family Hub"]);
    await team("panel,");
    expect(await stored()).toEqual(["panel", null]);
    await expect(team("panel,Family Hub")).rejects.toThrow('column "host": "Family Hub" must name in whose team');
    await database.dataSource.manager.delete(TeamMembershipRow, { child: "CV-1002", from: "2020-01-01" });
  });
});

describe("importing the demo's families", () => {
  test("stores every row of every file, those first that others point at", () => {
    expect(first.lines).toEqual([
      "children.csv: 14 added, 0 changed, 0 unchanged",
      "persons.csv: 20 added, 0 changed, 0 unchanged",
      "practitioners.csv: 15 added, 0 changed, 0 unchanged",
      "identifiers.csv: 35 added, 0 changed, 0 unchanged",
      "addresses.csv: 15 added, 0 changed, 0 unchanged",
      "family.csv: 26 added, 0 changed, 0 unchanged",
      "team.csv: 36 added, 0 changed, 0 unchanged",
      "services.csv: 47 added, 0 changed, 0 unchanged",
      "about-me.csv: 10 added, 0 changed, 0 unchanged",
      "consents.csv: 12 added, 0 changed, 0 unchanged",
      "restrictions.csv: 5 added, 0 changed, 0 unchanged",
      "processes.csv: 44 added, 0 changed, 0 unchanged",
    ]);
  });

  test("a second time changes nothing", async () => {
    const before = await everything(database.dataSource);
    const { reports } = await importFiles(database.dataSource, await demoFiles());
    expect(reports.map(({ added, changed }) => added + changed)).toEqual(reports.map(() => 0));
    expect(await everything(database.dataSource)).toEqual(before);
  });

  test("keeps a severed identifier without the child whose it was", async () => {
    const severed = await database.dataSource.manager.findBy(IdentifierRow, { status: "severed" });
    expect(severed.map(({ system, value, child }) => [system, value, child]).sort()).toEqual([
      ["NHS_NUMBER", "9990002053", null],
      ["UPN", "C801299999905", null],
    ]);
  });

  test("gives Maya a lead practitioner, and Sofia no team at all", async () => {
    const { manager } = database.dataSource;
    expect(await manager.findBy(TeamMembershipRow, { lead: true })).toMatchObject([{ child: "CV-1001", practitioner: "fiona.grant" }]);
    expect(await manager.countBy(TeamMembershipRow, { child: "CV-1010" })).toBe(0);
  });
});

describe("importing a file", () => {
  test("adds the new rows, changes those that differ and leaves the others alone", async () => {
    const demo = await readFile(join(demoFolder, "children.csv"), "utf8");
    const file = await fileOf(
      folder,
      "children.csv",
      `${demo.replace("Jordan Alex,Clarke,Jordan", "Jordan Alex,Clarke,Jay")}CV-9001,Mia,Test,,2019-02-28,F,\n`,
    );
    const { lines } = await importFiles(database.dataSource, [file]);
    expect(lines).toEqual(["children.csv: 1 added, 1 changed, 13 unchanged"]);
    expect(await database.dataSource.manager.findOneByOrFail(ChildRow, { id: "CV-1004" })).toMatchObject({ preferredName: "Jay" });
  });

  test("understands what spreadsheets write: byte order mark, CRLF, line breaks in quotes, dd/mm/yyyy, columns in another order and case", async () => {
    const file = await fileOf(
      folder,
      "children.csv",
      '\uFEFFID,DateOfBirth,FamilyName,GivenNames\r\nCV-9002,29/02/2020,"Two\r\nlines",Ann\r\n\r\n',
    );
    await importFiles(database.dataSource, [file]);
    const stored = await database.dataSource.manager.findOneByOrFail(ChildRow, { id: "CV-9002" });
    expect(stored).toMatchObject({ dateOfBirth: "2020-02-29", familyName: "Two\nlines", preferredName: null });
  });

  test("says which columns it did not know, and in how many rows", async () => {
    const file = await fileOf(folder, "persons.csv", "id,name,telephone,email,Shoe size,\nx.y,X Y,,,38,\nz.y,Z Y,,,39,\n");
    const { lines } = await importFiles(database.dataSource, [file]);
    expect(lines).toEqual([
      "persons.csv: 2 added, 0 changed, 0 unchanged",
      'persons.csv: left out column "" (2)',
      'persons.csv: left out column "Shoe size" (2)',
    ]);
  });

  test("tells its kind by its columns when the name does not say it", async () => {
    const file = await fileOf(
      folder,
      "export 2026-11.csv",
      `${await headerOf("services.csv")}\nCV-1010,health,School Nursing,2026-11-02,\n`,
    );
    const { lines } = await importFiles(database.dataSource, [file]);
    expect(lines).toEqual(["export 2026-11.csv: 1 added, 0 changed, 0 unchanged"]);
  });

  test("takes a lead who follows another, and how and on what ground each takes part", async () => {
    const file = await fileOf(
      folder,
      "team.csv",
      `${await headerOf("team.csv")},model,host,mandate\nCV-1010,helen.marsh,education,SENCO,yes,2026-01-01,2026-06-30,,,,\nCV-1010,tom.okoro,education,Teacher,yes,2026-07-01,,,seconded,Family Hub,Allocation of 1 July 2026\n`,
    );
    await importFiles(database.dataSource, [file]);
    expect(
      await database.dataSource.manager.find(TeamMembershipRow, { where: { child: "CV-1010" }, order: { from: "ASC" } }),
    ).toMatchObject([
      { lead: true, model: "panel", host: null, mandate: null },
      { lead: true, model: "seconded", host: "Family Hub", mandate: "Allocation of 1 July 2026" },
    ]);
  });

  test("keeps that a child has died, and what else a file has no column for", async () => {
    const row = "CV-9003,Ina,Test,2019-02-28";
    await importFiles(database.dataSource, [
      await fileOf(folder, "children.csv", `id,givenNames,familyName,dateOfBirth,firstLanguage,diedOn\n${row},Urdu,2026-10-02\n`),
    ]);
    const { lines } = await importFiles(database.dataSource, [
      await fileOf(folder, "children.csv", `id,givenNames,familyName,dateOfBirth\n${row}\n`),
    ]);
    expect(lines).toEqual(["children.csv: 0 added, 0 changed, 1 unchanged"]);
    const stored = await database.dataSource.manager.findOneByOrFail(ChildRow, { id: "CV-9003" });
    expect(stored).toMatchObject({ diedOn: "2026-10-02", firstLanguage: "Urdu" });
  });

  test("says that there is no row, where an export found nothing or went wrong", async () => {
    const file = await fileOf(folder, "persons.csv", "\uFEFFid,name,telephone,email\r\n\r\n");
    const { lines } = await importFiles(database.dataSource, [file]);
    expect(lines).toEqual(["persons.csv: 0 added, 0 changed, 0 unchanged", "persons.csv: has a header and no row below it"]);
  });

  test("leaves out the empty rows that a spreadsheet writes, and counts them", async () => {
    const file = await fileOf(folder, "persons.csv", "id,name,telephone,email\r\ne.m,Em Ty,,\r\n,,,\r\n, ,,\r\n");
    const { lines } = await importFiles(database.dataSource, [file]);
    expect(lines).toEqual(["persons.csv: 1 added, 0 changed, 0 unchanged", "persons.csv: left out empty rows (2)"]);
  });

  test("takes an NHS number as it is printed, in groups", async () => {
    const file = await fileOf(folder, "identifiers.csv", "child,system,value,status\n,NHS_NUMBER,999 000 2053,severed\n");
    const { lines } = await importFiles(database.dataSource, [file]);
    expect(lines).toEqual(["identifiers.csv: 0 added, 0 changed, 1 unchanged"]);
  });

  test("severs an identifier and then takes the new one", async () => {
    const file = await fileOf(
      folder,
      "identifiers.csv",
      "child,system,value,status\nCV-1010,UPN,B801299900010,severed\nCV-1010,UPN,P207000016049,active\n",
    );
    const { lines } = await importFiles(database.dataSource, [file]);
    expect(lines).toEqual(["identifiers.csv: 1 added, 1 changed, 0 unchanged"]);
    expect(await database.dataSource.manager.findBy(IdentifierRow, { child: "CV-1010" })).toMatchObject([{ value: "P207000016049" }]);
  });
});
