import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  buildClientSchema,
  getIntrospectionQuery,
  getNamedType,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  type IntrospectionQuery,
  isCompositeType,
  isObjectType,
  isRequiredArgument,
} from "graphql";
import { resource } from "../partnership/fhir-consent/resources.ts";
import { pairsOf } from "../runs.ts";
import { assessed, ground } from "./assessing.ts";
import { heard } from "./consents.ts";
import { people } from "./people.ts";
import { type Statement, watched } from "./watched.ts";
import { type ChangesWorld, newKey, openChangesWorld, type Person } from "./world.ts";

/** Somebody who asks about a child. */
interface Asking {
  readonly person: Person;
  readonly child: string;
}

type Arguments = Readonly<Record<string, unknown>>;

// As long as those that there are.
const noChild = "CV-9999";

/** Persons and a child who is out of their reach. */
const outOfReach: Readonly<Record<string, Asking>> = {
  "a therapist who does not work with the child": { person: people.stranger, child: "CV-1001" },
  "a coordinator of a school that the child does not go to": { person: people.senco, child: "CV-1002" },
  "an officer whose agency does not know the child": { person: people.officer, child: "CV-1014" },
  "an officer whose agency is not on the child's team": { person: people.officer, child: "CV-1007" },
  "a parent of another family": { person: people.kate, child: "CV-1001" },
  "a social worker of whose agency nobody works with the child": { person: people.socialWorker, child: "CV-1003" },
  "a health visitor of whose agency nobody works with the child": { person: people.healthVisitor, child: "CV-1010" },
  "a clinician who has left the child's team": { person: people.camhs, child: "CV-1005" },
  "a clinician whose mandate nobody has confirmed": { person: people.camhs, child: "CV-1009" },
};

const tracy: Person = { subject: "tracy.price", name: "Tracy Price", role: "parent", agency: "family" };

/** The tables of what a mutation names by an id, and the query `override` too. */
const tables = {
  assessmentId: "capacity_assessment",
  consentId: "consent_event",
  restrictionId: "restriction",
  membershipId: "team_membership",
  overrideId: "access_override",
  alertId: "alert",
  processId: "process_event",
} as const;

type Named = keyof typeof tables;

const because = { ground };
const assessing = { ...because, assessedOn: "2026-11-20", until: "2027-03-31" };
const scope = { categories: ["health.therapies"], recipients: [{ agency: "education" }], purposes: ["DIRECT_SUPPORT"] };
const told = { toldFrom: "2026-12-24", reason: "The enquiry is closed, and nobody is in danger any more." };
const spoken = ({ person }: Asking) => (person.agency === "family" ? {} : { person: "samira.ahmed", heard });
const colleagues: Readonly<Record<string, string>> = { education: "tom.okoro", health: "rachel.stone", "social-care": "fiona.grant" };
const colleagueOf = ({ person }: Asking) => ({ practitionerId: colleagues[person.agency] ?? "tom.okoro" });
const imported = ({ child }: Asking) =>
  JSON.stringify(resource({ patient: { identifier: { system: "https://childview.example/id/child", value: child } } }));

/** Every mutation: by what it names something besides the child, and what else it is asked with. */
const mutations: Readonly<
  Record<string, { readonly named?: Named; readonly ofChild?: false; readonly more?: (asking: Asking) => Arguments }>
