import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { DataSource } from "typeorm";
import { personsFile, readPersons } from "../../development/openid/persons.ts";
import { accessMatrix, loadPolicy, purposes, sentenceOf } from "../../policies/index.ts";
import { type Answer, ask } from "./ask.ts";
import { type ServicesInProcess, startServicesInProcess } from "./services-in-process.ts";
import { askForAll } from "./whole-view.ts";

const policy = loadPolicy("policies", "2026-11-21");
const children = Array.from({ length: 14 }, (_, index) => `CV-${String(1001 + index)}`);
const persons = readPersons(personsFile);
const officer = "ig-officer";

const inBrief =
  "{ policy relationship decisions { category decision reason wouldOpen rules { decisive holds failed { condition asked found } rule { id } } } }";
const inFull = inBrief.replace("{ id }", "{ id sentence because basis agreement { id title parties purposes owner approved reviewBy } }");

interface Rule {
  readonly rule: { readonly id: string };
  readonly decisive: boolean;
  readonly holds: boolean;
  readonly failed: readonly { readonly condition: string; readonly asked: string[]; readonly found: string[] }[];
}
interface Decision {
  readonly category: string;
  readonly decision: string;
  readonly reason: string | null;
  readonly rules: readonly Rule[];
  readonly wouldOpen: readonly string[];
}

/** Asks, as the officer, what is decided for an actor of a child or in a situation. */
function explain(
  actor: object,
  purpose: string,
  about: { childId?: string; situation?: object; categories?: string[] },
  { selection = inBrief, gateway }: { selection?: string; gateway?: string } = {},
): Promise<Answer> {
  return ask(
    officer,
    `query ($actor: ActorInput!, $purpose: Purpose!, $categories: [String!], $situation: SituationInput, $childId: ID) {
      explainAccess(actor: $actor, purpose: $purpose, categories: $categories, situation: $situation, childId: $childId) ${selection} }`,
    { actor, purpose, ...about },
    gateway,
  );
}

const decisionsOf = ({ data }: Answer): readonly Decision[] => data.explainAccess.decisions;
const codesOf = ({ errors = [] }: Answer): unknown[] => errors.map(({ extensions }) => extensions?.["code"]);
const decisive = ({ rules }: Decision): string[] =>
  rules
    .filter((one) => one.decisive)
    .map(({ rule }) => rule.id)
    .sort();

describe("the policy in force", () => {
  test("is told by its version, with each agreement's owner, approval and review", async () => {
    const { data, errors } = await ask(
      officer,
      "{ policyVersion { version agreements { id title parties purposes owner approved reviewBy } } }",
    );
    expect(errors).toBeUndefined();
    expect(data.policyVersion).toEqual({
      version: policy.version,
      agreements: policy.agreements.map(({ id, title, parties, purposes: covered, owner, approved, reviewBy }) => ({
        id,
        title,
        parties,
        purposes: covered,
        owner,
        approved,
        reviewBy,
      })),
    });
  });
});

