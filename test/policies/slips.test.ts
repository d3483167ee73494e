import { describe, expect, test } from "@jest/globals";
import { compile } from "../../policies/index.ts";
import { small, smallPolicy } from "./small-policy.ts";

/** What is said of the small agreement with a slip in it. */
function saidOf(from: string, to: string): string {
  expect(small.agreement).toContain(from);
  try {
    compile(smallPolicy({ agreements: [small.agreement.replace(from, to)] }), "2026-11-21");
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("The slip was accepted.");
}

const because = "because: The school carries on what therapy began.";

describe("somebody who writes an agreement is told what to write for", () => {
  test.each([
    ["one value without brackets", "consent: [given]", "consent: given", 'write "consent: [given]"'],
    ["one role without brackets", "roles: [senco]", "roles: senco", 'write "roles: [senco]"'],
    ["a list where one text belongs", because, "because: [The school carries on]", "leave the brackets out"],
    ["a number where a text belongs", "title: A small agreement", "title: 2026", 'write it in quotes, "2026"'],
    ["a sentence with a colon", because, "because: The rule: the school carries on.", 'write because: "The rule: the school carries on."'],
    ["a sentence that ends with a colon", because, "because: As agreed:", 'write because: "As agreed:"'],
    ["an apostrophe in single quotes", because, "because: 'It is the school's part.'", `write because: "It is the school's part."`],
    ["a sentence that begins with a sign", because, "because: @home and at school", 'write because: "@home and at school"'],
    ["a role in capitals", "roles: [senco]", "roles: [SENCO]", "write senco"],
    ["a role by its title", "roles: [senco]", "roles: [Social worker]", "write social-worker"],
    ["a purpose in words", "purpose: [DIRECT_SUPPORT]", "purpose: [direct support]", "write DIRECT_SUPPORT"],
    ["a relationship in capitals", "relationship: [team]", "relationship: [Team]", "write team"],
    ["yes for true", "override: false", "override: no", "write true or false"],
    ["a date as it is spoken", "reviewBy: 2027-01-01", "reviewBy: 1 January 2027", "like 2027-11-30"],
    ["conditions in one line", "record: { aboutOther: false }", "record: not about others", "keys belong"],
  ])("%s", (_slip, from, to, told) => {
    expect(saidOf(from, to)).toContain(told);
  });

  test("a word that nobody can guess: the words that there are", () => {
    expect(saidOf("relationship: [team]", "relationship: [friend]")).toMatch(/"friend" is none of none, team, lead, /);
  });
});
