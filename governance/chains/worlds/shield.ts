import { restrictionAnswers } from "../moves/restriction-answers.ts";
import { restrictionMoves } from "../moves/restriction-moves.ts";
import { teamAnswers } from "../moves/team-answers.ts";
import { teamMoves } from "../moves/team-moves.ts";
import { child, member, relative, restriction, someone } from "../rows.ts";
import type { World } from "../world.ts";
import { people } from "./people.ts";

const { senco, safeguardingLead, healthVisitor, socialWorker, schoolOfficer, healthOfficer, councilOfficer } = people;
const mother = someone("Ngozi Okafor", "family", "parent");
const father = someone("Chidi Okafor", "family", "parent");
const family = [relative(mother, "mother"), relative(father, "father")];
const order = restriction("court-order", { person: father.subject });
const amara = { family, memberships: [member(safeguardingLead), member(socialWorker)], restrictions: [restriction("shielded"), order] };

/** Two children who fled with their mother, and whom the father must not find. */
export const shield: World = {
  name: "shield",
  about: "Two children at one hidden address (like Amara and Tobi): nobody the court bars, and nobody of the school for him, may find it.",
  categories: ["child.names", "child.address", "education.enrolment"],
  people: [senco, safeguardingLead, healthVisitor, socialWorker, mother, father, schoolOfficer, healthOfficer, councilOfficer],
  services: ["education", "health", "social-care"],
  // Only Amara's record says that her address is hidden. Tobi lives there too.
  children: [child("Amara", "2013-02-28", amara), child("Tobi", "2016-09-12", { ...amara, restrictions: [order] })],
  groups: [[father.subject], [safeguardingLead.subject, senco.subject, father.subject]],
  moves: [teamMoves, restrictionMoves, teamAnswers, restrictionAnswers],
  consented: [],
  most: 1,
  waits: [8],
  twins: [],
};
