import { describe, expect, test } from "@jest/globals";
import { ask } from "./ask.ts";
import { viewOf } from "./whole-view.ts";

const reasonFor = async (person: string, child: string, purpose: string, field: string): Promise<string | undefined> =>
  (await viewOf(person, child, purpose))?.withheld[field];

describe("consent", () => {
  test("given by the mother: the SENCO sees the therapies", async () => {
    expect((await viewOf("senco", "CV-1001", "DIRECT_SUPPORT"))?.shown).toContain("health.therapies");
  });

  test("refused: the SENCO does not", async () => {
    expect(await reasonFor("senco", "CV-1011", "DIRECT_SUPPORT", "health.therapies")).toBe("NO_CONSENT");
  });

  test("withdrawn: the SENCO is told so", async () => {
    expect(await reasonFor("senco", "CV-1012", "DIRECT_SUPPORT", "health.therapies")).toBe("CONSENT_WITHDRAWN");
  });

  test("run out: the teacher is told so", async () => {
    expect(await reasonFor("teacher", "CV-1013", "DIRECT_SUPPORT", "health.allergies")).toBe("CONSENT_EXPIRED");
  });

  test("narrowed to one purpose: the nursery sees the development review for direct support, and nothing else of health", async () => {
    expect((await viewOf("early-years", "CV-1002", "DIRECT_SUPPORT"))?.shown).toContain("health.reviews");
    expect(await reasonFor("early-years", "CV-1002", "DIRECT_SUPPORT", "health.allergies")).toBe("NO_CONSENT");
  });

  test("disputed between two parents: the refusal stands, while what only one of them spoke of is shared", async () => {
    const view = await viewOf("senco", "CV-1003", "EHC_ASSESSMENT");
    expect(view?.withheld["health.mentalHealth"]).toBe("NO_CONSENT");
    expect(view?.shown).toContain("health.conditions");
  });

  test("of a parent lapses when the young person's own rights begin", async () => {
    const view = await viewOf("sen-caseworker", "CV-1004", "ANNUAL_REVIEW");
    expect(view?.withheld["health.mentalHealth"]).toBe("NO_CONSENT");
    expect(view?.shown).toContain("health.therapies");
  });
});

describe("an assessment that ended", () => {
  test("is a purpose no more: nothing is read for it, in the index or at any agency, and what is read for the review that is open says that it is the purpose", async () => {
    const [ended, open] = await Promise.all([
      viewOf("sen-caseworker", "CV-1004", "EHC_ASSESSMENT"),
      viewOf("sen-caseworker", "CV-1004", "ANNUAL_REVIEW"),
    ]);
    expect(ended?.shown).toBe("");
    expect(open?.shown.split(" ")).toEqual(expect.arrayContaining(["names", "health.conditions", "education.ehcPlans"]));
    for (const field of open?.shown.split(" ") ?? []) expect([field, ended?.withheld[field]]).toEqual([field, "PURPOSE"]);
  });
});

describe("a child whose whereabouts are shielded", () => {
  test("shows no address, not even to the social worker or the safeguarding lead", async () => {
    expect(await reasonFor("social-worker", "CV-1006", "SAFEGUARDING", "contact")).toBe("RESTRICTED");
    expect(await reasonFor("dsl", "CV-1006", "SAFEGUARDING", "contact")).toBe("RESTRICTED");
  });
});

describe("an adopted child", () => {
  const find = (system: string, value: string): Promise<{ data: { childByIdentifier: { id: string } | null } }> =>
    ask(
      "sen-caseworker",
      "query($s: IdentifierSystem!, $v: String!) { childByIdentifier(system: $s, value: $v, purpose: DIRECT_SUPPORT) { id } }",
      {
        s: system,
        v: value,
      },
    );

  test("is found by the new identifier and never by the old one", async () => {
    const old = await find("UPN", "C801299999905");
    const never = await find("UPN", "Z999999999999");
    expect(old.data.childByIdentifier).toBeNull();
    expect(old).toEqual({ ...never, headers: expect.anything() });
    expect((await find("UPN", "J801299900005")).data.childByIdentifier?.id).toBe("CV-1005");
  });

  test("is found by a practitioner only by the identifier of their own agency", async () => {
    expect((await find("NHS_NUMBER", "9990001359")).data.childByIdentifier).toBeNull();
  });
});

