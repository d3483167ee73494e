import { restrictionAnswers } from "../moves/restriction-answers.ts";
import { restrictionMoves } from "../moves/restriction-moves.ts";
import { teamAnswers } from "../moves/team-answers.ts";
import { teamMoves } from "../moves/team-moves.ts";
import { child, member, relative, restriction, someone } from "../rows.ts";
import type { World } from "../world.ts";
import { people } from "./people.ts";

const { senco, safeguardingLead, caseworker, psychologist, paediatrician, socialWorker, schoolOfficer, healthOfficer, councilOfficer } =
  people;
const mother = someone("Tracy Price", "family", "parent");
const protectedRecords = ["social-care.child-protection"];

/** A child under a protection plan, whose team belongs to three agencies. */
export const team: World = {
  name: "team",
  about: "A child under a protection plan (like Kayden): the school must not take the team over and put others out of reach.",
  categories: ["child.address", "education.sen", "health.mental-health", "health.therapies", "social-care.child-protection"],
  people: [
    senco,
    safeguardingLead,
    caseworker,
    psychologist,
    paediatrician,
    socialWorker,
    mother,
    schoolOfficer,
    healthOfficer,
    councilOfficer,
  ],
  services: ["education", "health", "social-care"],
  children: [
    child("Kayden", "2017-12-05", {
      family: [relative(mother, "mother")],
      memberships: [
        member(senco),
        member(safeguardingLead),
        member(paediatrician),
        member(socialWorker, { statutory: "child-protection" }),
      ],
      restrictions: [restriction("serious-harm", { categories: protectedRecords })],
    }),
  ],
  groups: [
    [senco.subject],
    [senco.subject, safeguardingLead.subject],
    [senco.subject, safeguardingLead.subject, caseworker.subject, psychologist.subject],
  ],
  moves: [teamMoves, restrictionMoves, teamAnswers, restrictionAnswers],
  consented: ["health.mental-health", "health.therapies"],
  most: 1,
  waits: [8],
  twins: [],
};
