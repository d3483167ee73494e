import { AsyncLocalStorage } from "node:async_hooks";

const days = new AsyncLocalStorage<string>();

/** Does the work of one import, all of it as on one day (ISO 8601). */
export function onDay<T>(day: string, work: () => T): T {
  return days.run(day, work);
}

/**
 * The day, in England, on which the import that is running was begun. What a column may hold depends on it, and columns are described once, before there is an import: so it is found here, and
 * not handed through every description. Throws where none is running: no file is checked against a day that nobody set.
 */
export function today(): string {
  const day = days.getStore();
  if (day === undefined) throw new Error("no import is running, so there is no day of it");
  return day;
}