describe("the access matrix", () => {
  const query = `query ($role: String, $agency: String, $category: String, $purpose: Purpose, $relationship: Relationship, $need: AccessNeed, $first: Int, $after: String) {
    accessMatrix(role: $role, agency: $agency, category: $category, purpose: $purpose, relationship: $relationship, need: $need, first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor }
      nodes { role agency category relationship purpose rightsHolder need sentences
        withoutOverride { consents closedBy { restriction onlyWhile } } withOverride { consents closedBy { restriction } }
        rules { id sentence because basis agreement { id } } } } }`;
  const enumName = (id: string): string => id.toUpperCase().replaceAll("-", "_");

  test("has every way that the agreements open, and no other", async () => {
    const { data, errors } = await ask(officer, query, { first: 1 });
    expect(errors).toBeUndefined();
    expect(data.accessMatrix.totalCount).toBe(accessMatrix(policy).length);
  });

  test("can be narrowed and read page by page, and is what the agreements give", async () => {
    const nodes: Record<string, unknown>[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { data, errors } = await ask(officer, query, { role: "social-worker", purpose: "SAFEGUARDING", first: 30, after });
      expect(errors).toBeUndefined();
      nodes.push(...data.accessMatrix.nodes);
      [after, more] = [data.accessMatrix.pageInfo.endCursor, data.accessMatrix.pageInfo.hasNextPage];
    }
    const expected = accessMatrix(policy).filter(({ person, purpose }) => person.role === "social-worker" && purpose === "SAFEGUARDING");
    expect(nodes).toHaveLength(expected.length);
    expect(nodes).toEqual(
      expected.map(({ person, category, relationship, purpose, rightsHolder, need, withoutOverride, ruleIds }) =>
        expect.objectContaining({
          ...person,
          category,
          relationship: enumName(relationship),
          purpose,
          rightsHolder: enumName(rightsHolder),
          need,
          withoutOverride: {
            consents: withoutOverride.consents.map(enumName),
            closedBy: withoutOverride.closedBy.map((one) => ({ restriction: enumName(one), onlyWhile: null })),
          },
          rules: ruleIds.map((id) => {
            const rule = policy.rulesById.get(id);
            return expect.objectContaining({
              id,
              sentence: rule && sentenceOf(policy, rule),
              because: rule?.because,
              agreement: { id: rule?.agreement },
            });
          }),
        }),
      ),
    );
  });

  test("can be narrowed to what needs an override, for a lead practitioner, in one category", async () => {
    const { data } = await ask(officer, query, {
      category: "health.allergies",
      need: "OVERRIDE",
      relationship: "LEAD",
      agency: "education",
    });
    expect(new Set(data.accessMatrix.nodes.map((cell: { role: string }) => cell.role))).toContain("class-teacher");
    for (const cell of data.accessMatrix.nodes) expect(cell).toMatchObject({ need: "OVERRIDE", relationship: "LEAD", agency: "education" });
  });

  test("is empty for who reads nothing, in whichever agencies they are, and can be asked for a role of several agencies", async () => {
    const { data, errors } = await ask(officer, query, { role: "ig-officer" });
    expect([data.accessMatrix, errors]).toEqual([expect.objectContaining({ totalCount: 0, nodes: [] }), undefined]);
  });

  test.each([
    [{ first: 101 }, /"first"/],
    [{ role: "sencho" }, /no role "sencho"/],
    [{ role: "senco", agency: "health" }, /held in education/],
    [{ agency: "helth" }, /no role in an agency "helth"/],
    [{ category: "health.therapy" }, /no category "health.therapy"/],
  ])("%j cannot be asked, and it is said why", async (variables, reason) => {
    const answer = await ask(officer, query, variables);
    expect([answer.data.accessMatrix, codesOf(answer)]).toEqual([null, ["ARGUMENT_INVALID"]]);
    expect(answer.errors?.[0]?.message).toMatch(reason);
  });
});

