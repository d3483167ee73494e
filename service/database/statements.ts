import type { Logger } from "typeorm";

/** A TypeORM logger that hands each statement to a listener and writes nothing, because standard output belongs to the process's own log. */
export class StatementListener implements Logger {
  readonly #listener: (sql: string) => void;

  constructor(listener: (sql: string) => void) {
    this.#listener = listener;
  }

  logQuery(sql: string): void {
    this.#listener(sql);
  }

  logQueryError(): void {}

  logQuerySlow(): void {}

  logSchemaBuild(): void {}

  logMigration(): void {}

  log(): void {}
}
