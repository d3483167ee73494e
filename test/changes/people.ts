import type { Person } from "./world.ts";

const family = (subject: string, name: string, role = "parent"): Person => ({ subject, name, role, agency: "family" });
const staff = (agency: string, role: string, subject: string, name: string): Person => ({ subject, name, role, agency });

/** The demo people, as their tokens describe them. */
export const people = {
  samira: family("samira.ahmed", "Samira Ahmed"),
  daniel: family("daniel.reed", "Daniel Reed"),
  jana: family("jana.novak", "Jana Novak"),
  petr: family("petr.novak", "Petr Novak"),
  leo: family("leo.novak", "Leo Novak", "young-person"),
  jordan: family("jordan.clarke", "Jordan Clarke", "young-person"),
  denise: family("denise.clarke", "Denise Clarke"),
  chidi: family("chidi.okafor", "Chidi Okafor"),
  ngozi: family("ngozi.okafor", "Ngozi Okafor"),
  kate: family("kate.whitaker", "Kate Whitaker"),
  rupa: family("rupa.banerjee", "Rupa Banerjee"),
  senco: staff("education", "senco", "helen.marsh", "Helen Marsh"),
  teacher: staff("education", "class-teacher", "tom.okoro", "Tom Okoro"),
  dsl: staff("education", "designated-safeguarding-lead", "martin.shaw", "Martin Shaw"),
  caseworker: staff("education", "sen-caseworker", "grace.lowe", "Grace Lowe"),
  edPsych: staff("education", "educational-psychologist", "anna.feld", "Dr Anna Feld"),
  officer: staff("education", "ig-officer", "peter.hale", "Peter Hale"),
  healthVisitor: staff("health", "health-visitor", "lucy.brand", "Lucy Brand"),
  slt: staff("health", "speech-and-language-therapist", "rachel.stone", "Rachel Stone"),
  stranger: staff("health", "speech-and-language-therapist", "nadia.quinn", "Nadia Quinn"),
  paediatrician: staff("health", "paediatrician", "asha.mehta", "Dr Asha Mehta"),
  camhs: staff("health", "camhs-clinician", "evan.lloyd", "Dr Evan Lloyd"),
  socialWorker: staff("social-care", "social-worker", "joanne.fry", "Joanne Fry"),
  lead: staff("social-care", "family-support-worker", "fiona.grant", "Fiona Grant"),
} satisfies Record<string, Person>;