> = {
  markAlertRead: { named: "alertId", ofChild: false },
  recordCompetence: { more: () => ({ ...assessing, categories: ["health.therapies"] }) },
  recordLackOfCapacity: { more: () => ({ ...assessing, decision: "With whom the school may share what a clinic writes" }) },
  endAssessment: { named: "assessmentId", more: () => because },
  contestAssessment: { named: "assessmentId", more: () => because },
  importConsent: { more: (asking) => ({ resource: imported(asking), ...(asking.person.agency === "family" ? {} : { heard }) }) },
  giveConsent: { more: (asking) => ({ ...scope, ...spoken(asking) }) },
  refuseConsent: { more: (asking) => ({ ...scope, ...spoken(asking) }) },
  limitConsent: { named: "consentId", more: () => ({ purposes: ["DIRECT_SUPPORT"] }) },
  renewConsent: { named: "consentId", more: () => ({ until: "2035-08-31" }) },
  withdrawConsent: { named: "consentId" },
  recordRestriction: { more: () => ({ ...because, kind: "SHIELDED", author: "Children's services" }) },
  endRestriction: { named: "restrictionId", more: () => because },
  confirmRestriction: { named: "restrictionId" },
  contestRestriction: { named: "restrictionId", more: () => because },
  joinTeam: {
    more: (asking) => {
      const mandate = { agency: asking.person.agency, function: "Key working", reference: "Allocation of 20 November 2026" };
      return { ...colleagueOf(asking), mandate, model: "PANEL" };
    },
  },
  leaveTeam: { named: "membershipId" },
  nameLead: { more: colleagueOf },
  confirmMandate: { named: "membershipId" },
  undoTeamChange: { named: "membershipId" },
  breakGlass: { more: () => ({ basis: "SAFEGUARDING", reason: "Somebody rang and said that the child was not safe there tonight." }) },
  agreeToOverride: { named: "overrideId" },
  revokeOverride: { named: "overrideId", ofChild: false, more: () => ({ reason: "It is over." }) },
  reviewOverride: {
    named: "overrideId",
    ofChild: false,
    more: () => ({ justified: true, note: "The child was in danger and nobody else could be asked in time." }),
  },
  allowAnotherOverride: {
    named: "overrideId",
    ofChild: false,
    more: () => ({ reason: "We went through it together, and they know now whom to call instead." }),
  },
  tellFamilyOfVisits: {
    more: () => ({ firstDay: "2026-11-02", lastDay: "2026-11-06", ...told }),
  },
  openProcess: { more: () => ({ kind: "SEN_SUPPORT" }) },
  recordMilestone: { named: "processId", more: () => ({ milestone: "MEETING_HELD" }) },
  closeProcess: { named: "processId" },
  tellFamilyOfOverride: { named: "overrideId", ofChild: false, more: () => told },
};

const purposes = ["DIRECT_SUPPORT", "EHC_ASSESSMENT", "ANNUAL_REVIEW", "SAFEGUARDING", "FAMILY_ACCESS", "GOVERNANCE"];
const relationships = ["NONE", "TEAM", "LEAD", "HOLDER", "PARENT", "SELF"];

/** Every query that takes an id, with what else it is asked with; the id itself is under the name that `by` says. */
const queries: Readonly<Record<string, { readonly by: string; readonly more: readonly Arguments[] }>> = {
  child: { by: "id", more: purposes.map((purpose) => ({ purpose })) },
  explainAccess: {
    by: "childId",
    more: [
      ...relationships.map((relationship) => ({ purpose: "DIRECT_SUPPORT", actor: { role: "senco", relationship } })),
      { purpose: "DIRECT_SUPPORT", actor: { role: "senco", id: "helen.marsh" } },
      { purpose: "FAMILY_ACCESS", actor: { role: "parent", id: "rupa.banerjee" } },
    ],
  },
  override: { by: "id", more: [{}] },
};

let world: ChangesWorld;
let schema: GraphQLSchema;

beforeAll(async () => {
  world = await openChangesWorld();
  schema = buildClientSchema((await world.ask(people.officer, getIntrospectionQuery())).data as IntrospectionQuery);
  await furnish();
}, 120_000);
afterAll(() => world.close());

