import { overrideAnswers } from "../moves/override-answers.ts";
import { overrideMoves } from "../moves/override-moves.ts";
import { teamAnswers } from "../moves/team-answers.ts";
import { teamMoves } from "../moves/team-moves.ts";
import { child, member, relative, restriction, someone } from "../rows.ts";
import type { World } from "../world.ts";
import { people } from "./people.ts";

const { senco, safeguardingLead, schoolOfficer, paediatrician, healthOfficer, socialWorker, councilOfficer } = people;
const mother = someone("Ngozi Okafor", "family", "parent");

/** An override that the school opens, and those who are to look at it. */
export const override: World = {
  name: "override",
  about:
    "An override opened by the school: its own officer must not close it for the others, and nobody who just joined reads a shielded address.",
  categories: ["child.address", "education.sen", "health.mental-health", "health.conditions"],
  people: [senco, safeguardingLead, schoolOfficer, paediatrician, healthOfficer, socialWorker, councilOfficer, mother],
  services: ["education", "health", "social-care"],
  children: [
    child("Amara", "2013-02-28", {
      family: [relative(mother, "mother")],
      memberships: [member(senco), member(paediatrician), member(socialWorker)],
      restrictions: [restriction("shielded")],
    }),
  ],
  groups: [
    [senco.subject, safeguardingLead.subject],
    [senco.subject, safeguardingLead.subject, schoolOfficer.subject],
  ],
  moves: [teamMoves, overrideMoves, teamAnswers, overrideAnswers],
  consented: [],
  most: 2,
  waits: [1],
  twins: [],
};
