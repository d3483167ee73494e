import { overrideMoves } from "../moves/override-moves.ts";
import { restrictionAnswers } from "../moves/restriction-answers.ts";
import { restrictionMoves } from "../moves/restriction-moves.ts";
import { teamAnswers } from "../moves/team-answers.ts";
import { teamMoves } from "../moves/team-moves.ts";
import { child, member, relative, someone } from "../rows.ts";
import type { World } from "../world.ts";
import { people } from "./people.ts";

const { senco, paediatrician, socialWorker, schoolOfficer, healthOfficer, councilOfficer } = people;
const teacher = someone("Tom Okoro", "education", "designated-safeguarding-lead");
const pretender = { ...senco, role: "sen-caseworker" };
const mother = someone("Tracy Price", "family", "parent");

/** A team of which the school's issuer says that its people are more than the directory has them. */
export const lyingIssuer: World = {
  name: "lying-issuer",
  about:
    "A school whose issuer says that its SENCO is a caseworker and its teacher the safeguarding lead: they must come to no more than the directory has them.",
  categories: ["education.sen", "health.therapies", "social-care.child-protection", "social-care.status"],
  people: [pretender, teacher, schoolOfficer, paediatrician, healthOfficer, socialWorker, councilOfficer, mother],
  inDirectory: { [pretender.subject]: "senco", [teacher.subject]: "class-teacher" },
  services: ["education", "health", "social-care"],
  children: [
    child("Kayden", "2017-12-05", {
      family: [relative(mother, "mother")],
      memberships: [member(pretender), member(teacher), member(paediatrician), member(socialWorker)],
    }),
  ],
  groups: [[pretender.subject], [teacher.subject], [pretender.subject, teacher.subject]],
  moves: [teamMoves, restrictionMoves, overrideMoves, teamAnswers, restrictionAnswers],
  consented: [],
  most: 1,
  waits: [8],
  twins: [],
};