/** Gives the children what the families of the demo do not have: assessments, overrides, and alerts of them. */
async function furnish(): Promise<void> {
  await assessed(world, people.edPsych, "recordCompetence", "CV-1003", { categories: ["health.mental-health"] });
  await assessed(world, people.camhs, "recordLackOfCapacity", "CV-1004");
  const opening = [
    [people.lead, "CV-1001"],
    [people.senco, "CV-1003"],
    [people.socialWorker, "CV-1007"],
  ] as const;
  for (const [person, childId] of opening)
    await change(person, "breakGlass", {
      childId,
      purpose: "DIRECT_SUPPORT",
      ...mutations["breakGlass"]?.more?.({ person, child: childId }),
    });
  for (const [child, ended, awaits] of [
    ["CV-1005", "2026-11-20", false],
    ["CV-1009", null, true],
  ])
    await world.database.query(
      `INSERT INTO team_membership (id, child, practitioner, agency, role, lead, valid_from, ended_at, awaits_mandate)
        VALUES ('camhs of ' || $1, $1, 'evan.lloyd', 'health', 'Clinic', false, '2026-01-01', $2, $3)`,
      [child, ended, awaits],
    );
  await world.database.query("UPDATE access_override SET concerned = '{social-care}' WHERE child = 'CV-1007'");
  for (const table of Object.values(tables)) expect(await world.database.query<unknown[]>(`SELECT id FROM ${table}`)).not.toHaveLength(0);
  await world.database.query("DELETE FROM change_receipt");
}

async function change(person: Person, name: string, given: Arguments): Promise<void> {
  const { codes } = await world.ask(person, documentOf("mutation", name), { ...given, idempotencyKey: newKey() });
  // The answer leaves out what is not theirs to read.
  expect(codes.filter((code) => code !== "WITHHELD")).toEqual([]);
}

const fieldsOf = (kind: "mutation" | "query") => {
  const root = kind === "mutation" ? schema.getMutationType() : schema.getQueryType();
  return Object.values(root?.getFields() ?? {}).filter(({ name }) => !name.startsWith("_"));
};

/** Asks with all arguments that there are, and for all that can be answered without any; so often in one request, under aliases. */
function documentOf(kind: "mutation" | "query", name: string, times = 1): string {
  const field = fieldsOf(kind).find((one) => one.name === name);
  if (field === undefined) throw new Error(`there is no ${kind} ${name}`);
  const declared = field.args.map((one) => `$${one.name}: ${String(one.type)}`);
  const passed = field.args.map((one) => `${one.name}: $${one.name}`);
  const asked = `${name}(${passed.join(", ")}) ${selectionOf(field.type)}`;
  const aliased = Array.from({ length: times }, (_, index) => (index === 0 ? asked : `again${String(index)}: ${asked}`));
  return `${kind} (${declared.join(", ")}) { ${aliased.join(" ")} }`;
}

function selectionOf(type: GraphQLOutputType, depth = 2): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return isCompositeType(named) ? "{ __typename }" : "";
  const plain = (field: GraphQLField<unknown, unknown>) =>
    !field.args.some(isRequiredArgument) && (depth > 0 || !isCompositeType(getNamedType(field.type)));
  const fields = Object.values(named.getFields()).filter(plain);
  return `{ __typename ${fields.map((field) => `${field.name} ${selectionOf(field.type, depth - 1)}`).join(" ")} }`;
}

interface Read {
  /** The bytes of the answer, with a placeholder for the id that was asked for. */
  readonly answer: string;
  readonly statements: readonly Statement[];
}

async function read(person: Person, source: string, variables: Arguments, id: string): Promise<Read> {
  const { answer, statements } = await watched(world.database, () => world.ask(person, source, variables));
  const { result, codes } = answer;
  return { answer: JSON.stringify({ ...result, codes }).replaceAll(id, "<id>"), statements };
}

/** How often it is asked in one request, besides once: what is kept for an operation must not tell the two apart either. */
const often = 2;

/**
 * Asks the same twice, each time with another id in its place, and then again several times in one request; `asked` says what is asked with it. The bytes that come back are the same, and so
 * is the work: the statements with the kinds of their parameters, and the rows that are handed over, or locked.
 */
