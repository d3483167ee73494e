/** What `npm start` prints when all is ready: where to go, and a first query to try. The README shows its answer. */
export function firstQuery(port: number): string {
  const gateway = `http://127.0.0.1:${port}`;
  return `
Childview is ready.

  GraphQL   ${gateway}/graphql
  GraphiQL  ${gateway}/graphiql   (choose a demo person at the top)

Try, in another terminal, what a school's SENCO sees of Maya:

  curl -s ${gateway}/graphql -H 'content-type: application/json' \\
    -H "authorization: Bearer $(npm run --silent token -- senco)" \\
    -d @docs/first-query.json

Ctrl-C stops everything; the data stay for the next start.
`;
}
