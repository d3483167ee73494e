import { assessmentAnswers } from "../moves/assessment-answers.ts";
import { assessmentMoves } from "../moves/assessment-moves.ts";
import { consentMoves } from "../moves/consent-moves.ts";
import { teamAnswers } from "../moves/team-answers.ts";
import { teamMoves } from "../moves/team-moves.ts";
import { child, competent, member, relative, restriction, said, someone } from "../rows.ts";
import type { World } from "../world.ts";
import { people } from "./people.ts";

const { senco, psychologist, camhsClinician, schoolOfficer, healthOfficer } = people;
const leo = someone("Leo Novak", "family", "young-person");
const mother = someone("Jana Novak", "family", "parent");
const father = someone("Petr Novak", "family", "parent");

const facts = {
  family: [relative(leo, "self"), relative(mother, "mother"), relative(father, "father")],
  memberships: [member(senco), member(psychologist), member(camhsClinician)],
  consentEvents: [
    said(mother, "given", ["health.mental-health"], "2026-02-09"),
    said(father, "refused", ["health.mental-health"], "2026-02-11"),
  ],
};
const born = "2014-11-02";

/** A child of twelve whose parents differ about what the school may read. */
export const rightsAt12: World = {
  name: "rights-12",
  about: "A child of twelve whose parents differ (like Leo): the school must not serve itself what the father refused.",
  categories: ["child.consents", "child.assessments", "health.mental-health", "health.therapies", "education.sen"],
  people: [senco, psychologist, camhsClinician, leo, mother, father, schoolOfficer, healthOfficer],
  services: ["education", "health"],
  children: [child("Leo", born, facts)],
  groups: [[senco.subject], [psychologist.subject, senco.subject]],
  moves: [teamMoves, assessmentMoves, consentMoves, teamAnswers, assessmentAnswers],
  consented: ["health.mental-health"],
  most: 1,
  waits: [8],
  twins: [
    {
      fact: "that a court order binds Petr Novak",
      children: [child("Leo", born, { ...facts, restrictions: [restriction("court-order", { person: father.subject })] })],
      notTold: [senco.subject, mother.subject],
    },
    {
      fact: "that Leo was found competent",
      children: [child("Leo", born, { ...facts, assessments: [competent(["health.mental-health"])] })],
      notTold: [senco.subject, mother.subject],
      toldBy: "child.assessments",
    },
  ],
};
