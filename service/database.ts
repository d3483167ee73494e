export { isDatabaseGone } from "./database-gone.ts";
export { closeDatabase, openDatabase } from "./database/open.ts";
export type { DatabaseOptions } from "./database/open.ts";
export { noteOrigin, originsOf } from "./database/origin.ts";
export { withinDeadline } from "./database/within-deadline.ts";
