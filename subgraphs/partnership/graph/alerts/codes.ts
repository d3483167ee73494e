import { registerEnumType } from "type-graphql";
import type { alertSubjects } from "../../records/alert-row.ts";

/** Of what an alert tells that it changed. */
export const AlertSubject = {
  TEAM: "team",
  LEAD: "lead",
  ASSESSMENT: "assessment",
  RESTRICTION: "restriction",
  OVERRIDE: "override",
  CONSENT: "consent",
  PROCESS: "process",
  ROLE: "role",
} as const satisfies Record<string, (typeof alertSubjects)[number]>;

registerEnumType(AlertSubject, {
  name: "AlertSubject",
  description: "Of what an alert tells that something became of it.",
  valuesConfig: {
    TEAM: { description: "Who is on the team around the child." },
    LEAD: { description: "Who leads it." },
    ASSESSMENT: { description: "Who decides: an assessment of competence or of a lack of capacity." },
    RESTRICTION: { description: "What is kept back." },
    OVERRIDE: { description: "What was opened by an override." },
    CONSENT: { description: "What was written down for a family about sharing." },
    PROCESS: { description: "Which processes are open: one was opened or closed." },
    ROLE: { description: "As what a practitioner asks: the directory contradicts their access token. To privacy officers alone." },
  },
});
