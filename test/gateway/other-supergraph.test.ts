import { expect, test } from "@jest/globals";
import { parse } from "graphql";
import { createConfining } from "../../gateway/confining/create-confining.ts";
import { noNames } from "../../trust/refusal-words.ts";

/** A composed schema of somebody else's, without permits, categories or pages. */
const schema = parse(`
  scalar Money
  interface Item { id: ID! price: Money }
  type Book implements Item { id: ID! price: Money pages: Int }
  type Film implements Item { id: ID! price: Money minutes: Int! }
  union Found = Book | Film
  type Query { items: [Item] found: Found best: Item! shelf: [[String!]] }
`);
const shop = createConfining(schema, "partnership", noNames)("shop");

function take(query: string, data: unknown, errors: unknown[] = [], variables = {}) {
  const taken = shop.take({ query, variables }, JSON.stringify({ data, errors }));
  return {
    data: JSON.parse(JSON.stringify(taken.data)) as unknown,
    said: taken.errors.map(({ path, extensions: { code, reason } }) => [path.join("."), reason ?? code].join(" ")),
  };
}

test("an object of several types is the one that it says, if it can be; one that says none, or another, failed", () => {
  const query = "{items{__typename id price ...on Book{pages} ...on Film{minutes}}}";
  const book = { __typename: "Book", id: "1", price: "12.50", pages: 3 };
  const film = { __typename: "Film", id: "2", price: 9, minutes: 90 };
  expect(take(query, { items: [{ ...book, minutes: 1 }, film] })).toEqual({ data: { items: [book, film] }, said: [] });
  for (const __typename of ["Query", "Found", "String", "Boat", "__proto__", "toString", 7, null, undefined])
    expect(take(query, { items: [{ ...book, __typename }] })).toEqual({ data: { items: [null] }, said: ["items.0 AGENCY_UNAVAILABLE"] });
  expect(take("{found{__typename ...on Item{id}}}", { found: film })).toEqual({
    data: { found: { __typename: "Film", id: "2" } },
    said: [],
  });
});

test("null reads as nothing where the schema allows it; where it does not, what holds it failed", () => {
  expect(take("{items{__typename id} found{__typename}}", { items: [null], found: null })).toEqual({
    data: { items: [null], found: null },
    said: [],
  });
  const without = { __typename: "Film", id: "1", minutes: null };
  expect(take("{found{__typename ...on Film{minutes}}}", { found: without })).toEqual({
    data: { found: null },
    said: ["found AGENCY_UNAVAILABLE"],
  });
  expect(take("{best{__typename id}}", { best: null }).said).toEqual(["best AGENCY_UNAVAILABLE"]);
  expect(take("{shelf}", { shelf: [["a", null], null, ["b"]] })).toEqual({
    data: { shelf: [null, null, ["b"]] },
    said: ["shelf.0 AGENCY_UNAVAILABLE"],
  });
});

test("a scalar that is not GraphQL's own is a text, a number or a truth value", () => {
  const query = "{items{__typename price}}";
  for (const price of ["12.50", 9, true]) expect(take(query, { items: [{ __typename: "Book", price }] }).said).toEqual([]);
  for (const price of [{}, [1]])
    expect(take(query, { items: [{ __typename: "Book", price }] }).said).toEqual(["items.0.price AGENCY_UNAVAILABLE"]);
});

test("without a permit nobody has decided: a refusal is a failure, since there is no category in which it could be said", () => {
  const refusal = {
    message: "Call.",
    path: ["found"],
    extensions: { code: "WITHHELD", category: "shop.found", reason: "AGENCY_RULE", remedy: "Call.", extent: "WHOLE" },
  };
  expect(take("{found{__typename}}", { found: null }, [refusal])).toEqual({ data: { found: null }, said: ["found AGENCY_UNAVAILABLE"] });
});

test("a service that knows an interface as an object is asked for it as such, and a document is read anew for other variables", () => {
  const query =
    "query($representations:[_Any!]!,$priced:Boolean!){_entities(representations:$representations){...on Item{id price@include(if:$priced)}}}";
  const representations = [{ __typename: "Item", id: "1" }];
  const one = { _entities: [{ id: "1", price: 2 }] };
  expect(take(query, one, [], { representations, priced: true })).toEqual({ data: one, said: [] });
  expect(take(query, one, [], { representations, priced: false }).data).toEqual({ _entities: [{ id: "1" }] });
  for (let at = 0; at < 40; at++)
    expect(take(`{found{__typename} a${at}:found{__typename}}`, { found: null, [`a${at}`]: null }).said).toEqual([]);
});
