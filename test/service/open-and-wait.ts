import "reflect-metadata";
import { openDatabase } from "../../service/database.ts";
import { Notes0001 } from "./notes.ts";

const [dataDir = "", templateDir] = process.argv.slice(2);
const database = await openDatabase({ service: "notes", dataDir, templateDir, entities: [], migrations: [Notes0001] });
await database.query("INSERT INTO note VALUES ('stored before the kill')");
process.stdout.write("stored\n");
setInterval(() => undefined, 60_000);