async function mustReadAlike(
  person: Person,
  [kind, name]: readonly ["mutation" | "query", string],
  ids: readonly [string, string],
  asked: (id: string) => Arguments,
): Promise<Read> {
  const [one, other] = ids;
  for (const times of [often, 1]) {
    const source = documentOf(kind, name, times);
    const first = await read(person, source, asked(one), one);
    const second = await read(person, source, asked(other), other);
    expect(second.answer).toBe(first.answer);
    expect(inOrder(second.statements, times)).toEqual(inOrder(first.statements, times));
    if (times === 1) return first;
  }
  throw new Error("it is asked once at last");
}

/** What is asked several times in one request goes to a server over several connections at once, so which statement comes before which is chance there. */
function inOrder(statements: readonly Statement[], times: number): readonly Statement[] {
  if (times === 1 || process.env["TEST_DATABASE_URL"] === undefined) return statements;
  return [...statements].sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}

/** Nothing that was asked for was done. */
async function mustHaveChangedNothing(): Promise<void> {
  // TypeORM answers what a DELETE returns with how many there were.
  expect(await world.database.query("DELETE FROM change_receipt RETURNING change")).toEqual([[], 0]);
}

/** Of a table, the id of a row of the child, or of any but theirs; `noSuch` if there is none. */
async function idIn(named: Named, where: string, child: string): Promise<string> {
  const column = { consentId: "consent", processId: "process" }[named as string] ?? "id";
  const rows: { id: string }[] = await world.database.query(
    `SELECT ${column} AS id FROM ${tables[named]} WHERE child ${where} $1 ORDER BY 1 LIMIT 1`,
    [child],
  );
  return rows[0]?.id ?? noSuch;
}

const noSuch = "00000000-0000-4000-8000-000000000000";
const names = Object.keys(mutations);
const purposeOf = ({ agency }: Person) => (agency === "family" ? "FAMILY_ACCESS" : "DIRECT_SUPPORT");

describe("every way in that takes an id is here", () => {
  test("every mutation is here, with all that it is asked with", () => {
    expect(fieldsOf("mutation").map(({ name }) => name)).toEqual(expect.arrayContaining(names));
    expect(names).toEqual(expect.arrayContaining(fieldsOf("mutation").map(({ name }) => name)));
    for (const { name, args } of fieldsOf("mutation")) {
      const ids = args.map((one) => one.name).filter((one) => one.endsWith("Id") && one !== "practitionerId");
      const { named, ofChild = true } = mutations[name] ?? {};
      expect([name, ...ids].sort()).toEqual([name, ...(ofChild ? ["childId"] : []), ...(named === undefined ? [] : [named])].sort());
    }
  });

  test("every query is here", () => {
    const taking = fieldsOf("query").flatMap(({ name, args }) =>
      args.flatMap((one) => (/^id$|Id$/.test(one.name) ? [[name, one.name]] : [])),
    );
    expect(taking.sort()).toEqual(
      Object.entries(queries)
        .map(([name, { by }]) => [name, by])
        .sort(),
    );
  });
});

const ofAChild = names.filter((name) => mutations[name]?.ofChild !== false);
const changes = pairsOf(Object.entries(outOfReach), ofAChild).map(([[who, asking], name]) => [name, who, asking] as const);

describe("a child out of reach reads as one who does not exist", () => {
  test.each(changes)("in what %s answers to %s", async (name, _, asking) => {
    const { named, more } = mutations[name] ?? {};
    // What it names is the child's own, if the child has any such thing.
    const rest = named === undefined ? {} : { [named]: await idIn(named, "=", asking.child) };
    const { answer, statements } = await mustReadAlike(asking.person, ["mutation", name], [asking.child, noChild], (childId) => ({
      childId,
      purpose: purposeOf(asking.person),
      idempotencyKey: newKey(),
      ...rest,
      ...more?.({ ...asking, child: childId }),
    }));
    expect(JSON.parse(answer)).toMatchObject({ data: { [name]: null }, errors: [{ path: [name] }], codes: ["CHILD_NOT_FOUND"] });
    expect(statements.length).toBeGreaterThan(5);
    await mustHaveChangedNothing();
  });

  const reads = Object.entries(outOfReach).flatMap(([who, asking]) =>
    Object.entries(queries).flatMap(([name, { by, more }]) =>
      // An officer may ask about every child whom their agency knows.
      name === "override" || (name === "explainAccess" && asking.child === "CV-1007")
        ? []
        : more
            .filter((_, index) => name === "child" || asking.person === people.officer || index === 0)
            .map((rest) => [name, who, JSON.stringify(rest), { ...asking, by, rest }] as const),
    ),
  );

  test.each(reads)("in what %s answers to %s who asks with %s", async (name, _who, _rest, { person, child, by, rest }) => {
    const { answer } = await mustReadAlike(person, ["query", name], [child, noChild], (id) => ({ ...rest, [by]: id }));
    expect(JSON.parse(answer)).toMatchObject({ data: { [name]: null } });
  });
});

