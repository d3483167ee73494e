import { readFileSync } from "node:fs";
import { ApolloGateway, type GraphQLDataSource } from "@apollo/gateway";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  execute,
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isEnumType,
  isListType,
  isObjectType,
  Kind,
  NoUnusedVariablesRule,
  parse,
  specifiedRules,
  validate,
} from "graphql";
import { readSupergraph } from "../../gateway/supergraph.ts";
import { waysIn } from "../../gateway/ways-in.ts";
import { readLimits } from "../../service/limits.ts";
import { holdToBounds } from "../../service/graphql/bound-operation.ts";
import { type AskedOperation, costOf, costsOf, definitionsOf, placesOf } from "../../service/graphql/cost.ts";
import { readAgencies } from "../../trust/agencies.ts";
import { runs } from "../runs.ts";

/** One fetch, as a service behind the gateway gets it. */
interface Fetch {
  readonly service: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const supergraph = readSupergraph("supergraph.graphql");
const agencies = readAgencies("agencies.yaml");
const services = new Map(
  [{ name: "partnership", ...agencies.partnership }, ...agencies.agencies].map(({ name, schema: file }) => [
    name,
    buildSubgraphSchema(parse(readFileSync(file, "utf8"))),
  ]),
);
// Not every operation uses all three variables.
const rules = specifiedRules.filter((rule) => rule !== NoUnusedVariablesRule);
const atGateway = { costs: costsOf(supergraph.document.definitions), waysIn: waysIn(supergraph.document) };

let gateway: ApolloGateway;
let schema: GraphQLSchema;
let fetches: Fetch[];

beforeAll(async () => {
  // Each service answers with as much as it may: every list has the length that is asked for or assumed, and nothing is null.
  const buildService = ({ name }: { name: string }): GraphQLDataSource => ({
    process: async ({ request }) => {
      const { query = "", variables = {} } = request;
      const own = services.get(name);
      if (own === undefined) throw new Error(`there is no ${name}`);
      fetches.push({ service: name, query, variables });
      const answer = await execute({ schema: own, document: parse(query), variableValues: variables, fieldResolver: asMuchAsMayBe(own) });
      expect(answer.errors).toBeUndefined();
      return answer as never;
    },
  });
  gateway = new ApolloGateway({ supergraphSdl: supergraph.sdl, buildService });
  ({ schema } = await gateway.load());
});
afterAll(() => gateway.stop());

/** Makes up what a service answers. */
function asMuchAsMayBe(own: GraphQLSchema): GraphQLFieldResolver<unknown, unknown> {
  const { slicing, assumed } = costsOf(definitionsOf(own));
  return (source, args: Record<string, unknown>, _context, { parentType, fieldName, returnType, path }) => {
    const known = (source as Record<string, unknown> | undefined)?.[fieldName];
    if (known !== undefined) return known;
    const type = getNamedType(returnType);
    const name = `${parentType.name}.${fieldName}`;
    const one = (at: number): unknown =>
      isObjectType(type)
        ? {}
        : isEnumType(type)
          ? type.getValues()[0]?.value
          : type.name === "Int" || type.name === "Float"
            ? at
            : type.name === "Boolean"
              ? true
              : `${path.key}${at}`;
    const page = slicing.get(name);
    if (page !== undefined) return { page: args[page] ?? 50 };
    if (!isListType(getNullableType(returnType))) return one(0);
    const length = (source as { page?: number } | undefined)?.page ?? assumed.get(name) ?? 5;
    return Array.from({ length }, (_, at) => one(at));
  };
}

test("whatever the gateway lets through passes at every service behind it, with all that they could answer", async () => {
  const bounds = readLimits({}).operation;
  await fc.assert(
    fc.asyncProperty(fc.infiniteStream(fc.nat({ max: 1_000_000 })), async (numbers) => {
      const draw = (below: number): number => (numbers.next().value as number) % below;
      const query = randomOperation(schema, draw);
      const document = parse(query);
      expect(validate(schema, document, rules)).toEqual([]);
      const variables = { yes: true, no: false, page: 2 };
      const asked: AskedOperation = { schema, document, operationName: undefined, variables };
      const [cost, places] = [costOf(asked, atGateway.costs), placesOf(asked, atGateway.waysIn)];
      fetches = [];
      const answer = await gateway.executor({
        document,
        request: { query, variables },
        operationName: null,
        metrics: {},
        overallCachePolicy: { maxAge: 0, restrict: () => undefined, replace: () => undefined, policyIfCacheable: () => null },
        context: {},
        schema,
        schemaHash: "",
        queryHash: query,
        source: query,
        cache: undefined,
        logger: undefined,
      } as never);
      expect(answer.errors).toBeUndefined();
      // A mutation has one fetch for its change, and a query one for all its fields.
      expect(fetches.length).toBeLessThanOrEqual(places + 1);
      for (const fetch of fetches) {
        const own = services.get(fetch.service);
        if (own === undefined) throw new Error(`there is no ${fetch.service}`);
        const sent = { schema: own, document: parse(fetch.query), operationName: undefined, variables: fetch.variables };
        const costs = costsOf(definitionsOf(own));
        const there = costOf(sent, costs);
        if (there > cost)
          throw new Error(`${fetch.service} is asked for ${there} points, and the gateway for ${cost}: ${fetch.query} of ${query}`);
        const [operation] = sent.document.definitions;
        if (operation?.kind === Kind.OPERATION_DEFINITION)
          holdToBounds(operation, sent, { bounds: { ...bounds, cost }, costs, waysIn: new Set() });
      }
    }),
    { numRuns: runs(300) },
  );
});

/** Anything that can be asked: fields of all services, lists within lists, aliases, fragments, and what is skipped. */
function randomOperation(of: GraphQLSchema, draw: (below: number) => number): string {
  let aliases = 0;
  const selection = (typeName: string, depth: number): string => {
    const type = of.getType(typeName);
    if (!isObjectType(type)) return "";
    const fields = Object.values(type.getFields()).filter((field) => depth > 0 || !isObjectType(getNamedType(field.type)));
    const chosen = Array.from({ length: 1 + draw(4) }, () => fields[draw(Math.max(1, fields.length))]).filter(
      (field) => field !== undefined,
    );
    const parts = chosen.map((field) => {
      const written = `x${aliases++}: ${field.name}${argumentsOf(field, draw)}${["", "", "", " @include(if: $yes)", " @skip(if: $no)", " @skip(if: $yes)"][draw(6)] ?? ""} ${inner(field, depth)}`;
      return [written, `... { ${written} }`, `... on ${typeName} @include(if: $yes) { ${written} }`][draw(5)] ?? written;
    });
    return `{ ${draw(3) === 0 ? "__typename" : ""} y${aliases++}: __typename ${parts.join(" ")} }`;
  };
  const inner = (field: GraphQLField<unknown, unknown>, depth: number): string => {
    const type = getNamedType(field.type);
    return isObjectType(type) ? selection(type.name, depth - 1) : "";
  };
  const root = draw(6) === 0 ? of.getMutationType() : of.getQueryType();
  const fields = Object.values(root?.getFields() ?? {}).filter(({ args }) =>
    args.every((argument) => !/Input/.test(String(argument.type))),
  );
  const [ways, others] = [fields.filter(({ name }) => /^child$|myChildren/.test(name)), fields];
  const some = Array.from({ length: root === of.getMutationType() ? 1 : 1 + draw(3) }, () => {
    const from = ways.length > 0 && draw(3) > 0 ? ways : others;
    const field = from[draw(from.length)];
    return field === undefined ? "" : `r${aliases++}: ${field.name}${argumentsOf(field, draw)} ${inner(field, 7)}`;
  });
  return `${root?.name.toLowerCase()} ($yes: Boolean = true, $no: Boolean = false, $page: Int = 2) { ${some.join(" ")} }`;
}

function argumentsOf({ args }: GraphQLField<unknown, unknown>, draw: (below: number) => number): string {
  const given = args.flatMap(({ name, type }) => {
    if (name === "first") return [`first: ${["1", "2", "3", "$page", "0"][draw(5)] ?? "1"}`];
    if (!String(type).endsWith("!")) return [];
    const named = getNamedType(type);
    const value = isEnumType(named)
      ? named.getValues()[0]?.name
      : named.name === "Boolean"
        ? "true"
        : named.name === "Date"
          ? '"2026-01-01"'
          : '"a"';
    return [`${name}: ${isListType(getNullableType(type)) ? `[${value}]` : value}`];
  });
  return given.length === 0 ? "" : `(${given.join(", ")})`;
}
