import { assessmentAnswers } from "../moves/assessment-answers.ts";
import { assessmentMoves } from "../moves/assessment-moves.ts";
import { consentMoves } from "../moves/consent-moves.ts";
import { teamAnswers } from "../moves/team-answers.ts";
import { teamMoves } from "../moves/team-moves.ts";
import { child, member, relative, someone } from "../rows.ts";
import type { World } from "../world.ts";
import { people } from "./people.ts";

const { healthVisitor, therapist, healthOfficer } = people;
const mother = someone("Rupa Banerjee", "family", "parent");
const father = someone("Arun Banerjee", "family", "parent");

/** A child of nine months, for whom only the parents can speak. */
export const baby: World = {
  name: "baby",
  about: "A child of nine months (like Anika): nobody may take the parents' decision from them.",
  categories: ["child.consents", "health.mental-health", "health.therapies"],
  people: [healthVisitor, therapist, mother, father, healthOfficer],
  services: ["health"],
  children: [
    child("Anika", "2026-02-10", {
      family: [relative(mother, "mother"), relative(father, "father")],
      memberships: [member(healthVisitor)],
    }),
  ],
  groups: [[healthVisitor.subject, therapist.subject]],
  moves: [teamMoves, assessmentMoves, consentMoves, teamAnswers, assessmentAnswers],
  consented: ["health.therapies"],
  most: 2,
  waits: [8],
  twins: [],
};
