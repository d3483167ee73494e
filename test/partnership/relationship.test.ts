import { describe, expect, test } from "@jest/globals";
import {
  type FamilyFacts,
  type MembershipFacts,
  relationship as relationshipTo,
} from "../../subgraphs/partnership/deciding/relationship.ts";
import type { Principal } from "../../trust/access-token.ts";
import { member, person, relative, today } from "./facts.ts";

const inDirectory = ["helen.marsh", "tom.okoro"].map((id) => ({ id, agency: "education", role: "senco" }));
const relationship = (
  principal: Principal,
  family: readonly FamilyFacts[],
  memberships: readonly MembershipFacts[],
  day: string,
  directory = inDirectory,
) => relationshipTo(principal, { family, memberships, directory }, day);
const parent = (subject: string) => person(subject, "family", "parent");

describe("a practitioner", () => {
  test("is on the team whose member they are", () => {
    expect(relationship(person("helen.marsh"), [], [member("helen.marsh")], today)).toBe("team");
  });

  test("has nothing to do with a child in whose team they are not", () => {
    expect(relationship(person("helen.marsh"), [], [member("tom.okoro")], today)).toBe("none");
    expect(relationship(person("helen.marsh"), [], [], today)).toBe("none");
  });

  test("is the lead if one of their memberships says so", () => {
    expect(
      relationship(person("helen.marsh"), [], [member("helen.marsh"), member("helen.marsh", "education", { lead: true })], today),
    ).toBe("lead");
    expect(relationship(person("helen.marsh"), [], [member("tom.okoro", "education", { lead: true }), member("helen.marsh")], today)).toBe(
      "team",
    );
  });

  test("does not use the mandate of somebody of the same name in another agency", () => {
    expect(relationship(person("helen.marsh", "health"), [], [member("helen.marsh", "education", { lead: true })], today)).toBe("none");
  });

  test("does not become a parent, though the family has somebody of the same name", () => {
    expect(relationship(person("samira.ahmed"), [relative("samira.ahmed")], [], today)).toBe("none");
    expect(relationship(person("samira.ahmed"), [relative("samira.ahmed", { kind: "self" })], [], today)).toBe("none");
  });

  test.each([
    ["the day before it begins", "2026-11-17", null, "none"],
    ["on its first day", "2026-11-16", null, "team"],
    ["on its last day", "2026-01-01", "2026-11-16", "team"],
    ["the day after its last", "2026-01-01", "2026-11-15", "none"],
  ])("is on the team only while the membership lasts: %s", (_, from, until, expected) => {
    expect(relationship(person("helen.marsh"), [], [member("helen.marsh", "education", { from, until })], today)).toBe(expected);
  });

  test("is no longer the lead once that has ended, but stays on the team by what goes on", () => {
    const memberships = [member("helen.marsh", "education", { lead: true, until: "2026-11-15" }), member("helen.marsh")];
    expect(relationship(person("helen.marsh"), [], memberships, today)).toBe("team");
  });
});

describe("one of the family", () => {
  test("holds parental responsibility if the index says so, whoever they are to the child", () => {
    expect(relationship(parent("samira.ahmed"), [relative("samira.ahmed")], [], today)).toBe("holder");
    expect(relationship(parent("ada"), [relative("ada", { kind: "special-guardian" })], [], today)).toBe("holder");
  });

  test("is a parent without it if not", () => {
    expect(relationship(parent("daniel.reed"), [relative("daniel.reed", { parentalResponsibility: false })], [], today)).toBe("parent");
  });

  test("is the young person themself", () => {
    const self = relative("jordan.clarke", { kind: "self", parentalResponsibility: false });
    expect(relationship(person("jordan.clarke", "family", "young-person"), [self, relative("denise.clarke")], [], today)).toBe("self");
  });

  test("is nobody to another family's child", () => {
    expect(relationship(parent("samira.ahmed"), [relative("jana.novak")], [], today)).toBe("none");
  });

  test("does not get onto a team by bearing a practitioner's name", () => {
    expect(relationship(parent("helen.marsh"), [], [member("helen.marsh"), member("helen.marsh", "family")], today)).toBe("none");
  });

  test("is nobody once the relation has ended, or before it begins", () => {
    expect(relationship(parent("samira.ahmed"), [relative("samira.ahmed", { until: "2026-11-15" })], [], today)).toBe("none");
    expect(relationship(parent("samira.ahmed"), [relative("samira.ahmed", { from: "2026-11-17" })], [], today)).toBe("none");
  });

  test("is a parent without responsibility from the day on which it was taken away", () => {
    const relations = [
      relative("chidi.okafor", { until: "2026-11-15" }),
      relative("chidi.okafor", { from: "2026-11-16", parentalResponsibility: false }),
    ];
    expect(relationship(parent("chidi.okafor"), relations, [], "2026-11-15")).toBe("holder");
    expect(relationship(parent("chidi.okafor"), relations, [], "2026-11-16")).toBe("parent");
  });
});
