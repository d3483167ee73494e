import { closeDatabase, type DatabaseOptions, openDatabase } from "../../service/database.ts";
import { type DatabasePlace, databasePlace, type TestDatabase } from "../databases.ts";
import { storedService } from "./services.ts";

/** Opens a database of a service of the project with the demo families, and whatever test writes to it, no other sees that. `close` removes it. */
export async function openFamilies(service: string, options: Pick<DatabaseOptions, "onStatement"> = {}): Promise<TestDatabase> {
  const { place, remove } = await placeWithFamilies(service);
  const { entities, migrations } = await storedService(service);
  const dataSource = await openDatabase({ service, ...place, entities, migrations, ...options });
  return {
    dataSource,
    close: async () => {
      await closeDatabase(dataSource);
      await remove();
    },
  };
}

/** Where such a database is, closed, for a service that opens it by itself. */
export async function placeWithFamilies(service: string): Promise<DatabasePlace> {
  const own = await databasePlace(service, "families");
  if (own.holds === "families") return own;
  const { entities, migrations, load } = await storedService(service);
  const database = await openDatabase({ service, ...own.place, entities, migrations });
  await load(database);
  await closeDatabase(database);
  return { ...own, holds: "families" };
}
