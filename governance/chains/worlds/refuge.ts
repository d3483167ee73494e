import { restrictionAnswers } from "../moves/restriction-answers.ts";
import { restrictionMoves } from "../moves/restriction-moves.ts";
import { teamAnswers } from "../moves/team-answers.ts";
import { teamMoves } from "../moves/team-moves.ts";
import { child, member, relative, restriction, someone } from "../rows.ts";
import type { World } from "../world.ts";
import { people } from "./people.ts";

const { senco, safeguardingLead, healthVisitor, socialWorker, schoolOfficer, healthOfficer, councilOfficer } = people;
const [mother, father] = [someone("Ngozi Okafor", "family", "parent"), someone("Chidi Okafor", "family", "parent")];
const [otherMother, otherFather] = [someone("Rupa Banerjee", "family", "parent"), someone("Arun Banerjee", "family", "parent")];

/** Two families in one house, of whom one is hidden there. */
export const refuge: World = {
  name: "refuge",
  about:
    "Children of two families in one house, where one family hides: nobody of the other, nor of the school, may lead the father there.",
  categories: ["child.names", "child.address"],
  people: [
    senco,
    safeguardingLead,
    healthVisitor,
    socialWorker,
    mother,
    father,
    otherMother,
    otherFather,
    schoolOfficer,
    healthOfficer,
    councilOfficer,
  ],
  services: ["education", "health", "social-care"],
  children: [
    child("Amara", "2013-02-28", {
      family: [relative(mother, "mother"), relative(father, "father")],
      memberships: [member(safeguardingLead), member(socialWorker)],
      restrictions: [restriction("shielded"), restriction("court-order", { person: father.subject })],
    }),
    child("Dev", "2015-06-01", {
      family: [relative(otherMother, "mother"), relative(otherFather, "father")],
      memberships: [member(senco), member(healthVisitor)],
    }),
  ],
  groups: [
    [father.subject, otherFather.subject],
    [safeguardingLead.subject, senco.subject, otherFather.subject, father.subject],
  ],
  moves: [teamMoves, restrictionMoves, teamAnswers, restrictionAnswers],
  consented: [],
  most: 1,
  waits: [8],
  twins: [],
};
