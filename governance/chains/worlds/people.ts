import { someone } from "../rows.ts";

/** The made-up people of the small worlds, by what they are. */
export const people = {
  senco: someone("Helen Marsh", "education", "senco"),
  safeguardingLead: someone("Martin Shaw", "education", "designated-safeguarding-lead"),
  caseworker: someone("Grace Lowe", "education", "sen-caseworker"),
  psychologist: someone("Anna Feld", "education", "educational-psychologist"),
  schoolOfficer: someone("Peter Hale", "education", "ig-officer"),
  paediatrician: someone("Asha Mehta", "health", "paediatrician"),
  camhsClinician: someone("Evan Lloyd", "health", "camhs-clinician"),
  camhsColleague: someone("Mona Reid", "health", "camhs-clinician"),
  healthVisitor: someone("Lucy Brand", "health", "health-visitor"),
  therapist: someone("Rachel Stone", "health", "speech-and-language-therapist"),
  healthOfficer: someone("Ida Wren", "health", "ig-officer"),
  socialWorker: someone("Joanne Fry", "social-care", "social-worker"),
  councilOfficer: someone("Carl Boyd", "social-care", "ig-officer"),
};