describe("an identifier of a child out of reach reads as one that no child has", () => {
  const numbers = [
    ["a therapist", people.stranger, "NHS_NUMBER", "9990001073"],
    ["a coordinator of a school", people.senco, "UPN", "R801299900002"],
    ["an officer", people.officer, "UPN", "M801299900007"],
    ["a parent of another family", people.kate, "UPN", "C801299900001"],
    ["a social worker", people.socialWorker, "LA_CHILD_ID", "LA20148"],
  ] as const;

  test.each(numbers)("in what %s is answered and the database is asked", async (_, person, system, value) => {
    const { answer } = await mustReadAlike(person, ["query", "childByIdentifier"], [value, "X801299900000"], (each) => ({
      ...{ system, value: each, purpose: purposeOf(person) },
    }));
    expect(JSON.parse(answer)).toMatchObject({ data: { childByIdentifier: null }, codes: [] });
  });
});

describe("asked for together", () => {
  const many = (ids: readonly string[]) =>
    `{ ${ids.map((id, n) => `c${String(n)}: child(id: "${id}", purpose: DIRECT_SUPPORT) { id givenNames }`).join(" ")} }`;
  const all: readonly string[] = Array.from({ length: 14 }, (_, index) => `CV-${String(1001 + index)}`);

  test("all children of the index read, to somebody without any, as as many who do not exist", async () => {
    const first = await read(people.stranger, many(all), {}, "-");
    const second = await read(people.stranger, many(all.map((id) => id.replace("CV-1", "CV-9"))), {}, "-");
    expect(second).toEqual(first);
  });

  test("practitioners whom there are read, to somebody who is shown no record, as as many whom there are not", async () => {
    const query = "query ($ids: [_Any!]!) { _entities(representations: $ids) { ... on Practitioner { id name } } }";
    const named = (ids: readonly string[]) => ({ ids: ids.map((id) => ({ __typename: "Practitioner", id })) });
    const first = await read(people.stranger, query, named(["helen.marsh", "tom.okoro", "rachel.stone"]), "-");
    const second = await read(people.stranger, query, named(["xelen.marsh", "xom.okoro", "xachel.stone"]), "-");
    expect(second).toEqual(first);
    expect(first.answer).toContain("[null,null,null]");
  });
});

/** Persons and a child, who is within their reach or is not. */
const within: Readonly<Record<string, Asking>> = {
  "a lead practitioner, of their own child": { person: people.lead, child: "CV-1001" },
  "a mother, of her own child": { person: people.samira, child: "CV-1001" },
  "a social worker, of a child who is shielded": { person: people.socialWorker, child: "CV-1006" },
  "a therapist, of a child out of reach": { person: people.stranger, child: "CV-1001" },
  "an officer, of a child out of reach": { person: people.officer, child: "CV-1014" },
};

/** Children with whom none of those has to do. */
const foreign: Readonly<Record<Named, string>> = {
  assessmentId: "CV-1004",
  consentId: "CV-1004",
  restrictionId: "CV-1008",
  membershipId: "CV-1004",
  overrideId: "CV-1003",
  alertId: "CV-1003",
  processId: "CV-1004",
};