describe("what would be decided of an imagined child", () => {
  const senco = { role: "senco", relationship: "TEAM" };

  test("is answered with the rules, the condition that failed, and what would open it", async () => {
    const answer = await explain(senco, "DIRECT_SUPPORT", { situation: {}, categories: ["health.therapies"] }, { selection: inFull });
    expect(answer.errors).toBeUndefined();
    expect(answer.data.explainAccess).toMatchObject({ policy: policy.version, relationship: "TEAM" });
    const [decision] = decisionsOf(answer);
    expect(decision).toMatchObject({
      category: "health.therapies",
      decision: "REFUSED",
      reason: "NO_CONSENT",
      wouldOpen: ["Consent is given."],
    });
    expect(decision?.rules[0]).toMatchObject({
      rule: {
        id: "senco-and-psychologist-read-with-consent",
        sentence: expect.stringMatching(/^SENCO or Educational psychologist may read .*“Therapies”.*, and consent is given\.$/),
        because: expect.stringContaining("Provision at school works best"),
        basis: [expect.stringContaining("Explicit consent")],
        agreement: expect.objectContaining({ title: "Confidential health information", reviewBy: "2031-09-10" }),
      },
      decisive: true,
      holds: false,
      failed: [{ condition: "consent", asked: ["given"], found: ["none"] }],
    });
  });

  test("changes with the situation: consent, a restriction, who holds the rights, an override", async () => {
    const of = async (actor: object, purpose: string, category: string, situation: object) => {
      const [decision] = decisionsOf(await explain(actor, purpose, { situation, categories: [category] }));
      return [decision?.decision, decision?.reason, ...(decision ? decisive(decision) : [])];
    };
    expect(await of(senco, "DIRECT_SUPPORT", "health.therapies", { consent: "GIVEN" })).toEqual([
      "PERMITTED_IN_PART",
      null,
      "about-someone-else-stays-in-health",
      "senco-and-psychologist-read-with-consent",
    ]);
    expect(await of(senco, "DIRECT_SUPPORT", "child.address", { restrictions: ["SHIELDED"] })).toEqual([
      "REFUSED",
      "RESTRICTED",
      "shielded-address",
    ]);
    expect((await of(senco, "DIRECT_SUPPORT", "child.address", { restrictions: ["SHIELDED"], override: true }))[0]).toBe("PERMITTED");
    const holder = { role: "parent", relationship: "HOLDER" };
    expect((await of(holder, "FAMILY_ACCESS", "education.sen", {}))[0]).toBe("PERMITTED_IN_PART");
    expect((await of(holder, "FAMILY_ACCESS", "education.sen", { rightsHolder: "YOUNG_PERSON" }))[1]).toBe("NO_CONSENT");
  });

  test("covers all categories if none is named", async () => {
    const answer = await explain(senco, "DIRECT_SUPPORT", { situation: {} });
    expect(decisionsOf(answer).map(({ category }) => category)).toEqual(policy.categories.map(({ id }) => id));
  });

  test.each([
    [senco, {}, /either a situation or the id of a child/],
    [senco, { situation: {}, childId: "CV-1001" }, /either a situation or the id of a child/],
    [{ role: "senco" }, { situation: {} }, /give the actor's relationship/],
    [{ ...senco, id: "helen.marsh" }, { situation: {} }, /give the actor's relationship/],
    [{ role: "senco" }, { childId: "CV-1001" }, /either the actor's id or their relationship/],
    [{ ...senco, id: "helen.marsh" }, { childId: "CV-9999" }, /either the actor's id or their relationship/],
    [{ role: "paediatrician", id: "asha.mehta" }, { childId: "CV-1001" }, /actor of another agency/],
    [{ ...senco, role: "ig-officer" }, { situation: {} }, /held in several agencies/],
    [{ ...senco, agency: "health" }, { situation: {} }, /held in education/],
    [{ ...senco, role: "wizard" }, { situation: {} }, /no role "wizard"/],
    [senco, { situation: {}, categories: ["child.names", "child.secrets"] }, /no category "child.secrets"/],
  ])("%j with %j cannot be asked, and it is said why", async (actor, about, reason) => {
    const answer = await explain(actor, "DIRECT_SUPPORT", about);
    expect([answer.data.explainAccess, codesOf(answer)]).toEqual([null, ["ARGUMENT_INVALID"]]);
    expect(answer.errors?.[0]?.message).toMatch(reason);
  });
});

describe("what is decided of a child, as the facts are now", () => {
  const marsh = { role: "senco", id: "helen.marsh" };

  test.each([
    ["senco", "helen.marsh", "senco", "CV-1001", "DIRECT_SUPPORT"],
    ["senco", "helen.marsh", "senco", "CV-1011", "DIRECT_SUPPORT"],
    ["senco", "helen.marsh", "senco", "CV-1012", "EHC_ASSESSMENT"],
    ["senco", "helen.marsh", "senco", "CV-1003", "ANNUAL_REVIEW"],
    ["teacher", "tom.okoro", "class-teacher", "CV-1013", "DIRECT_SUPPORT"],
    ["dsl", "martin.shaw", "designated-safeguarding-lead", "CV-1006", "SAFEGUARDING"],
    ["dsl", "martin.shaw", "designated-safeguarding-lead", "CV-1008", "SAFEGUARDING"],
  ])("is what %s themself is answered (%s, %s, %s, %s)", async (person, id, role, child, purpose) => {
    const { withheld } = await askForAll(person, child, purpose);
    const decisions = decisionsOf(await explain({ role, id }, purpose, { childId: child }));
    expect(decisions).toHaveLength(policy.categories.length);
    for (const { category, decision, reason } of decisions) {
      const own = withheld.find((entry) => entry.category === category);
      const expected = own === undefined ? "PERMITTED" : own.extent === "PART" ? "PERMITTED_IN_PART" : "REFUSED";
      expect([category, decision, reason]).toEqual([category, expected, expected === "REFUSED" ? own?.reason : null]);
    }
  });

  test("traces what the caller is not told: a father bound by a court order reads RESTRICTED, and the officer the rule", async () => {
    const told = (await askForAll("restricted-parent", "CV-1006", "FAMILY_ACCESS")).withheld.find(
      ({ category }) => category === "education.sen",
    );
    expect(told).toMatchObject({ reason: "RESTRICTED", rules: [] });
    const answer = await explain({ role: "parent", id: "chidi.okafor" }, "FAMILY_ACCESS", {
      childId: "CV-1006",
      categories: ["education.sen"],
    });
    expect(answer.data.explainAccess.relationship).toBe("HOLDER");
    const [decision] = decisionsOf(answer);
    expect(decision).toMatchObject({ reason: "RESTRICTED", wouldOpen: ["It is no longer so that a court order restricts them."] });
    expect(decision && decisive(decision)).toEqual(["court-order"]);
  });

  test("can be asked of somebody who is not on the team as if they were", async () => {
    const really = await explain({ role: "senco", id: "nobody.yet" }, "DIRECT_SUPPORT", {
      childId: "CV-1004",
      categories: ["education.sen"],
    });
    const imagined = await explain({ role: "senco", relationship: "TEAM" }, "DIRECT_SUPPORT", {
      childId: "CV-1004",
      categories: ["education.sen"],
    });
    expect([really, imagined].map((answer) => [answer.data.explainAccess.relationship, decisionsOf(answer)[0]?.decision])).toEqual([
      ["NONE", "REFUSED"],
      ["TEAM", "PERMITTED"],
    ]);
  });

  test("leaves out, of another agency's actors, what neither the officer's agency nor the partnership holds, also if asked by name", async () => {
    const slt = { role: "speech-and-language-therapist", relationship: "TEAM" };
    const owners = decisionsOf(await explain(slt, "DIRECT_SUPPORT", { childId: "CV-1001" })).map(({ category }) => category.split(".")[0]);
    expect(new Set(owners)).toEqual(new Set(["child", "education"]));
    const named = await explain(slt, "DIRECT_SUPPORT", { childId: "CV-1001", categories: ["health.therapies", "education.sen"] });
    expect(decisionsOf(named).map(({ category }) => category)).toEqual(["education.sen"]);
  });

  test("reads, for a child whom the officer's agency has no identifier for, byte for byte as for one who does not exist", async () => {
    const answers = await Promise.all(
      ["CV-1014", "CV-9999", "nonsense", "\u0000"].map((childId) => explain(marsh, "DIRECT_SUPPORT", { childId })),
    );
    expect(new Set(answers.map(({ text }) => text))).toEqual(new Set(['{"data":{"explainAccess":null}}\n']));
  });
});

describe("one operation", () => {
  const imagined = 'explainAccess(actor: { role: "senco", relationship: TEAM }, purpose: DIRECT_SUPPORT, situation: {}, categories: [])';
  const asking = (times: number) =>
    ask(
      officer,
      `{ version: policyVersion { version } ${Array.from({ length: times }, (_, index) => `e${index}: ${imagined} { policy }`).join(" ")} }`,
    );

  test("answers an officer up to thirty questions, and none of more", async () => {
    const most = await asking(29);
    expect([most.errors, Object.values(most.data)]).toEqual([undefined, Array(30).fill(expect.anything())]);
    const more = await asking(30);
    expect([more.data, codesOf(more)]).toEqual([undefined, ["FIELDS_TOO_MANY"]]);
  });
});

describe("an officer never gets content", () => {
  // What no document of the policies says can only have come from a child's record.
  const documents = ["categories.yaml", "roles.yaml", ...readdirSync("policies/agreements").map((name) => `agreements/${name}`)];
  const vocabulary = [...documents.map((file) => `policies/${file}`), "policies/questions/words.ts", "policies/vocabulary.ts"].map((file) =>
    readFileSync(file, "utf8").toLowerCase(),
  );
  const content = [...new Set(filesUnder("development/families").flatMap((file) => readFileSync(file, "utf8").split(/[",;<>\n\r]+/)))]
    .map((value) => value.trim())
    .filter((value) => value.length > 3 && !/^[\d.:-]{1,5}$/.test(value))
    .filter((value) => !vocabulary.some((text) => text.includes(value.toLowerCase())));

  test("whatever they ask to be explained, of any child, for any person of the demo", async () => {
    expect(content.length).toBeGreaterThan(2000);
    for (const expected of ["Maya", "Ahmed", "C801299900001", "9990001073", "helen.marsh", "2020-03-09"])
      expect(content).toContain(expected);
    // Every answer is made of few words, so each is looked at once.
    const told = new Set<string>();
    for (const childId of children) {
      for (const { subject, role, agency } of persons) {
        const purpose = agency === "family" ? "FAMILY_ACCESS" : "SAFEGUARDING";
        const selection = role === "senco" ? inFull : inBrief;
        // Of other agencies' people an officer is not told what they are to a child.
        const who = agency === "family" || agency === "education" ? { id: subject } : { relationship: "TEAM" };
        const answer = await explain({ role, agency, ...who }, purpose, { childId }, { selection });
        expect(answer.errors).toBeUndefined();
        JSON.parse(answer.text, (key: string, value: unknown) => {
          told.add(key);
          if (["string", "number", "boolean"].includes(typeof value)) told.add(JSON.stringify(value));
          return value;
        });
      }
    }
    const everything = [...told].join("\n");
    expect(content.filter((value) => everything.includes(value))).toEqual([]);
  });

  test.each(purposes)("a child's record and the list of children stay empty for %s", async (purpose) => {
    const query =
      "query ($id: ID!, $purpose: Purpose!) { child(id: $id, purpose: $purpose) { id givenNames } myChildren(purpose: $purpose) { totalCount nodes { id } } }";
    for (const id of children) {
      const { data } = await ask(officer, query, { id, purpose });
      expect(data).toEqual({ child: null, myChildren: { totalCount: 0, nodes: [] } });
    }
  });
});

describe("whoever is no officer", () => {
  const fields = {
    policyVersion: "policyVersion { version }",
    accessMatrix: "accessMatrix(first: 1) { totalCount }",
    explainAccess: 'explainAccess(actor: { role: "senco", relationship: TEAM }, purpose: DIRECT_SUPPORT, situation: {}) { policy }',
  };
  const others = persons.filter(({ role }) => role !== "ig-officer").map(({ short }) => short);

  test.each(others)("%s gets null for all three, with a clear refusal, and the rest of their answer", async (person) => {
    const answer = await ask(person, `{ ${Object.values(fields).join(" ")} myChildren(purpose: GOVERNANCE) { totalCount } }`);
    expect(answer.data).toMatchObject({
      policyVersion: null,
      accessMatrix: null,
      explainAccess: null,
      myChildren: { totalCount: expect.any(Number) },
    });
    expect(answer.errors?.map(({ path, extensions }) => [path, extensions])).toEqual(
      Object.keys(fields)
        .sort()
        .map((field) => [[field], { code: "OFFICERS_ONLY" }]),
    );
    expect(answer.errors?.[0]?.message).toMatch(/Only information governance officers/);
  });

  test.each(Object.entries(fields))("%s is refused by an alias, a fragment and @include too", async (field, selection) => {
    for (const query of [
      `{ x: ${selection} }`,
      `{ ...F } fragment F on Query { ${selection} }`,
      `{ ... on Query { y: ${selection} } }`,
      `{ ${selection.replace(/ \{(?=[^{]*$)/, " @include(if: true) {")} }`,
    ]) {
      const answer = await ask("senco", query);
      expect([field, codesOf(answer), Object.values(answer.data ?? { refused: null })]).toEqual([field, ["OFFICERS_ONLY"], [null]]);
    }
  });

  test("cannot learn from a refusal whether a child exists", async () => {
    const ofChild = (childId: string) =>
      ask(
        "senco",
        `{ explainAccess(actor: { role: "senco", id: "helen.marsh" }, purpose: DIRECT_SUPPORT, childId: "${childId}") { policy } }`,
      );
    expect((await ofChild("CV-1001")).text).toBe((await ofChild("CV-9999")).text);
  });
});

describe("changing what records say", () => {
  let services: ServicesInProcess;
  beforeAll(async () => {
    services = await startServicesInProcess();
  }, 120_000);
  afterAll(() => services.close());

  // These columns decide; every other text in the index, and all that agencies hold, is content.
  const deciding = [
    "id",
    "child",
    "system",
    "value",
    "status",
    "date_of_birth",
    "person",
    "kind",
    "practitioner",
    "agency",
    "consent",
    "event",
    "capacity",
  ];

  test("changes no byte of an explanation; changing a fact does", async () => {
    const index = services.databases["partnership"] as DataSource;
    const asked = async (): Promise<string[]> => {
      const answers = await Promise.all([
        explain({ role: "senco", id: "helen.marsh" }, "DIRECT_SUPPORT", { childId: "CV-1001" }, services),
        explain({ role: "parent", id: "samira.ahmed" }, "FAMILY_ACCESS", { childId: "CV-1001" }, services),
        explain({ role: "paediatrician", relationship: "TEAM" }, "SAFEGUARDING", { childId: "CV-1008" }, services),
      ]);
      return answers.map(({ text }) => text);
    };
    const before = await asked();
    expect(before.join()).toContain("PERMITTED");

    let changed = 0;
    // The database itself keeps consents and processes from being changed, and keys are no record of a child.
    for (const table of index.entityMetadatas.filter(
      ({ tableName }) => !["consent_event", "process_event", "permit_key"].includes(tableName),
    )) {
      const texts = table.columns.filter(
        ({ type, databaseName, isArray }) =>
          // What a member of a team does is content; which role the directory has for them decides.
          type === "text" && !isArray && !deciding.includes(databaseName) && `${table.tableName}.${databaseName}` !== "practitioner.role",
      );
      for (const { databaseName } of texts) {
        const [, count] = await index.query(`UPDATE ${table.tableName} SET ${databaseName} = 'Quite different'`);
        changed += Number(count);
      }
    }
    for (const name of ["about_me", "address", "service_involvement"]) await index.query(`DELETE FROM ${name}`);
    for (const [service, database] of Object.entries(services.databases)) {
      if (service === "partnership") continue;
      for (const { tableName } of database.entityMetadatas) await database.query(`DELETE FROM ${tableName}`);
    }
    expect(changed).toBeGreaterThan(100);
    expect(await asked()).toEqual(before);

    await index.query("DELETE FROM team_membership WHERE practitioner = 'helen.marsh'");
    expect((await asked())[0]).not.toBe(before[0]);
  });
});

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(csv|json|xml)$/.test(file))
    .map((file) => `${folder}/${file}`);
}
