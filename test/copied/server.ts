import pg from "pg";

/** Runs a statement on a PostgreSQL server, over a connection of its own. */
export async function command(server: string, sql: string): Promise<pg.QueryResult<Record<string, string>>> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    return await client.query<Record<string, string>>(sql);
  } finally {
    await client.end();
  }
}

/** The names of a server's databases. */
export async function databasesOf(server: string): Promise<ReadonlySet<string>> {
  const { rows } = await command(server, "SELECT datname FROM pg_database");
  return new Set(rows.map(({ datname = "" }) => datname));
}

/** Where a database of a server is. */
export function databaseOn(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