describe("what is not one's own reads as what does not exist", () => {
  const naming = Object.entries(within).flatMap(([who, asking]) =>
    names.flatMap((name) => {
      const { named } = mutations[name] ?? {};
      return named === undefined ? [] : [[named, name, who, { ...asking, named }] as const];
    }),
  );

  async function notTheirs(named: Named, name: string, person: Person): Promise<string> {
    // Overrides and alerts are asked for without a child.
    if (named === "overrideId" && mutations[name]?.ofChild === false) {
      const rows: { id: string }[] = await world.database.query(
        "SELECT id FROM access_override WHERE NOT ($1 = ANY(concerned)) AND practitioner <> $2 UNION ALL SELECT id FROM access_override WHERE practitioner <> $2 LIMIT 1",
        [person.agency, person.subject],
      );
      return rows[0]?.id ?? "";
    }
    if (named === "alertId") {
      const rows: { id: string }[] = await world.database.query(
        "SELECT id FROM alert WHERE agency <> $1 AND person IS DISTINCT FROM $2 ORDER BY id LIMIT 1",
        [person.agency, person.subject],
      );
      return rows[0]?.id ?? "";
    }
    return idIn(named, "=", foreign[named]);
  }

  test.each(naming)("%s in %s, asked by %s", async (_named, name, _who, { person, child, named }) => {
    const { more, ofChild = true } = mutations[name] ?? {};
    const theirs = await notTheirs(named, name, person);
    expect(["", noSuch]).not.toContain(theirs);
    const { answer } = await mustReadAlike(person, ["mutation", name], [theirs, noSuch], (id) => ({
      ...(ofChild ? { childId: child, purpose: purposeOf(person) } : {}),
      idempotencyKey: newKey(),
      [named]: id,
      ...more?.({ person, child }),
    }));
    expect(JSON.parse(answer)).toMatchObject({ data: { [name]: null }, errors: [{ path: [name] }] });
    await mustHaveChangedNothing();
  });

  test.each(Object.entries(outOfReach))("an override, to %s", async (_, { person }) => {
    const [{ id }] = await world.database.query<[{ id: string }]>("SELECT id FROM access_override WHERE child = 'CV-1007'");
    const { answer } = await mustReadAlike(person, ["query", "override"], [id, noSuch], (each) => ({ id: each }));
    expect(JSON.parse(answer)).toMatchObject({ data: { override: null } });
  });

  /** Restrictions of a child within reach, of whom these persons are told nothing of the kind. */
  const untold = [
    ["what is kept from the family because of serious harm", "her teacher's coordinator", people.senco, "CV-1008", "serious-harm"],
    ["what is kept from the family because of serious harm", "the child's doctor", people.paediatrician, "CV-1008", "serious-harm"],
    ["what is kept from the family because of serious harm", "the child's mother", tracy, "CV-1008", "serious-harm"],
    ["that the child is shielded", "the father who is not to find him", people.chidi, "CV-1007", "shielded"],
    ["that an order binds the father", "himself", people.chidi, "CV-1007", "court-order"],
  ] as const;

  test.each(
    untold.flatMap(([what, who, person, child, kind]) =>
      ["endRestriction", "confirmRestriction", "contestRestriction"].map((name) => [what, who, name, { person, child, kind }] as const),
    ),
  )("%s, to %s, in %s", async (_what, _who, name, { person, child, kind }) => {
    const [{ id: untoldOf }] = await world.database.query<[{ id: string }]>("SELECT id FROM restriction WHERE child = $1 AND kind = $2", [
      child,
      kind,
    ]);
    const { answer } = await mustReadAlike(person, ["mutation", name], [untoldOf, noSuch], (restrictionId) => ({
      childId: child,
      purpose: purposeOf(person),
      idempotencyKey: newKey(),
      restrictionId,
      ...mutations[name]?.more?.({ person, child }),
    }));
    expect(JSON.parse(answer)).toMatchObject({ data: { [name]: null }, errors: [{ path: [name] }] });
    await mustHaveChangedNothing();
  });
});
