import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { closeDatabase, noteOrigin, openDatabase, originsOf } from "../../service/database.ts";
import type { Origin } from "../../service/database/origin.ts";
import { databasePlace, openTestDatabase, type TestDatabase } from "../databases.ts";
import { youthWork, KnownChild } from "../kit/youth-work.ts";

const demo = { children: KnownChild, mode: "development" };
const production = { children: KnownChild, mode: "production" };
const refused = { code: "DEMO_REFUSED" };

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase("youth-work", [...youthWork.entities], [...youthWork.migrations]);
});
afterEach(() => database.close());

const note = (origin: Origin, of: typeof demo) => database.dataSource.transaction((manager) => noteOrigin(manager, origin, of));

describe("the made-up families", () => {
  test("come into an empty database, and again into the same", async () => {
    await note("demo", demo);
    await database.dataSource.query("INSERT INTO known_child VALUES ('made up')");
    await note("demo", demo);
    expect(await originsOf(database.dataSource)).toEqual(["demo"]);
  });

  test("never come to children who were there without a note, nor into a database that has had other records, be it empty again", async () => {
    await database.dataSource.query("INSERT INTO known_child VALUES ('real')");
    await expect(note("demo", demo)).rejects.toMatchObject(refused);
    expect(await originsOf(database.dataSource)).toEqual([]);
    await note("import", production);
    await database.dataSource.query("DELETE FROM known_child");
    await expect(note("demo", demo)).rejects.toMatchObject(refused);
    expect(await originsOf(database.dataSource)).toEqual(["import"]);
  });

  test("are not loaded in production, and no other records come to them there", async () => {
    await expect(note("demo", production)).rejects.toMatchObject(refused);
    await note("demo", demo);
    await expect(note("import", production)).rejects.toMatchObject(refused);
    // Who tries out may load files of their own beside them; made up they stay.
    await note("import", demo);
    expect(await originsOf(database.dataSource)).toEqual(["demo", "import"]);
  });
});

test("in production no service opens a database with the made-up families", async () => {
  const { place, remove } = await databasePlace("youth-work");
  const options = { service: "youth-work", ...place, entities: [...youthWork.entities], migrations: [...youthWork.migrations] };
  const tried = await openDatabase({ ...options, production: true });
  await closeDatabase(tried);
  const own = await openDatabase(options);
  await own.transaction((manager) => noteOrigin(manager, "demo", demo));
  await closeDatabase(own);
  await expect(openDatabase({ ...options, production: true })).rejects.toMatchObject(refused);
  await closeDatabase(await openDatabase(options));
  await remove();
});
