import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { loadPolicy } from "../../policies/index.ts";
import { consentEffects } from "../../subgraphs/partnership/deciding/consent-effects.ts";
import { momentAt } from "../../subgraphs/partnership/deciding/moment.ts";
import { optionsOf } from "../../subgraphs/partnership/graph/forms/options-of.ts";
import { child, said } from "../partnership/facts.ts";
import { people } from "./people.ts";
import { type ChangesWorld, openChangesWorld, type Person } from "./world.ts";

let world: ChangesWorld;
beforeAll(async () => void (world = await openChangesWorld()), 120_000);
afterAll(() => world.close());

describe("a form for consents", () => {
  const asked = `{ consentOptions { categories { code label description owner opens { agency role relationship purposes } }
    recipients { agency roles { code label } } purposes { code label } } }`;

  test("can be built by a parent: the categories that a consent opens, to whom and for what, with names", async () => {
    const { consentOptions } = (await world.ask(people.samira, asked)).data;
    const therapies = consentOptions.categories.find(({ code }: { code: string }) => code === "health.therapies");
    expect(therapies).toMatchObject({ label: "Therapies", owner: "health" });
    expect(therapies.opens).toContainEqual({
      agency: "education",
      role: "senco",
      relationship: "TEAM",
      purposes: expect.arrayContaining(["DIRECT_SUPPORT"]),
    });
    expect(consentOptions.recipients.find(({ agency }: { agency: string }) => agency === "education").roles).toContainEqual({
      code: "senco",
      label: "SENCO",
    });
    expect(consentOptions.purposes).toContainEqual({ code: "DIRECT_SUPPORT", label: "direct support" });
  });

  test("offers nothing that is read by law, or by nobody, whatever is agreed", async () => {
    const { consentOptions } = (await world.ask(people.samira, asked)).data;
    const offered = consentOptions.categories.map(({ code }: { code: string }) => code);
    expect(offered).not.toContain("child.names");
    expect(offered).not.toContain("child.restrictions");
  });

  test("says of each choice what giving that consent is then said to open", () => {
    const policy = loadPolicy("policies", "2026-11-22");
    const moment = momentAt(new Date("2026-11-22T12:00:00Z"));
    for (const { code, opens } of optionsOf(policy).categories)
      for (const { agency, role, relationship, purposes } of opens.filter(({ agency: one }) => one !== "family")) {
        const word = said("mother", "given", "2026-03-02", {
          categories: [code],
          recipients: [`${agency}/role/${role}`],
          purposes: [...purposes],
        });
        const parts = [{ child: child({ consentEvents: [word] }), categories: [code] }];
        const effects = consentEffects({ policy, parts, roleOf: () => undefined, moment }, word);
        // Of a role at large it is said of the team first, and of the lead where only the lead reads it.
        const opened = effects.filter(({ outcome }) => outcome === "opens").flatMap((effect) => effect.purposes);
        expect([code, role, relationship, [...opened].sort()]).toEqual([
          code,
          role,
          relationship,
          expect.arrayContaining([...purposes].sort()),
        ]);
      }
  });
});

describe("the directory of one's own agency", () => {
  const search = async (person: Person, text: string, first = 50) => {
    const { data, codes } = await world.ask(
      person,
      "query ($text: String!, $first: Int) { colleagues(search: $text, first: $first) { totalCount nodes { id name role { label } team } } }",
      { text, first },
    );
    return codes.length > 0 ? codes : data.colleagues;
  };

  test("is searched by a part of the name, in capitals or not, and says whom joinTeam takes", async () => {
    const { nodes } = await search(people.senco, "OKORO");
    expect(nodes).toEqual([{ id: "tom.okoro", name: "Tom Okoro", role: { label: "Class teacher" }, team: expect.any(String) }]);
  });

  test("has nobody of another agency, and nobody for families", async () => {
    expect(await search(people.senco, "Rachel")).toEqual({ totalCount: 0, nodes: [] });
    expect(await search(people.samira, "Okoro")).toEqual({ totalCount: 0, nodes: [] });
  });

  test("is looked through only with something to look for, which stands for itself alone", async () => {
    for (const text of ["", " o ", "x".repeat(101), "ab\0"]) expect(await search(people.senco, text)).toEqual(["ARGUMENT_INVALID"]);
    for (const text of ["%%", "__", "\\\\"]) expect(await search(people.senco, text)).toEqual({ totalCount: 0, nodes: [] });
  });

  test("comes in pages", async () => {
    const { totalCount, nodes } = await search(people.senco, "ar", 1);
    expect([totalCount > 1, nodes.length]).toEqual([true, 1]);
  });
});
