import { restrictionAnswers } from "../moves/restriction-answers.ts";
import { restrictionMoves } from "../moves/restriction-moves.ts";
import { teamAnswers } from "../moves/team-answers.ts";
import { teamMoves } from "../moves/team-moves.ts";
import { child, member, relative, restriction, someone } from "../rows.ts";
import type { World } from "../world.ts";
import { people } from "./people.ts";

const { senco, safeguardingLead, caseworker, socialWorker, schoolOfficer, councilOfficer } = people;
const mother = someone("Kate Whitaker", "family", "parent");
const father = someone("Neil Whitaker", "family", "parent");
const born = "2019-01-25";
const facts = { family: [relative(mother, "mother"), relative(father, "father")], memberships: [member(senco), member(socialWorker)] };

/** A parent against whom people of the school record an order that no court made. */
export const falseOrder: World = {
  name: "false-order",
  about:
    "Two parents whom nothing binds: people of the school, one brought in a moment ago, must not shut one of them out by an order that there is not.",
  categories: ["child.names", "child.address", "education.sen", "health.therapies"],
  people: [senco, safeguardingLead, caseworker, socialWorker, mother, father, schoolOfficer, councilOfficer],
  services: ["education", "social-care"],
  children: [child("Isaac", born, facts)],
  groups: [[senco.subject, safeguardingLead.subject, caseworker.subject]],
  moves: [teamMoves, restrictionMoves, teamAnswers, restrictionAnswers],
  consented: ["health.therapies"],
  most: 2,
  waits: [8],
  twins: [
    {
      fact: "that a court order binds Neil Whitaker",
      children: [child("Isaac", born, { ...facts, restrictions: [restriction("court-order", { person: father.subject })] })],
      notTold: [senco.subject, mother.subject],
    },
    {
      fact: "that Neil Whitaker is of the family",
      children: [child("Isaac", born, { ...facts, family: [relative(mother, "mother")] })],
      notTold: [safeguardingLead.subject, schoolOfficer.subject],
    },
  ],
};
