import { assessmentAnswers } from "../moves/assessment-answers.ts";
import { assessmentMoves } from "../moves/assessment-moves.ts";
import { consentMoves } from "../moves/consent-moves.ts";
import { teamAnswers } from "../moves/team-answers.ts";
import { teamMoves } from "../moves/team-moves.ts";
import { child, member, relative, said, someone } from "../rows.ts";
import type { World } from "../world.ts";
import { people } from "./people.ts";

const { caseworker, psychologist, camhsClinician, camhsColleague, schoolOfficer, healthOfficer } = people;
const youngPerson = someone("Jordan Clarke", "family", "young-person");
const mother = someone("Denise Clarke", "family", "parent");

/** A young person who decides for themself, and whose mother agreed to something years ago. */
export const rightsAt17: World = {
  name: "rights-17",
  about:
    "A young person who decides alone (like Jordan): nobody may give the decision back to the mother, nor revive what she once agreed to.",
  categories: ["child.consents", "health.mental-health", "health.therapies", "education.sen"],
  people: [caseworker, psychologist, camhsClinician, camhsColleague, youngPerson, mother, schoolOfficer, healthOfficer],
  services: ["education", "health"],
  children: [
    child("Jordan", "2009-05-14", {
      family: [relative(youngPerson, "self"), relative(mother, "mother")],
      memberships: [member(caseworker), member(camhsClinician)],
      consentEvents: [
        said(mother, "given", ["health.mental-health"], "2022-10-10"),
        said(youngPerson, "given", ["health.therapies"], "2025-09-10", "self"),
      ],
    }),
  ],
  groups: [[mother.subject], [camhsClinician.subject], [camhsClinician.subject, camhsColleague.subject, mother.subject]],
  moves: [teamMoves, assessmentMoves, consentMoves, teamAnswers, assessmentAnswers],
  consented: ["health.mental-health"],
  most: 1,
  waits: [8],
  twins: [],
};