describe("content about other people", () => {
  const factors =
    '{ child(id: "CV-1001", purpose: DIRECT_SUPPORT) { socialCare { assessmentFindings { totalCount nodes { subject } } } } }';

  test("is shown to the social worker, and left out for the lead practitioner's colleagues of other agencies and for the family", async () => {
    const worker = await ask("social-worker", factors);
    const mother = await ask("parent", factors.replace("DIRECT_SUPPORT", "FAMILY_ACCESS"));
    const [all, own] = [worker, mother].map(({ data }) => data.child.socialCare.assessmentFindings);
    expect(all.totalCount).toBeGreaterThan(own.totalCount);
    expect(own.nodes).toHaveLength(own.totalCount);
    expect(mother.withheld).toContainEqual(
      expect.objectContaining({ path: ["child", "socialCare", "assessmentFindings"], extent: "PART", reason: "RESTRICTED" }),
    );
  });

  test("the family is told the same where no such record exists", async () => {
    const young = await viewOf("young-person", "CV-1004", "FAMILY_ACCESS");
    expect(young?.inPart).toContain("socialCare.shortBreaks");
  });
});

describe("a child known to one agency only", () => {
  test("reads as not held by the others, which is not the same as having nothing recorded", async () => {
    const { data } = await ask(
      "health-visitor",
      '{ child(id: "CV-1014", purpose: DIRECT_SUPPORT) { health { held } education { held attendance { totalCount } } socialCare { held } } }',
    );
    expect(data.child).toEqual({ health: { held: true }, education: { held: false, attendance: null }, socialCare: { held: false } });
  });
});

describe("my children", () => {
  const query =
    "query ($first: Int, $after: String, $purpose: Purpose!) { myChildren(purpose: $purpose, first: $first, after: $after) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }";
  const ids = (answer: { data: { myChildren: { nodes: { id: string }[] } } }): string[] => answer.data.myChildren.nodes.map(({ id }) => id);

  test("are a parent's own", async () => {
    expect(ids(await ask("parent", query, { purpose: "FAMILY_ACCESS" }))).toEqual(["CV-1001", "CV-1002"]);
  });

  test("are those in whose team a practitioner is, page by page", async () => {
    const first = await ask("senco", query, { purpose: "DIRECT_SUPPORT", first: 4 });
    expect(first.data.myChildren.totalCount).toBe(6);
    const { endCursor, hasNextPage } = first.data.myChildren.pageInfo;
    expect(hasNextPage).toBe(true);
    const second = await ask("senco", query, { purpose: "DIRECT_SUPPORT", first: 4, after: endCursor });
    expect([...ids(first), ...ids(second)]).toEqual(["CV-1001", "CV-1003", "CV-1008", "CV-1011", "CV-1012", "CV-1013"]);
  });

  test("each stand under the decision on that child", async () => {
    const { data, withheld } = await ask(
      "senco",
      "{ myChildren(purpose: DIRECT_SUPPORT) { nodes { id health { therapies { totalCount } } } } }",
    );
    const refused = withheld.map(({ path }) => data.myChildren.nodes[Number(path[2])].id);
    expect(data.myChildren.nodes[0].health.therapies.totalCount).toBeGreaterThan(0);
    expect(refused).toEqual(expect.arrayContaining(["CV-1011", "CV-1012"]));
  });

  test("are none for somebody with no relationship to any child", async () => {
    expect(ids(await ask("stranger", query, { purpose: "DIRECT_SUPPORT" }))).toEqual([]);
  });
});

describe("codes", () => {
  test("come with their meaning: sex, relation, capacity and role", async () => {
    const { data, errors } = await ask(
      "parent",
      `{ child(id: "CV-1001", purpose: FAMILY_ACCESS) { sex family { nodes { name relation } } consents(first: 1) { nodes { capacity } }
        health { therapies(first: 1) { nodes { practitioner { name role { code label } } } } } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.child).toEqual({
      sex: "FEMALE",
      family: { nodes: expect.arrayContaining([{ name: "Samira Ahmed", relation: "MOTHER" }]) },
      consents: { nodes: [{ capacity: "HOLDER" }] },
      health: {
        therapies: {
          nodes: [
            {
              practitioner: {
                name: "Rachel Stone",
                role: { code: "speech-and-language-therapist", label: "Speech and language therapist" },
              },
            },
          ],
        },
      },
    });
  });
});
