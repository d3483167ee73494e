import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { buildPartnership } from "../../subgraphs/partnership/build-partnership.ts";
import { readCategories } from "../../policies/index.ts";
import { compose } from "../../supergraph/compose.ts";
import { readAgencies } from "../../trust/agencies.ts";

test("the schema that docs/permits.md gives an agency in another language composes as it stands with the partnership's", async () => {
  const [, sdl = ""] = /```graphql\n(.*?)```/s.exec(readFileSync("docs/permits.md", "utf8")) ?? [];
  const list = readAgencies("agencies.yaml");
  const [entry] = list.agencies;
  if (entry === undefined) throw new Error("the list has no agency");
  const name = "youth-justice";
  const agencies = { ...list, agencies: [{ ...entry, name, identifier: "YJ_ID", permitAudience: `urn:childview:${name}` }] };
  const own = new Set(readCategories("policies").flatMap(({ id, owner }) => (owner === "partnership" ? [id] : [])));
  const partnership = await buildPartnership(agencies, own);
  const supergraph = compose([
    { name: "partnership", url: list.partnership.url, sdl: partnership.sdl, categories: own },
    { name, url: "http://127.0.0.1:4005/graphql", sdl, categories: new Set([`${name}.held`, `${name}.orders`]) },
  ]);
  expect(supergraph).toContain('orders: [Order] @classified(as: "youth-justice.orders")');
  expect(supergraph).toContain('@join__type(graph: YOUTH_JUSTICE, key: "youthJusticePermit")');
});
