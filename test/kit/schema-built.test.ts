import { beforeAll, describe, expect, test } from "@jest/globals";
import { graphql, parse } from "graphql";
import { Field, FieldResolver, ObjectType, Resolver } from "type-graphql";
import { buildAgency } from "../../subgraphs/kit/agency/build-agency.ts";
import { Classified, Unclassified } from "../../subgraphs/kit/classified.ts";
import type { RecordRoot } from "../../subgraphs/kit/context.ts";
import { startDeadline } from "../../service/deadline.ts";
import { Guard } from "../../subgraphs/kit/guard/guard.ts";
import { buildSubgraph, type SubgraphParts } from "../../subgraphs/kit/build-subgraph.ts";
import { classificationOf, objectTypes } from "../../subgraphs/kit/schema/classification.ts";
import { categories, youthWork, YouthWorkRecord } from "./youth-work.ts";

describe("the schema of an agency", () => {
  let classified: Map<string, string>;
  let sdl: string;
  beforeAll(async () => {
    ({ sdl } = await buildAgency(youthWork, categories));
    classified = new Map(
      objectTypes(parse(sdl)).flatMap((type) =>
        (type.fields ?? []).map((field) => {
          const said = classificationOf(field);
          return [
            `${type.name.value}.${field.name.value}`,
            said?.kind === "classified" ? said.category : (said?.kind ?? "nothing"),
          ] as const;
        }),
      ),
    );
  });

  test("says for each field what it is", () => {
    expect([...classified].filter(([, said]) => said === "nothing")).toEqual([]);
    expect(classified.size).toBeGreaterThan(30);
  });

  test("gives the category of a class to each of its fields, to those it inherits too", () => {
    for (const field of ["visitedOn", "place", "steps", "worker"]) expect(classified.get(`Visit.${field}`)).toBe("youth-work.visits");
    for (const field of ["done", "outcome"]) expect(classified.get(`Step.${field}`)).toBe("youth-work.visits");
    expect(classified.get("Club.name")).toBe("youth-work.clubs");
  });

  test("lets the id of a record be read by whoever reached the record, so that it is never null", () => {
    for (const type of ["Visit", "Club"]) expect(classified.get(`${type}.id`)).toBe("unclassified");
  });

  test("lets a field have a category of its own", () => {
    expect(classified.get("Visit.worry")).toBe("youth-work.safety");
  });

  test("shows neither a row's child nor its marks", () => {
    expect([...classified.keys()].filter((field) => /\.(child|aboutOther|withheldFromFamily)$/.test(field))).toEqual([]);
  });

  test("has one key to a child, the permit, which clients never see", () => {
    expect(sdl).toContain('type Child @key(fields: "youthWorkPermit")');
    expect(sdl).toMatch(/youthWorkPermit: String! @inaccessible/);
  });

  test("pages every list of records, with the same arguments", () => {
    expect(sdl.match(/: (Visit|Club)Connection/g)).toHaveLength(2);
    expect(sdl.match(/first: Int = 50/g)).toHaveLength(2);
  });
});

@ObjectType({ description: "A type of which one field was forgotten." })
class Forgetful {
  @Field(() => String, { description: "Said." })
  @Classified("youth-work.visits")
  said!: string;

  @Field(() => String, { description: "Not said." })
  forgotten!: string;
}

@ObjectType({ description: "A type whose field cannot be null." })
@Classified("youth-work.visits")
class Demanding {
  @Field(() => String, { nullable: false, description: "Cannot be null." })
  demanded!: string;
}

@ObjectType({ description: "A type of another owner's category." })
@Classified("health.gp")
class Foreign {
  @Field(() => String, { description: "Not this agency's." })
  surgery!: string;
}

@ObjectType({ description: "A type that gives no reason." })
@Unclassified(" ")
class Silent {
  @Field(() => String, { description: "Why not?" })
  open!: string;
}

describe("an agency is not served", () => {
  const wayIn = "It is the way in.";
  const agencyWith = (type: abstract new () => object) => {
    @ObjectType(`${type.name}Record`, { description: "An agency's record of a child." })
    class Bare implements RecordRoot {
      child!: string | null;
    }
    Object.defineProperty(Bare, "name", { value: `${type.name}Record` });

    @Resolver(() => Bare)
    class BareResolver {
      @FieldResolver(() => type, { description: "The part." })
      @Unclassified(wayIn)
      part(): object {
        return {};
      }
    }
    return buildAgency({ ...youthWork, record: Bare, resolvers: [BareResolver] }, categories);
  };

  const cases: [string, abstract new () => object, string][] = [
    ["with a field without a classification", Forgetful, "Forgetful.forgotten"],
    ["with a classified field that cannot be null", Demanding, "Demanding.demanded"],
    ["with a category of another agency", Foreign, "Foreign.surgery"],
    ["with a field left open for no reason", Silent, "Silent.open"],
  ];
  test.each(cases)("%s; the field is named", async (_, type, field) => {
    await expect(agencyWith(type)).rejects.toMatchObject({
      code: "SCHEMA_REFUSED",
      message: expect.stringContaining(`youth-work: ${field} `),
    });
  });

  test("if its list of categories lacks one that it uses", async () => {
    const fewer = new Set([...categories].filter((category) => category !== "youth-work.safety"));
    await expect(buildAgency(youthWork, fewer)).rejects.toMatchObject({
      code: "SCHEMA_REFUSED",
      message: expect.stringContaining("Visit.worry"),
    });
  });
});

describe("the guard", () => {
  const partsWith = (sdl: string, typeResolvers: SubgraphParts["typeResolvers"]): SubgraphParts => ({
    name: "youth-work",
    resolvers: youthWork.resolvers,
    types: [YouthWorkRecord],
    sdl,
    typeResolvers,
    categories,
  });

  test.each(["Secret", "_Secret", "_Entry", "Service"])("stands before a type whatever it is called: %s", async (name) => {
    const { schema } = await buildSubgraph(
      partsWith(
        `type ${name} { word: String @classified(as: "youth-work.safety") }
         extend type Query { secret: ${name} @unclassified(because: "It is a way in.") }`,
        { Query: { secret: () => ({ word: "the father" }) } },
      ),
    );
    const contextValue = { guard: new Guard(), deadline: startDeadline(60_000) };
    const { data } = await graphql({ schema, source: "{ secret { word } }", contextValue });
    expect(data).toEqual({ secret: { word: null } });
  });
});
