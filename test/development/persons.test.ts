import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { personsFile, readPersons } from "../../development/openid/persons.ts";
import { readAgencies } from "../../trust/agencies.ts";

test("the directory has every practitioner of the demo as their token does, so that each reads what their role does", () => {
  const [, ...lines] = readFileSync("development/families/partnership/practitioners.csv", "utf8").trim().split("\n");
  const directory = lines.map((line) => line.split(",")).map(([subject, name, role, agency]) => ({ subject, name, role, agency }));
  const staff = readPersons(personsFile).filter(({ agency }) => agency !== "family");
  expect(staff.length).toBeGreaterThan(10);
  for (const { subject, name, role, agency } of staff) {
    expect(directory).toContainEqual({ subject, name, role, agency });
    expect(readAgencies("agencies.yaml").issuers.find((issuer) => issuer.agency === agency)?.roles).toContain(role);
  }
});
